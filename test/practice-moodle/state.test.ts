import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { practiceMoodle } from './browser.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-moodle-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('The practice Moodle’s state file', () => {
  test('keeps key, client id, people and links over a restart', async () => {
    const stateFile = join(folder, 'new', 'practice-moodle.json');
    const before = await practiceMoodle({ stateFile });
    const keysBefore = (await before.app.inject('/mod/lti/certs.php')).json();
    await before.close();
    const after = await practiceMoodle({ stateFile });
    expect((await after.app.inject('/mod/lti/certs.php')).json()).toEqual(keysBefore);
    expect(after.toolType).toEqual(before.toolType);
    expect(after.people).toEqual(before.people);
    expect(after.activities).toEqual(before.activities);
  });

  test('can be read by its owner only, and leaves nothing half-written behind', async () => {
    const stateFile = join(folder, 'practice-moodle.json');
    await practiceMoodle({ stateFile });
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['practice-moodle.json']);
  });

  test('is never overwritten when it cannot be understood', async () => {
    const stateFile = join(folder, 'practice-moodle.json');
    await writeFile(stateFile, '{"version":2}');
    await expect(practiceMoodle({ stateFile })).rejects.toThrow('Move it away to start with a new one');
    expect(await readFile(stateFile, 'utf8')).toBe('{"version":2}');
  });

  test('is not needed: without it every practice Moodle is another one', async () => {
    const [one, other] = await Promise.all([practiceMoodle(), practiceMoodle()]);
    expect(one.toolType.clientId).not.toBe(other.toolType.clientId);
  });
});
