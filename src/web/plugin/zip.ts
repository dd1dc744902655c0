import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import { projectRoot } from '../../runtime/project-root.ts';

/** The folder that Moodle wants in the zip: the name of the plugin. */
const folder = 'netzbruecke';

/** The earliest time that a zip can hold, in local time as zip stores it: the same files make the same zip. */
const noTime = new Date(1980, 0, 1);

/** The Moodle plugin as Moodle's installer takes it. */
export function pluginZip(): Uint8Array {
  const source = join(projectRoot(), 'moodle-plugin', folder);
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const entries = files.map((file) => {
    const name = [folder, ...relative(source, file).split(sep)].join('/');
    return [name, readFileSync(file)] as const;
  });
  // `os` 3: attributes are those of Unix.
  return zipSync(Object.fromEntries(entries), { mtime: noTime, level: 9, os: 3, attrs: 0o644 << 16 });
}
