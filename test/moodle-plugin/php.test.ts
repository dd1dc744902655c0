import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { describeWithPhp, pluginFiles, pluginFolder, run } from '../support/php.ts';

describeWithPhp('The Moodle plugin in PHP', () => {
  test('has no file that PHP cannot read', async () => {
    const lint = promisify(execFile);
    const broken: string[] = [];
    const check = (file: string) =>
      lint('php', ['-l', join(pluginFolder, file)]).catch(() => broken.push(file));
    await Promise.all(pluginFiles('.php').map(check));
    expect(broken).toEqual([]);
  });

  test.each(['packed', 'signature', 'outbox_batch'])(
    'passes its own tests that need no Moodle: %s',
    (topic) => {
      const { status, output } = run('phpunit', [
        ...['--no-configuration', '--do-not-cache-result', '--bootstrap', 'test/moodle-plugin/bootstrap.php'],
        join(pluginFolder, 'tests', `${topic}_test.php`),
      ]);
      expect([output, status]).toEqual([expect.stringMatching(/OK \(\d+ tests?, \d+ assertions?\)/), 0]);
    },
  );
});
