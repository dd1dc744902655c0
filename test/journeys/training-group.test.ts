import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { day } from '../../src/runtime/clock.ts';
import { accounts } from '../../src/store/account.ts';
import { update } from '../../src/store/port.ts';
import { practiceEntries, practiceLogOf } from '../../src/store/practice-entry.ts';
import { reflections } from '../../src/store/reflection.ts';
import { participants, participantsOf } from '../../src/store/training-participant.ts';
import { trainingRuns } from '../../src/store/training-run.ts';
import { paths } from '../../src/web/addresses.ts';
import { textOf } from '../support/guest.ts';
import {
  headingOf,
  letBe,
  letOneUnitBeDone,
  stagePage,
  traineeOn,
  trainingCast,
} from '../support/training-cast.ts';
import { setTrainingStage, type TrainingCast, type TrainingStage } from '../support/training-stage.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
let cast: TrainingCast;
let stage: TrainingStage;

beforeAll(async () => {
  cast = await trainingCast(world(), { isOtherNameless: true });
});
beforeEach(async () => {
  stage = await setTrainingStage(world(), cast);
  await letOneUnitBeDone(world(), stage);
});

const group = (query = '') => stagePage(stage, cast.trainer, paths.group) + query;
const page = (query = '') => textOf(world(), cast.trainer, group(query));
const open = (url: string) => world().app.inject({ url, cookies: cast.trainer.cookies });
/** The person who has no name. */
async function otherPart(): Promise<string> {
  const people = await participantsOf(world().core.store, stage.run.id);
  return people.find(({ doc }) => doc.accountId === cast.other.accountId)?.doc.id ?? '';
}
const silentSince = async (id: string, days: number) =>
  letBe(world(), id, { lastActiveAt: world().now() - days * day });

describe('how a group stands', () => {
  test('is told by the heading, and the table shows who has done what', async () => {
    const html = await page();
    expect(headingOf(html)).toBe('Beide kommen voran');
    expect(html).toContain('Gerade braucht niemand Hilfe.');
    expect(html).toContain('Lena Brinkhoff');
    expect(html.match(/<td class="d[ "]/g)).toHaveLength(1);
    expect(html.match(/<b>erledigt<\/b>/g)).toHaveLength(1);
    expect(html).toContain('1 von 15');
    // The row of totals: one person has done one unit.
    expect(/<tfoot>.*?<\/tfoot>/s.exec(html)?.[0].match(/<td[^>]*>1<\/td>/g)).toHaveLength(1);
  });

  test('names who needs somebody first, with the reason, since when, and where to act', async () => {
    await silentSince(stage.ids.participant ?? '', 23);
    const html = await page();
    expect(headingOf(html)).toBe('Eine Person braucht Sie, eine kommt voran');
    expect(html).toContain('Hat seit dem');
    expect(html).toContain('seit 23 Tagen still');
    const person = stagePage(stage, cast.trainer, paths.trainee);
    expect(html).toContain(`href="${person}#notes"`);
    expect(html).toContain('Hier steht, wer einen Selbsttest 3-mal nicht bestanden');
    expect(html).toContain('Einzelheiten sehen nur die Ausbildung, die Person selbst');
  });

  test('calls a person without a name by the number in this space', async () => {
    expect(await page()).toMatch(/<bdi>Mitglied \d+<\/bdi>/);
  });

  test('is shown for one module, the practice, or those who need help: the choice stands in the address', async () => {
    await silentSince(await otherPart(), 20);
    const step = await page('?step=module-3');
    expect(step).toContain('aria-current="true">Nur Modul 3</a>');
    expect(step).toContain('Selbsttest: Strategie und Medienkonzept');
    expect(step).not.toContain('Grundlagen der Mediendidaktik');
    expect(await page('?show=practice')).toContain('0 von 4');
    const needing = /<tbody>.*?<\/tbody>/s.exec(await page('?show=attention'))?.[0] ?? '';
    expect([needing.includes('Mitglied'), needing.includes('Lena Brinkhoff')]).toEqual([true, false]);
    // Whatever else an address asks for is the whole table.
    expect(await page('?step=no-such-step&show=%3Cscript%3E')).toContain(
      'aria-current="true">Alle Module</a>',
    );
  });

  test('counts nobody as needing help after the run has ended', async () => {
    await silentSince(stage.ids.participant ?? '', 40);
    const { store } = world().core;
    const run = await store.get(trainingRuns, stage.run.id);
    if (run) await store.commit([update(trainingRuns, run, { state: 'ended' })]);
    const html = await page();
    expect(headingOf(html)).toBe('Der Durchgang ist zu Ende, zwei Personen sind nicht fertig');
    expect([html.includes('nichts getan'), html.includes('seit 40 Tagen still')]).toEqual([false, false]);
  });

  test('of a run of another space is not shown, also to somebody who trains in both', async () => {
    const other = await setTrainingStage(world(), cast);
    const answer = await open(group(`?run=${other.run.id}`));
    expect([answer.statusCode, answer.body.includes(other.space.title)]).toEqual([404, false]);
  });
});

