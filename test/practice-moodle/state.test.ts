import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { practiceMoodle } from './browser.ts';
import { Tool } from './tool.ts';

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

  test('keeps columns, grades, tools and courses too', async () => {
    const stateFile = join(folder, 'practice-moodle.json');
    const tool = await Tool.open({ stateFile });
    await tool.score();
    const course = tool.moodle.addCourse({ shortName: 'NETZ-29', editingTeachers: ['teacher'] });
    tool.moodle.configure({ sendName: 'never' });
    tool.moodle.activityById('network').completion = 'none';
    tool.moodle.enrol(3);
    await tool.moodle.close();
    const after = await practiceMoodle({ stateFile, toolUrl: 'http://127.0.0.1:4000' });
    expect(after.grades('training')).toEqual(tool.moodle.grades('training'));
    expect(after.completion('training', 'trainee')).toBe(1);
    expect(after.courses.at(-1)).toEqual(course);
    expect(after.toolTypes[0]).toMatchObject({
      sendName: 'never',
      keySetUrl: 'http://127.0.0.1:4000/lti/keys',
    });
    expect(after.people).toHaveLength(6);
  });

  test('of an older version gets what it lacks', async () => {
    const stateFile = join(folder, 'practice-moodle.json');
    const before = await practiceMoodle({ stateFile });
    const old = JSON.parse(await readFile(stateFile, 'utf8'));
    for (const field of ['toolTypes', 'gradeItems', 'grades']) delete old[field];
    old.courses.pop();
    for (const course of old.courses) for (const field of ['teachers', 'suspended']) delete course[field];
    for (const activity of old.activities) {
      for (const field of ['typeId', 'toolUrl', 'customParameters', 'icon', 'completion'])
        delete activity[field];
      for (const field of ['sendName', 'sendEmail', 'acceptGrades']) delete activity[field];
    }
    await writeFile(stateFile, JSON.stringify(old));
    const after = await practiceMoodle({ stateFile });
    for (const part of ['activities', 'courses', 'toolTypes', 'gradeItems', 'toolType'] as const) {
      expect(after[part]).toEqual(before[part]);
    }
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
