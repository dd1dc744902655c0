import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/runtime/project-root.ts';

/** What `npm start` tells node before the name of the program, for example `--max-semi-space-size=8`. */
export async function startFlags(): Promise<string[]> {
  const content = await readFile(join(projectRoot(), 'package.json'), 'utf8');
  const { scripts } = JSON.parse(content) as { scripts: { start: string } };
  const [, ...words] = scripts.start.split(' ');
  const program = words.findIndex((word) => !word.startsWith('--'));
  return words.slice(0, program);
}
