import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../src/runtime/project-root.ts';

const sizes = globSync('{src,lti,config}/**/*.{ts,tsx}', { cwd: projectRoot() })
  .map((file) => ({ file, lines: linesOf(file) }))
  .sort((a, b) => a.lines - b.lines);

function linesOf(file: string): number {
  return readFileSync(join(projectRoot(), file), 'utf8').trimEnd().split('\n').length;
}

describe('files of the product', () => {
  test('are small: half of them have 60 lines or less', () => {
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThanOrEqual(60);
  });

  test('have never more than 250 lines', () => {
    expect(sizes.filter(({ lines }) => lines > 250)).toEqual([]);
    expect(sizes.at(-1)?.lines).toBeGreaterThan(100);
  });
});
