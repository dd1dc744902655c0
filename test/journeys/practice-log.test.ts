import { beforeEach, describe, expect, test } from '@jest/globals';
import { curriculum } from '../../config/curriculum.ts';
import { randomId } from '../../src/runtime/secrets.ts';
import { insert, update } from '../../src/store/port.ts';
import { practiceLogOf } from '../../src/store/practice-entry.ts';
import { mentorships, participants } from '../../src/store/training-participant.ts';
import { paths } from '../../src/web/addresses.ts';
import { makeMember } from '../support/ground.ts';
import { problemsOn } from '../support/guest.ts';
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
const secret = 'Die Runde war <script>alert(1)</script> zäh & gut.';
let jonas: Visitor;
let log: string;
let anyForm: string;

/** Jonas Heitkamp writes; Birgit Sanderhoff accompanies him; Thorben Wiechers leads the training. */
beforeEach(async () => {
  jonas = await visit(world(), 'trainee', 'training');
  await open(world(), jonas);
  log = await trainingPage(world(), paths.practice);
  anyForm = await trainingPage(world(), paths.unit, { unit: 'module-1-reflection' });
});

const good = { event: 'Lenkungsrunde', day: '2026-01-15', hours: '2,5', learned: secret };
const entries = async () =>
  (await practiceLogOf(world().core.store, await partOf(world(), 'trainee'))).map(({ doc }) => doc);
const add = (fields: Record<string, string> = {}) =>
  send(world(), jonas, log, { entry: randomId(), ...good, ...fields }, anyForm);
const entryPage = async () =>
  trainingPage(world(), paths.practiceEntry, { entry: (await entries())[0]?.id ?? '' });
const readOf = (html: string) => /name="read" value="([^"]*)"/.exec(html)?.[1] ?? '';
async function sendFrom(page: string, address: string, fields: Record<string, string>, visitor = jonas) {
  const sent = { ...hiddenFields(page), read: readOf(page), ...fields };
  const { cookies } = visitor;
  return world().app.inject({
    method: 'POST',
    url: address,
    cookies,
    ...form(sent, world().settings.publicUrl),
  });
}
const heading = (html: string) => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? '';

async function letBeDone(keys: readonly string[]): Promise<void> {
  const { store } = world().core;
  const stored = await store.get(participants, (await partOf(world(), 'trainee')).id);
  if (!stored) throw new Error('no part');
  const done = keys.map((key) => [key, { state: 'done', at: world().now(), by: 'trainer' }] as const);
  await store.commit([
    update(participants, stored, { units: { ...stored.doc.units, ...Object.fromEntries(done) } }),
  ]);
}
async function mentor(): Promise<Visitor> {
  const visitor = await visit(world(), 'school-head', 'training');
  const [mentorId, space] = [await accountOf(world(), 'school-head'), await trainingOf(world())];
  await makeMember(world(), space, { accountId: mentorId, siteId: world().site.id }, { role: 'mentor' });
  const accountId = await accountOf(world(), 'trainee');
  const ids = { id: 'the-mentorship', spaceId: space.id, runId: (await firstRun(world())).doc.id };
  if (!(await world().core.store.get(mentorships, ids.id))) {
    await world().core.store.commit([
      insert(mentorships, { ...ids, accountId, mentorId, createdAt: world().now() }),
    ]);
  }
  return visitor;
}

