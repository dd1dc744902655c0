import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import texts from '../../config/locales/de.json' with { type: 'json' };
import { readSettings } from '../../config/settings.ts';
import { projectRoot } from '../../src/runtime/project-root.ts';

const read = (file: string): string => readFileSync(join(projectRoot(), file), 'utf8');

describe('the guides', () => {
  test('tell the Moodle administration about every cause that it can do something about', () => {
    const advised = Object.entries(texts.errors).flatMap(([group, causes]) =>
      Object.entries(causes).flatMap(([name, text]) => ('admin' in text ? [`\`${group}.${name}\``] : [])),
    );
    const guide = read('docs/admin-guide.de.md');
    expect(advised.filter((code) => !guide.includes(code))).toEqual([]);
    expect(advised.length).toBeGreaterThan(30);
  });

  test('tell the operator about every setting of the example, and the example has them all', () => {
    const named = [...read('config/example.env').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? '');
    const guide = read('docs/operator-guide.md');
    expect(named.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
    expect(named).toHaveLength(Object.keys(readSettings({})).length);
  });

  test('lead nowhere that does not exist', () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'docs/architecture.md',
      'docs/operator-guide.md',
    ];
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)]
        .map(([, target]) => join(projectRoot(), page, '..', target ?? ''))
        .filter((target) => !existsSync(target)),
    );
    expect(broken).toEqual([]);
  });
});
