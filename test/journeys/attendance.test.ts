import { beforeEach, describe, expect, test } from '@jest/globals';
import { day, minute } from '../../src/runtime/clock.ts';
import { checkInTries } from '../../src/store/check-in.ts';
import { everyRow, insert, update } from '../../src/store/port.ts';
import { trainingRuns } from '../../src/store/training-run.ts';
import { paths } from '../../src/web/addresses.ts';
import { makeMember } from '../support/ground.ts';
import { form, hiddenFields, open, send, type Visitor, visit } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import {
  accountOf,
  firstRun,
  linkStandsFor,
  partOf,
  trainingOf,
  trainingPage,
  wishesFor,
} from '../support/training-ground.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const unit = 'kick-off-day';
let jonas: Visitor;
let lead: Visitor;
let list: string;
let form1: string;

/** Jonas Heitkamp and Birgit Sanderhoff are trainees; Thorben Wiechers leads the training. */
beforeEach(async () => {
  jonas = await visit(world(), 'trainee', 'training');
  await open(world(), jonas);
  lead = await visit(world(), 'network-manager', 'training');
  const run = (await firstRun(world())).doc.id;
  list = await trainingPage(world(), paths.meeting, { run, unit });
  form1 = await trainingPage(world(), paths.unit, { unit: 'media-didactics' });
});

async function secondTrainee(): Promise<Visitor> {
  const guest = { accountId: await accountOf(world(), 'school-head'), siteId: world().site.id };
  await makeMember(world(), await trainingOf(world()), guest, { role: 'trainee' });
  const visitor = await visit(world(), 'school-head', 'training');
  await open(world(), visitor);
  return visitor;
}

const shown = async () => (await open(world(), lead, list)).body;
const isThere = async (person = 'trainee') => (await partOf(world(), person)).units[unit]?.state === 'done';
const codeIn = (html: string) => /class="nb-room-code">(\d{3}) (\d{3})</.exec(html)?.slice(1).join('') ?? '';
async function giveOut(): Promise<string> {
  await send(world(), lead, `${list}/code`, {}, list);
  return codeIn(await shown());
}
const enter = async (code: string, visitor = jonas, where = unit) =>
  send(world(), visitor, await trainingPage(world(), paths.checkIn, { unit: where }), { code }, form1);
/** Another code than this one. */
const not = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('the list of meetings counts nobody at one that is still to come', async () => {
  const { store } = world().core;
  const run = await firstRun(world());
  const at = (startsAt: number) => ({ startsAt, endsAt: startsAt + minute, place: '', url: '' });
  const [past, coming] = [at(world().now() - day), at(world().now() + day)];
  const meetings = { [unit]: past, 'module-1-conference': coming };
  await store.commit([update(trainingRuns, run, { meetings })]);
  const { body } = await open(world(), lead, await trainingPage(world(), paths.attendance));
  expect(body.match(/\d+ von \d+ da</g)).toHaveLength(1);
  await store.commit([update(trainingRuns, await firstRun(world()), { meetings: run.doc.meetings })]);
});

/** Sends the list as it stands on a page that was opened before, with these ticks. */
async function save(page: string, ticks: Record<string, boolean>) {
  const was = Object.fromEntries(
    [...page.matchAll(/name="(was\.[\w-]+)" value="(yes|no)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const there = Object.entries(ticks).flatMap(([id, tick]) => (tick ? [[`there.${id}`, 'on']] : []));
  const fields = { ...hiddenFields(page), ...was, ...Object.fromEntries(there) };
  const { cookies } = lead;
  return world().app.inject({
    method: 'POST',
    url: list,
    cookies,
    ...form(fields, world().settings.publicUrl),
  });
}

describe('the code of a meeting', () => {
  test('is shown big to who leads, shown again, is not in the log, and the newest counts', async () => {
    const [first, again] = [await giveOut(), codeIn(await shown())];
    expect(first).toMatch(/^\d{6}$/);
    expect(again).toBe(first);
    const newest = await giveOut();
    expect(JSON.stringify(world().logged)).not.toContain(newest);
    if (newest !== first) expect((await enter(first)).statusCode).toBe(422);
    expect(await isThere()).toBe(false);
  });

  test('is asked of a trainee while it counts, although the meeting has no date, and does the unit', async () => {
    const code = await giveOut();
    const page = await trainingPage(world(), paths.unit, { unit });
    expect((await open(world(), jonas, page)).body).toContain('Mich als anwesend eintragen');
    const answer = await enter(` ${code.slice(0, 3)} ${code.slice(3)}`);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, page]);
    expect((await partOf(world(), 'trainee')).units[unit]).toMatchObject({ state: 'done', by: 'check-in' });
    expect((await enter('000000')).statusCode).toBe(303);
  });

  test('does not count for another meeting, after its time, or when it is mistyped; nothing is lost by that', async () => {
    const code = await giveOut();
    const other = await enter(code, jonas, 'module-1-conference');
    expect([other.statusCode, other.body.includes('Dieser Code gilt hier nicht')]).toEqual([422, true]);
    expect((await partOf(world(), 'trainee')).units['module-1-conference']).toBeUndefined();
    expect((await enter('12345', jonas, 'module-1-conference')).body).toContain(
      'Der Code hat sechs Ziffern.',
    );
    expect(codeOn(await enter(code, jonas, 'media-didactics'))).toBe('request.invalid');
    const anna = await secondTrainee();
    world().turnClock(16 * minute);
    expect((await enter(code, anna)).statusCode).toBe(422);
    expect(codeIn(await shown())).toBe('');
    expect(await isThere('school-head')).toBe(false);
  });

  test('cannot be guessed: of a hundred wrong ones at once five are compared, then it rests a quarter of an hour', async () => {
    const anna = await secondTrainee();
    world().turnClock(16 * minute);
    const code = await giveOut();
    const { body } = await open(world(), anna, form1);
    const url = await trainingPage(world(), paths.checkIn, { unit });
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        world().app.inject({
          ...{ method: 'POST', url, cookies: anna.cookies },
          ...form({ ...hiddenFields(body), code: not(code) }, world().settings.publicUrl),
        }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 422)).toHaveLength(5);
    expect(answers.filter((answer) => codeOn(answer) === 'check-in.wait')).toHaveLength(25);
    expect(codeOn(await enter(code, anna))).toBe('check-in.wait');
    world().turnClock(16 * minute);
    expect((await enter(await giveOut(), anna)).statusCode).toBe(303);
    expect(await isThere('school-head')).toBe(true);
    const account = await accountOf(world(), 'school-head');
    const tries = everyRow(world().core.store, checkInTries, 'byAccount', [account]);
    expect(await Array.fromAsync(tries)).toEqual([]);
  });

  test('of another run does not count for this one, and is not given out by a trainee', async () => {
    const run = await firstRun(world());
    const later = {
      ...run.doc,
      id: 'another-run',
      title: 'Zweiter Durchgang',
      createdAt: run.doc.createdAt + 1,
    };
    await world().core.store.commit([insert(trainingRuns, { ...later, state: 'planned' })]);
    const address = await trainingPage(world(), paths.checkInCode, {
      run: 'another-run',
      unit: 'module-1-conference',
    });
    await send(world(), lead, address, {}, list);
    const page = await trainingPage(world(), paths.meeting, {
      run: 'another-run',
      unit: 'module-1-conference',
    });
    const code = codeIn((await open(world(), lead, page)).body);
    expect(code).toMatch(/^\d{6}$/);
    expect((await enter(code, jonas, 'module-1-conference')).statusCode).toBe(422);
    expect(codeOn(await send(world(), jonas, address, {}, form1))).toBe('access.denied');
    const foreign = await trainingPage(world(), paths.meeting, { run: 'no-such-run', unit });
    expect((await open(world(), lead, foreign)).statusCode).toBe(404);
  });
});