describe('the table as a file', () => {
  const file = () => open(stagePage(stage, cast.trainer, paths.groupTable));

  test('opens in a German spreadsheet: semicolons, byte order mark, a name with the day', async () => {
    const answer = await file();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="stand-der-gruppe-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(answer.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const [head = '', ...rows] = answer.body.trim().split('\r\n');
    expect(head.startsWith('Name;Einstiegsveranstaltung: Zukunftswerkstatt;')).toBe(true);
    expect(rows).toHaveLength(2);
    const lena = rows.find((row) => row.startsWith('Lena Brinkhoff;')) ?? '';
    expect(lena.split(';').filter((cell) => cell === 'erledigt')).toHaveLength(1);
    expect(new Set(rows.map((row) => row.split(';').length))).toEqual(new Set([head.split(';').length]));
  });

  test.each(['=HYPERLINK("http://x")', '+49', '-1', '@SUM(A1)', '\t=1'])(
    'has no formula in it, whatever a person is called: %s',
    async (displayName) => {
      const { store } = world().core;
      const account = await store.get(accounts, cast.trainee.accountId);
      if (!account) throw new Error('no account');
      await store.commit([update(accounts, account, { displayName })]);
      const { body } = await file();
      const cells = body.split(/[;\r\n]+/).map((cell) => cell.replace(/^"/, ''));
      expect(cells.filter((cell) => /^[=+\-@\t]/.test(cell))).toEqual([]);
      const changed = await store.get(accounts, cast.trainee.accountId);
      if (changed) await store.commit([update(accounts, changed, { displayName: 'Lena Brinkhoff' })]);
    },
  );
});

test('a run without anybody says what belongs there and where one begins', async () => {
  const { store } = world().core;
  const now = world().now();
  const fresh = { ...stage.run, id: 'a-run-without-anybody', title: 'Durchgang 5', createdAt: now + 1 };
  await store.commit([{ kind: 'insert', collection: trainingRuns, doc: fresh }]);
  const html = await page(`?run=${fresh.id}`);
  expect(headingOf(html)).toBe('Noch nimmt niemand teil');
  expect(html).toContain(stagePage(stage, cast.trainer, paths.runPeople, { run: fresh.id }));
  expect(html).toContain('Andere Durchgänge');
});

test('everybody sees from five people on how far the group is, in figures and without a name', async () => {
  const overview = async () => textOf(world(), cast.other, stagePage(stage, cast.other, paths.about));
  expect(await overview()).not.toContain('Wie weit die Gruppe ist');
  const { store } = world().core;
  const [known] = await participantsOf(store, stage.run.id);
  const done = { state: 'done' as const, at: world().now(), by: 'trainer' as const };
  for (const number of [1, 2, 3]) {
    const id = `more-${number}-${stage.space.id}`;
    const doc = { ...known?.doc, id, accountId: id, units: { 'kick-off-day': done } };
    await store.commit([{ kind: 'insert', collection: participants, doc }]);
  }
  const totals = /id="totals-heading".*?<\/section>/s.exec(await overview())?.[0] ?? '';
  expect(totals).toContain('3 von 5 haben Einstiegsveranstaltung erledigt.');
  expect(totals.match(/<th scope="row">/g)).toHaveLength(6);
  expect(totals).not.toMatch(/Lena|Brinkhoff|Mitglied/);
});

test('a mentor sees whom he or she accompanies and nobody else, with what is new', async () => {
  const mentees = (who: 'mentor' | 'member') =>
    textOf(world(), cast[who], stagePage(stage, cast[who], paths.mentees));
  expect(headingOf(await mentees('mentor'))).toBe('Ein Eintrag wartet auf Ihre Rückmeldung');
  const log = await practiceLogOf(world().core.store, await traineeOn(world(), stage));
  const answered = { comment: 'Gut', commentAt: world().now(), commentBy: cast.mentor.accountId };
  await world().core.store.commit(log.map((entry) => update(practiceEntries, entry, answered)));
  const html = await mentees('mentor');
  expect(headingOf(html)).toBe('Die Person, die Sie begleiten, kommt voran');
  expect(html).toContain(stagePage(stage, cast.mentor, paths.trainee));
  expect([html.includes('1 von 15 Einheiten'), html.includes('Mitglied')]).toEqual([true, false]);
  const { store } = world().core;
  for (const [unitKey, audience] of [
    ['module-1-reflection', 'mentor'],
    ['module-3-reflection', 'private'],
  ] as const) {
    const [spaceId, runId] = [stage.space.id, stage.run.id];
    const about = { spaceId, runId, unitKey, accountId: cast.trainee.accountId };
    const doc = {
      ...about,
      id: `${unitKey}-${spaceId}`,
      text: 'Gedanken',
      audience,
      updatedAt: world().now(),
    };
    await store.commit([{ kind: 'insert', collection: reflections, doc }]);
  }
  expect(await mentees('mentor')).toContain('Eine Reflexion mit Ihnen geteilt');
  await silentSince(stage.ids.participant ?? '', 30);
  expect(headingOf(await mentees('mentor'))).toBe('Eine Person braucht Sie');
  expect(headingOf(await mentees('member'))).toBe('Sie begleiten noch niemanden');
});
