import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { projectRoot } from '../../src/runtime/project-root.ts';

export const pluginFolder = join(projectRoot(), 'moodle-plugin/netzbruecke');
const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const missing = ['php', 'phpunit'].filter((program) => !isThere(program));

/** Tests that need PHP: named as skipped where it is missing, a failure where it is required. */
export function describeWithPhp(title: string, tests: () => void): void {
  if (missing.length === 0 || process.env.REQUIRE_PHP === 'true') describe(title, tests);
  else describe.skip(`${title} (skipped: no ${missing.join(', no ')} here)`, tests);
}

export function run(
  program: 'php' | 'phpunit',
  args: readonly string[],
): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: projectRoot() });
  return { status, output: `${stdout}${stderr}` };
}

/** What a file of the plugin defines, as a Moodle that includes it sees it. */
export function defined<Values>(file: string, ...names: readonly string[]): Values {
  const constants = [
    ...['MOODLE_INTERNAL', 'CAP_ALLOW', 'RISK_CONFIG', 'RISK_PERSONAL'],
    ...['CONTEXT_SYSTEM', 'CONTEXT_COURSE', 'MATURITY_BETA'],
  ];
  const values = names.map((name) => `'${name}' => $${name} ?? null`).join(', ');
  const code = [
    ...constants.map((name, index) => `define('${name}', ${index + 1});`),
    '$string = []; $plugin = new stdClass();',
    `include '${join(pluginFolder, file)}';`,
    `echo json_encode([${values}]);`,
  ].join(' ');
  const { status, output } = run('php', ['-r', code]);
  if (status !== 0) throw new Error(output);
  return JSON.parse(output) as Values;
}

/** Files of the plugin, relative to its folder. */
export function pluginFiles(ending: string): string[] {
  return readdirSync(pluginFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort();
}
