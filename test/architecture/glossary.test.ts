import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../src/runtime/project-root.ts';

const room = join(projectRoot(), 'src/domain');
const types = readdirSync(room)
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => exportedTypes(readFileSync(join(room, file), 'utf8')));

function exportedTypes(source: string): string[] {
  return [...source.matchAll(/^export (?:type|interface|class) (\w+)/gm)].map(([, name]) => name ?? '');
}

function rowsOf(glossary: string): string[] {
  return [...glossary.matchAll(/^\| `(\w+)`\s+\|/gm)].map(([, name]) => name ?? '');
}

describe('the glossary', () => {
  const rows = rowsOf(readFileSync(join(room, 'GLOSSARY.md'), 'utf8'));

  test('has a row for every type of the domain', () => {
    expect(types.filter((name) => !rows.includes(name))).toEqual([]);
    expect(types.length).toBeGreaterThan(15);
  });

  test('has no row for a type that is gone, and none twice', () => {
    expect(rows.filter((name) => !types.includes(name))).toEqual([]);
    expect(new Set(rows).size).toBe(rows.length);
  });
});
