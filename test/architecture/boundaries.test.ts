import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../src/runtime/project-root.ts';

interface Report {
  summary: { totalCruised: number; violations: { from: string; rule: { name: string } }[] };
}

const cruiser = join(projectRoot(), 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const rules = join(projectRoot(), '.dependency-cruiser.cjs');

/** What dependency-cruiser says about a tree, with the rules of this project. It ends with an error where it objects. */
async function cruise(folder: string): Promise<Report['summary']> {
  const options = ['--config', rules, '--output-type', 'json', '--no-progress'];
  const run = promisify(execFile)(process.execPath, [cruiser, 'src', 'lti', 'config', ...options], {
    cwd: folder,
    maxBuffer: 50_000_000,
  });
  const { stdout } = await run.catch((failure: { stdout: string }) => failure);
  return (JSON.parse(stdout) as Report).summary;
}

/** Each forbidden import stands in a file of its own. */
const forbidden: readonly [sentence: string, file: string, line: string, rule: string][] = [
  [
    'the rules of the field do not know the store',
    'src/domain/a.ts',
    "import '../store/port.ts';",
    'arrows-from-domain',
  ],
  [
    'not even a type of it',
    'src/domain/b.ts',
    "import type { Port } from '../store/port.ts';",
    'arrows-from-domain',
  ],
  ['the rules of the field read no file', 'src/domain/c.ts', "import 'node:fs';", 'domain-is-pure'],
  ['the rules of the field use no package but zod', 'src/domain/d.ts', "import 'jose';", 'domain-is-pure'],
  ['the store does not know the pages', 'src/store/a.ts', "import '../web/server.ts';", 'arrows-from-store'],
  [
    'the way out does not know the store',
    'src/outbound/a.ts',
    "import '../store/port.ts';",
    'arrows-from-outbound',
  ],
  ['LTI does not know the pages', 'lti/a.ts', "import '../src/web/server.ts';", 'arrows-from-lti'],
  [
    'pages do not know the practice Moodle',
    'src/web/a.ts',
    "import '../practice-moodle/claims.ts';",
    'arrows-from-web',
  ],
  [
    'the practice Moodle does not know how LTI is read',
    'src/practice-moodle/a.ts',
    "import '../../lti/login.ts';",
    'arrows-from-practice-moodle',
  ],
  ['the store does not know the demo', 'src/store/b.ts', "import '../demo/demo.ts';", 'nobody-uses-the-demo'],
  ['calls to the outside have one place', 'src/web/b.ts', "import 'axios';", 'only-one-place-uses-axios'],
  ['ltijs has one place', 'lti/b.ts', "import 'ltijs';", 'only-one-place-uses-ltijs'],
  [
    'also when it is loaded late',
    'lti/c.ts',
    "export const late = () => import('ltijs');",
    'only-one-place-uses-ltijs',
  ],
  ['mongoose has one place', 'src/store/c.ts', "import 'mongoose';", 'only-one-place-uses-mongoose'],
  ['jose has two places', 'src/web/c.ts', "import 'jose';", 'only-one-place-uses-jose'],
  [
    'the command line is declared in one place',
    'src/commands/a.ts',
    "import 'commander';",
    'only-one-place-uses-commander',
  ],
  [
    'SQLite stays in its adapter',
    'src/store/d.ts',
    "import 'node:sqlite';",
    'only-one-place-uses-node-sqlite',
  ],
  [
    'pages do not read settings',
    'src/web/d.ts',
    "import '../../config/settings.ts';",
    'settings-are-read-at-the-top',
  ],
  ['nobody uses the composition root', 'src/web/e.ts', "import '../app.ts';", 'nobody-uses-the-top'],
  [
    'the product does not use its tests',
    'src/runtime/a.ts',
    "import '../../test/world.ts';",
    'no-tests-in-the-product',
  ],
  ['there is no file that only passes others on', 'src/web/f.ts', "import './pages/index.ts';", 'no-barrels'],
  ['nobody imports what is not there', 'src/web/g.ts', "import './gone.ts';", 'resolvable'],
  ['files do not use each other in a circle', 'src/runtime/b.ts', "import './c.ts';", 'no-cycles'],
];

const allowed: Record<string, string> = {
  'src/app.ts': "import '../config/settings.ts';\nimport './web/server.ts';",
  'src/main.ts': "import 'commander';\nimport './app.ts';\nimport './demo/demo.ts';",
  'src/demo/demo.ts': "import '../app.ts';\nimport '../practice-moodle/claims.ts';",
  'src/web/server.ts': "import '../../lti/login.ts';\nimport '../store/port.ts';",
  'src/web/pages/index.ts': 'export {};',
  'src/store/port.ts': "import '../domain/rule.ts';\nexport interface Port { name: string }",
  'src/store/sqlite/open.ts': "import 'node:sqlite';\nimport '../port.ts';",
  'src/outbound/client.ts': "import 'axios';",
  'src/domain/rule.ts': "import 'zod';",
  'src/practice-moodle/claims.ts': "import 'jose';\nimport '../domain/rule.ts';",
  'src/runtime/c.ts': "import './d.ts';",
  'src/runtime/d.ts': "import './b.ts';",
  'lti/login.ts': "import 'jose';\nimport '../src/outbound/client.ts';",
  'lti/platforms.ts': "export const late = () => import('ltijs');",
  'config/settings.ts': "import 'zod';",
  'test/world.ts': 'export {};',
};

/** Empty ones of these names stand beside the tree. */
const packages = ['axios', 'commander', 'jose', 'ltijs', 'mongoose', 'zod'];

describe('the arrows between the rooms', () => {
  const found = new Map<string, string[]>();
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'netzbruecke-rooms-'));
    const write = async (file: string, text: string): Promise<void> => {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), `${text}\n`);
    };
    for (const [file, text] of Object.entries(allowed)) await write(file, text);
    for (const [, file, line] of forbidden) await write(file, line);
    for (const name of packages) {
      await write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'main.js' }));
      await write(`node_modules/${name}/main.js`, 'module.exports = {};');
    }
    const dependencies = Object.fromEntries(packages.map((name) => [name, '*']));
    await write('package.json', JSON.stringify({ name: 'rooms', dependencies }));
    for (const { from, rule } of (await cruise(folder)).violations) {
      found.set(from, [...(found.get(from) ?? []), rule.name]);
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(forbidden)('%s', (_sentence, file, _line, rule) => {
    expect(found.get(file)).toContain(rule);
  });

  test('what is allowed passes', () => {
    const circle = ['src/runtime/c.ts', 'src/runtime/d.ts'];
    const refused = Object.keys(allowed).filter((file) => found.has(file) && !circle.includes(file));
    expect(refused).toEqual([]);
  });

  test('the product keeps all of them', async () => {
    const { violations, totalCruised } = await cruise(projectRoot());
    expect(violations).toEqual([]);
    expect(totalCruised).toBeGreaterThan(150);
  });
});
