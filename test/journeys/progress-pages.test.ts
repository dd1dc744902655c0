import { beforeAll, expect, test } from '@jest/globals';
import { connectSite } from '../../src/moodle/connection.ts';
import { memberProgress } from '../../src/store/member-progress.ts';
import { everyRow } from '../../src/store/port.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { groundOf, makeMember } from '../support/ground.ts';
import { come, type Guest, post, textOf } from '../support/guest.ts';
import { headingOf } from '../support/sync-desk.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const course = 3;
let owner: Guest;
let member: Guest;
let learner: { userId: string };
let values: { site: string; space: string };
let cmid: number;
const page = (): string => addressOf(paths.progress, values);

beforeAll(async () => {
  const { core, site, practice } = world();
  await connectSite(core, site, practice.webServices.token);
  const [first] = practice.enrol(2, String(course)) as unknown as { userId: string }[];
  if (!first) throw new Error('nobody is enrolled');
  learner = first;
  const space = await groundOf(world(), 'network');
  owner = await come(world(), { sub: '740', name: 'Olga Eigen', right: 'teacher', course: String(course) });
  member = await come(world(), { sub: '741', name: 'Mira Mitglied', course: String(course) });
  const doer = await come(world(), { sub: learner.userId, name: 'Theo Tutwas', course: String(course) });
  await makeMember(world(), space, owner, { isOwner: true });
  await makeMember(world(), space, member);
  await makeMember(world(), space, doer);
  values = { site: site.id, space: space.id };
  cmid = practice.webServices.addModule(course, { name: 'Ein Netzwerk gründen' }).cmid;
  practice.webServices.addModule(course, { name: 'Nur zum Lesen' });
  practice.webServices.setState({ cmid, userId: Number(learner.userId), completion: 1, grade: null });
});

test('an owner who teaches in the course names activities of that course; nothing is read of any other', async () => {
  const form = await textOf(world(), owner, `${page()}?show=choose`);
  expect(headingOf(form)).toBe('Welche Aktivitäten zählen?');
  expect(form).toContain('Ein Netzwerk gründen');
  const answer = await post(world(), owner, addressOf(paths.progressActivities, values), {
    [`activity-${cmid}`]: 'on',
  });
  expect(answer.statusCode).toBe(303);
  const shown = await textOf(world(), owner, page());
  expect(headingOf(shown)).toBe('Eine Aktivität aus Moodle zählt');
  expect(shown).not.toContain('Nur zum Lesen');
});

test('totals are for everybody in the space, single people for who leads it', async () => {
  const leading = await textOf(world(), owner, page());
  expect(leading).toContain('1 von');
  expect(leading).toContain('Theo Tutwas');
  const other = await textOf(world(), member, page());
  expect(other).toContain('1 von');
  expect(other).not.toContain('Theo Tutwas');
  const start = await textOf(world(), member, addressOf(paths.space, values));
  expect(start).toContain('Ein Netzwerk gründen');
});

test('says how old it is, and whether it may be incomplete', async () => {
  expect(await textOf(world(), member, page())).toMatch(/Stand heute, \d+:\d\d Uhr/);
});

test('when Moodle does not answer, the last known state stays, with its age', async () => {
  const { settings } = world().practice.webServices;
  world().turnClock(120_000);
  settings.serviceEnabled = false;
  const answer = await post(world(), owner, addressOf(paths.progressReading, values));
  expect(answer.statusCode).toBe(303);
  settings.serviceEnabled = true;
  expect(await textOf(world(), owner, page())).toContain('Theo Tutwas');
});

test('an activity that counts no more takes with it what was known of people', async () => {
  const rows = everyRow(world().core.store, memberProgress, 'byActivity', []);
  expect((await Array.fromAsync(rows)).length).toBeGreaterThan(0);
  await post(world(), owner, addressOf(paths.progressActivities, values), {});
  expect(await Array.fromAsync(everyRow(world().core.store, memberProgress, 'byActivity', []))).toEqual([]);
  expect(headingOf(await textOf(world(), owner, page()))).toBe('Noch zählt keine Aktivität aus Moodle');
});

test('a member who is no owner names nothing', async () => {
  const answer = await post(world(), member, addressOf(paths.progressActivities, values), {
    [`activity-${cmid}`]: 'on',
  });
  expect(answer.statusCode).toBe(403);
});
