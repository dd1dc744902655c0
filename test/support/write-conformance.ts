import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CaseGroup, conformanceOf, type TestReport } from './conformance.ts';

/*
 * `npm run conformance`: runs the tests of all cases, or reads the report of a run (`-- REPORT`), and writes
 * docs/lti-conformance.md. With `--check` it writes nothing: it compares the page with what the report gives.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const pagePath = join(root, 'docs/lti-conformance.md');
const groups: CaseGroup[] = JSON.parse(readFileSync(join(root, 'test/lti-cases/cases.json'), 'utf8'));
const isCheck = process.argv.includes('--check');
const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));

const report: TestReport = JSON.parse(readFileSync(given ?? reportOfRun(), 'utf8'));
const { page, problems } = conformanceOf(groups, report, root);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
if (!isCheck) writeFileSync(pagePath, page);
else if (readFileSync(pagePath, 'utf8') !== page) {
  process.stderr.write('docs/lti-conformance.md is not what this run gives: npm run conformance\n');
  process.exitCode = 1;
}
const count = groups.reduce((sum, { cases }) => sum + Object.keys(cases).length, 0);
process.stdout.write(`${count} cases of LTI, ${problems.length} problems\n`);

/** Runs the files in which a title begins with a case. */
function reportOfRun(): string {
  const files = globSync('test/**/*.test.{ts,tsx}', { cwd: root }).filter((file) =>
    /['"`](?:[ABDNRSTX]\d{2,3} )/.test(readFileSync(join(root, file), 'utf8')),
  );
  const output = join(mkdtempSync(join(tmpdir(), 'netzbruecke-conformance-')), 'report.json');
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const { status } = spawnSync(process.execPath, [...jest, '--json', `--outputFile=${output}`, ...files], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exitCode = 1;
  return output;
}
