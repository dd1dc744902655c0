import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with `package.json`: the same for the sources and for what the compiler made of them in `dist/`. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