describe('a practice log', () => {
  test('opens after module 2; before that the page says so, and nothing is taken', async () => {
    expect(heading((await open(world(), jonas, log)).body)).toBe('Ihre Praxis beginnt nach Modul 2');
    const refused = await add();
    expect([refused.statusCode, codeOn(refused)]).toEqual([409, 'training.not-open']);
    await letBeDone(['module-2-day-1', 'module-2-day-2']);
    expect(heading((await open(world(), jonas, log)).body)).toBe(
      'Noch kein Treffen begleitet, vier gehören zur Praxis',
    );
    expect(await entries()).toEqual([]);
  });

  test('says what is wrong, gives back what was typed, and stores nothing of it', async () => {
    const tomorrow = new Date(world().now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const wrong = await add({ event: ' ', day: tomorrow, hours: 'viele', learned: 'Getipptes' });
    expect(wrong.statusCode).toBe(422);
    expect(problemsOn(wrong.body)).toHaveLength(3);
    expect(wrong.body).toContain('Getipptes');
    for (const fields of [
      { day: '31.12.2025' },
      { day: '2026-02-30' },
      { hours: '25' },
      { event: 'x'.repeat(201) },
    ]) {
      expect((await add(fields)).statusCode).toBe(422);
    }
    expect((await add({ learned: 'x'.repeat(10_001) })).statusCode).toBe(422);
    expect(codeOn(await add({ learned: 'x'.repeat(1_000_000) }))).toBe('request.too-large');
    expect(codeOn(await add({ entry: '../x' }))).toBe('request.invalid');
    expect(await entries()).toEqual([]);
  });

  test('takes an event once, however often the same form is sent, and counts events and hours', async () => {
    const entry = randomId();
    const answers = await Promise.all([1, 2, 3].map(() => add({ entry })));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    expect(await entries()).toMatchObject([{ event: 'Lenkungsrunde', hours: 2.5, learned: secret }]);
    expect((await partOf(world(), 'trainee')).practice).toEqual({ events: 1, hours: 2.5 });
    const { body } = await open(world(), jonas, log);
    expect(heading(body)).toBe('Drei Treffen der Praxis fehlen noch');
    expect(body).toContain('1 von 4 Treffen, zusammen 2,5 Stunden.');
    expect(body).not.toContain('<script>alert');
    expect(JSON.stringify(world().logged)).not.toContain('zäh');
  });

  test('loses no event of several that are added at once', async () => {
    await Promise.all([1, 2, 3].map(() => add({ hours: '1' })));
    expect(await entries()).toHaveLength(4);
    expect((await partOf(world(), 'trainee')).practice).toEqual({ events: 4, hours: 5.5 });
    expect(heading((await open(world(), jonas, log)).body)).toContain('Die Praxis ist vollständig');
  });

  test('changed in two windows overwrites neither: what is stored stands beside what was typed', async () => {
    const address = await entryPage();
    const [one, two] = [
      (await open(world(), jonas, address)).body,
      (await open(world(), jonas, address)).body,
    ];
    expect((await sendFrom(one, address, { ...good, hours: '3' })).statusCode).toBe(303);
    const clash = await sendFrom(two, address, { ...good, event: 'Zweites Fenster' });
    expect([clash.statusCode, clash.body.includes('value="Zweites Fenster"')]).toEqual([409, true]);
    expect(clash.body).toContain('Das wurde inzwischen an anderer Stelle geändert.');
    expect((await entries())[0]).toMatchObject({ event: 'Lenkungsrunde', hours: 3 });
    await sendFrom(clash.body, address, { ...good, event: 'Zweites Fenster' });
    expect((await entries())[0]).toMatchObject({ event: 'Zweites Fenster', hours: 2.5 });
  });

  test('lets the training be complete, and taking an event out opens it again, in Moodle too', async () => {
    await letBeDone(curriculum.steps.flatMap(({ units }) => units.map(({ key }) => key)));
    await linkStandsFor(world(), null);
    await add({ hours: '1' });
    expect((await partOf(world(), 'trainee')).completedAt).toEqual(expect.any(Number));
    expect(await wishesFor(world(), 'trainee')).toEqual(['complete']);
    for (const { id } of (await entries()).slice(1, 3)) {
      const removal = await trainingPage(world(), paths.practiceEntryRemoval, { entry: id });
      expect((await open(world(), jonas, removal)).body).toContain('Eintrag endgültig löschen');
      await send(world(), jonas, removal, {}, removal);
      expect((await send(world(), jonas, removal, {}, anyForm)).statusCode).toBe(404);
    }
    expect(await entries()).toHaveLength(3);
    expect((await partOf(world(), 'trainee')).completedAt).toBeNull();
    expect(await wishesFor(world(), 'trainee')).toEqual(['undone']);
  });
});

describe('a comment', () => {
  const comment = 'Gut beobachtet.';

  test('comes from the mentor, is new once, and does not stand in the way of its author', async () => {
    const visitor = await mentor();
    const address = await entryPage();
    const mine = (await open(world(), jonas, address)).body;
    const page = await open(world(), visitor, address);
    expect(page.body).toContain('Praxisbuch von Jonas Heitkamp');
    const answer = await sendFrom(page.body, `${address}/comment`, { comment }, visitor);
    const { id } = await partOf(world(), 'trainee');
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      await trainingPage(world(), paths.trainee, { participant: id }),
    ]);
    expect((await sendFrom(mine, address, { ...good, event: 'Noch einmal' })).statusCode).toBe(303);
    expect((await entries())[0]).toMatchObject({ comment, event: 'Noch einmal' });
    const first = (await open(world(), jonas, log)).body;
    expect(first).toContain('Zu einem Eintrag gibt es einen neuen Kommentar:');
    expect(first).toMatch(/Birgit Sanderhoff<\/bdi>/);
    expect((await open(world(), jonas, log)).body).not.toContain('neuen Kommentar');
  });

  test('by two at once is not overwritten; an empty one is no comment, and takes the former one back', async () => {
    const [visitor, lead] = [await mentor(), await visit(world(), 'network-manager', 'training')];
    const address = await entryPage();
    const [one, two] = [await open(world(), visitor, address), await open(world(), lead, address)];
    await sendFrom(one.body, `${address}/comment`, { comment: 'Von der Mentorin' }, visitor);
    const clash = await sendFrom(two.body, `${address}/comment`, { comment: 'Von der Leitung' }, lead);
    expect(clash.statusCode).toBe(409);
    expect(clash.body).toContain('Von der Mentorin');
    expect(clash.body).toContain('Von der Leitung');
    expect((await entries())[0]?.comment).toBe('Von der Mentorin');
    await sendFrom(clash.body, `${address}/comment`, { comment: '' }, lead);
    expect((await entries())[0]?.comment).toBe('');
    const empty = await sendFrom(
      (await open(world(), lead, address)).body,
      `${address}/comment`,
      { comment: ' ' },
      lead,
    );
    expect(empty.statusCode).toBe(422);
    const long = { comment: 'x'.repeat(5001) };
    expect((await sendFrom(empty.body, `${address}/comment`, long, lead)).statusCode).toBe(422);
  });

  test.each(['zfsl-leader', 'teacher'])(
    '%s, another trainee, neither sees nor comments nor changes',
    async (person) => {
      const guest = { accountId: await accountOf(world(), person), siteId: world().site.id };
      await makeMember(world(), await trainingOf(world()), guest, { role: 'trainee' });
      const other = await visit(world(), person, 'training');
      const address = await entryPage();
      const before = await entries();
      const page = (await open(world(), other, anyForm)).body;
      expect((await open(world(), other, address)).statusCode).toBe(404);
      expect((await open(world(), other, `${address}/removal`)).statusCode).toBe(404);
      for (const where of ['', '/comment', '/removal']) {
        // With the state that is stored, so that nothing but the person stands in the way.
        const read = String(where === '/comment' ? (before[0]?.commentAt ?? '') : before[0]?.updatedAt);
        const answer = await sendFrom(page, `${address}${where}`, { ...good, comment: 'Fremd', read }, other);
        expect([where, answer.statusCode]).toEqual([where, 404]);
      }
      expect(await entries()).toEqual(before);
    },
  );

  test('by the author of an entry is not possible', async () => {
    const address = await entryPage();
    const { body } = await open(world(), jonas, address);
    expect((await sendFrom(body, `${address}/comment`, { comment: 'Selbstlob' })).statusCode).toBe(404);
  });
});
