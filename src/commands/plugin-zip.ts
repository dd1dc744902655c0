import { writeFile } from 'node:fs/promises';
import { pluginZip } from '../web/plugin/zip.ts';

/** Writes the installable Moodle plugin. */
export async function writePluginZip(file: string, print: (line: string) => void): Promise<void> {
  const zip = pluginZip();
  await writeFile(file, zip);
  print(`${file} (${zip.length} bytes)`);
  print('In Moodle: Site administration > Plugins > Install plugins.');
}
