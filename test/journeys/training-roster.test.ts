import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fullName, type Person } from '../../src/practice-moodle/person.ts';
import { findAccount } from '../../src/store/account.ts';
import { findMembership } from '../../src/store/membership.ts';
import { participantsOf } from '../../src/store/training-participant.ts';
import { paths } from '../../src/web/addresses.ts';
import { open, send, type Visitor, visit } from '../support/launching.ts';
import { withServices } from '../support/services-world.ts';
import { firstRun, trainingOf, trainingPage } from '../support/training-ground.ts';

const world = withServices();
let thorben: Visitor;
let people: readonly Person[];

beforeEach(async () => {
  people = world().practice.enrol(3);
  // What was read of the course is kept for five minutes.
  world().turnClock(6 * 60_000);
  thorben = await visit(world(), 'network-manager', 'training');
  await open(world(), thorben, await trainingPage(world(), paths.group));
});
afterEach(() => {
  delete world().practice.misbehave.services;
});

const runPage = async () => trainingPage(world(), paths.runPeople, { run: (await firstRun(world())).doc.id });
const add = async (fields: Record<string, string>) =>
  send(world(), thorben, await runPage(), { from: 'course', ...fields }, await runPage());
const course = async () => {
  const { body } = await open(world(), thorben, await runPage());
  return /id="from-course-heading".*?<\/form>/s.exec(body)?.[0] ?? body;
};
const taking = async () =>
  (await participantsOf(world().core.store, (await firstRun(world())).doc.id)).length;
async function memberFor(person: Person) {
  const { core, site } = world();
  const account = await findAccount(core.store, site.id, person.userId);
  const space = await trainingOf(world());
  const member = account && (await findMembership(core.store, space.id, account.doc.id));
  return { account: account?.doc, member: member?.doc };
}

describe('people of the Moodle course', () => {
  test('who learn there are offered by name, those who teach are not', async () => {
    const html = await course();
    for (const person of people) expect(html).toContain(fullName(person));
    expect(html).not.toContain('Meltem Arslan');
    expect(html).not.toContain('Thorben Wiechers');
  });

  test('who were never here become confirmed trainees of the space and of the run, each with a number', async () => {
    const before = await taking();
    const [first, second, third] = people;
    const answer = await add({ 'p-0': first?.userId ?? '', 'p-4': second?.userId ?? '' });
    expect(answer.statusCode).toBe(303);
    expect(await taking()).toBe(before + 2);
    const members = await Promise.all([first, second].map((person) => memberFor(person as Person)));
    expect(members).toMatchObject(
      [first, second].map((person) => ({
        account: { displayName: fullName(person as Person) },
        member: { role: 'trainee', isConfirmed: true, isOwner: false, status: 'active' },
      })),
    );
    expect(new Set(members.map(({ member }) => member?.number)).size).toBe(2);
    expect((await memberFor(third as Person)).account).toBeUndefined();
    expect(await course()).not.toContain(fullName(first as Person));
  });

  test('are the same account and the same part when they come themselves', async () => {
    const [person] = people;
    await add({ 'p-0': person?.userId ?? '' });
    const before = await taking();
    const { account } = await memberFor(person as Person);
    const visitor = await visit(world(), person?.id ?? '', 'training');
    const path = await open(world(), visitor, await trainingPage(world(), paths.trainingPath));
    expect(path.statusCode).toBe(200);
    expect([await taking(), (await memberFor(person as Person)).account?.id]).toEqual([before, account?.id]);
  });

  test('are there once however often the form is sent, and however many send it', async () => {
    const [person] = people;
    const before = await taking();
    const fields = { 'p-0': person?.userId ?? '' };
    const answers = await Promise.all([add(fields), add(fields), add(fields)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    expect(await taking()).toBe(before + 1);
  });

  test('are only those whom Moodle names: a form that says more adds nobody', async () => {
    const before = await taking();
    await add({ 'p-0': '987654', 'p-1': '3' });
    expect(await taking()).toBe(before);
    expect(await findAccount(world().core.store, world().site.id, '987654')).toBeUndefined();
  });

  test('cannot be read for a while: the page says so and keeps everything else', async () => {
    world().practice.misbehave.services = 'maintenance';
    world().turnClock(6 * 60_000);
    const { statusCode, body } = await open(world(), thorben, await runPage());
    expect([statusCode, body.includes('Mitglieder dieses Raums')]).toEqual([200, true]);
    expect(body).toMatch(/<code>service\.[a-z-]+<\/code>/);
  });
});