describe('the list of who was there', () => {
  test('by two who tick at once keeps what either ticked, and names whom the other changed', async () => {
    const [anna, own] = [(await partOf(world(), 'school-head')).id, (await partOf(world(), 'trainee')).id];
    const page = await shown();
    await save(page, { [anna]: false, [own]: false });
    expect([await isThere(), await isThere('school-head')]).toEqual([false, false]);
    const [first, second] = [await shown(), await shown()];
    expect((await save(first, { [own]: true, [anna]: false })).statusCode).toBe(303);
    const answer = await save(second, { [own]: false, [anna]: true });
    expect([
      answer.statusCode,
      answer.body.includes('Inzwischen hat sich bei anderen etwas geändert'),
    ]).toEqual([200, true]);
    expect(answer.body).toContain('<bdi>Jonas Heitkamp</bdi></li>');
    expect([await isThere(), await isThere('school-head')]).toEqual([true, true]);
    expect((await save(second, { [own]: false, [anna]: true })).statusCode).toBe(200);
    expect([await isThere(), await isThere('school-head')]).toEqual([true, true]);
  });

  test('lets a module be complete and takes that back, in Moodle too; the trainee was not active by it', async () => {
    await linkStandsFor(world(), 'kick-off');
    const { id, lastActiveAt } = await partOf(world(), 'trainee');
    const completed = async () => (await partOf(world(), 'trainee')).completedSteps;
    await save(await shown(), { [id]: false });
    expect(await completed()).toEqual({});
    await save(await shown(), { [id]: true });
    expect(await completed()).toEqual({ 'kick-off': expect.any(Number) });
    expect(await wishesFor(world(), 'trainee')).toEqual(['complete']);
    await save(await shown(), { [id]: false });
    expect(await completed()).toEqual({});
    expect(await wishesFor(world(), 'trainee')).toEqual(['undone']);
    await save(await shown(), { [id]: true });
    expect((await partOf(world(), 'trainee')).lastActiveAt).toBe(lastActiveAt);
  });

  test('reads no one who is not in the run, and no state that it did not show', async () => {
    const { id } = await partOf(world(), 'trainee');
    const fields = { 'was.nobody': 'no', 'there.nobody': 'on', [`there.${id}`]: 'on', 'was.__proto__': 'no' };
    const before = await partOf(world(), 'trainee');
    expect((await send(world(), lead, list, fields, list)).statusCode).toBe(303);
    expect(await partOf(world(), 'trainee')).toEqual(before);
  });

  test('stands under the meetings of its run, with date and number', async () => {
    const run = await firstRun(world());
    const startsAt = Date.parse('2031-05-08T08:00:00Z');
    const meetings = {
      [unit]: { startsAt, endsAt: startsAt + 60 * minute, place: '<i>Aula</i>', url: '' as const },
    };
    await world().core.store.commit([update(trainingRuns, run, { meetings })]);
    const { body } = await open(world(), lead, await trainingPage(world(), paths.attendance));
    expect(body).toContain('Nächstes Treffen: Zukunftswerkstatt, Donnerstag, 8. Mai 2031');
    expect(body).toContain('1 von 2 da');
    expect(await shown()).toContain('&lt;i>Aula');
    expect(codeOn(await open(world(), jonas, list))).toBe('access.denied');
  });
});
