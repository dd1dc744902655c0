import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { update } from '../../src/store/port.ts';
import { curricula } from '../../src/store/training-curriculum.ts';
import { runsOf, trainingRuns } from '../../src/store/training-run.ts';
import { paths } from '../../src/web/addresses.ts';
import { fieldsOf, momentOf } from '../../src/web/dates.ts';
import { follow, type Guest, post, problemsOn, textOf, typedIn } from '../support/guest.ts';
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
  cast = await trainingCast(world());
});
beforeEach(async () => {
  stage = await setTrainingStage(world(), cast);
  await letOneUnitBeDone(world(), stage);
});

const at = (path: Parameters<typeof stagePage>[2]) => stagePage(stage, cast.trainer, path);
const send = (path: Parameters<typeof stagePage>[2], fields = {}, guest: Guest = cast.trainer) =>
  post(world(), guest, at(path), fields);
const runs = async () => (await runsOf(world().core.store, stage.space.id)).map(({ doc }) => doc);
const run = async () => (await world().core.store.get(trainingRuns, stage.run.id))?.doc ?? stage.run;
const markIn = (html: string): string => /name="mark" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** A second version of the contents, in which module 1 has one unit less; published. */
async function secondVersion(): Promise<string> {
  const { store } = world().core;
  const first = await store.get(curricula, stage.run.curriculumId);
  if (!first) throw new Error('no contents');
  const steps = first.doc.steps.map((step) =>
    step.id === 'module-1' ? { ...step, units: step.units.slice(0, 1) } : step,
  );
  const doc = { ...first.doc, id: `second-of-${stage.space.id}`, version: 2, steps };
  await store.commit([{ kind: 'insert', collection: curricula, doc }]);
  return doc.id;
}

describe('a new run', () => {
  const fields = () => ({
    ...{ run: `id-of-a-form-${stage.space.id}`, title: 'Durchgang 5', entry: 'by-hand' },
    version: stage.run.curriculumId,
  });

  test('is planned, has the chosen version, and is there once however often the form is sent', async () => {
    const answers = await Promise.all([send(paths.runs, fields()), send(paths.runs, fields())]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    const made = (await runs()).filter(({ title }) => title === 'Durchgang 5');
    expect(made).toMatchObject([{ state: 'planned', entry: 'by-hand', createdBy: cast.trainer.accountId }]);
    const html = (await follow(world(), cast.trainer, answers[0] as never)).body;
    expect(headingOf(html)).toBe('Der Durchgang ist geplant, noch ohne Termin');
    expect(html).toContain('Sieben Treffen haben noch keinen Termin.');
    expect(headingOf(await textOf(world(), cast.trainer, at(paths.runs)))).toBe('Ein Durchgang läuft');
  });

  test('says at the field what is missing, and keeps what was typed', async () => {
    const answer = await send(paths.runs, { ...fields(), title: ' x ', entry: 'both', version: 'none' });
    expect([answer.statusCode, problemsOn(answer.body)]).toEqual([
      422,
      [
        'Der Titel braucht 3 bis 120 Zeichen.',
        'Wählen Sie, wer teilnimmt.',
        'Wählen Sie eine Fassung der Inhalte.',
      ],
    ]);
    expect(typedIn(answer.body, 'title')).toBe('x');
    expect(await runs()).toHaveLength(1);
  });
});

describe('dates of a run', () => {
  const day = (key: string, date: string, from: string, to: string, more = {}) => ({
    ...{ [`date-${key}`]: date, [`from-${key}`]: from, [`to-${key}`]: to },
    ...more,
  });
  const mark = async () => markIn(await textOf(world(), cast.trainer, at(paths.runMeetings)));
  const save = async (fields: Record<string, string>, guest?: Guest, seen?: string) =>
    send(paths.runMeetings, { ...fields, mark: seen ?? (await mark()) }, guest);

  test('are times in Berlin, in summer and in winter, and may lie in the past', async () => {
    await save({
      ...day('kick-off-day', '2020-07-01', '09:00', '16:00', { 'place-kick-off-day': 'Raum 2' }),
      ...day('module-1-conference', '2027-01-15', '16:00', '17:00', {
        'url-module-1-conference': 'https://konferenz.example.org/n',
      }),
      'due-module-1': '2027-03-28',
    });
    const { meetings, dueAt } = await run();
    expect(new Date(meetings['kick-off-day']?.startsAt ?? 0).toISOString()).toBe('2020-07-01T07:00:00.000Z');
    expect(meetings['module-1-conference']).toMatchObject({
      startsAt: Date.parse('2027-01-15T15:00:00Z'),
      url: 'https://konferenz.example.org/n',
    });
    // The day on which summer time begins ends an hour earlier than its beginning promised.
    expect(new Date(dueAt['module-1'] ?? 0).toISOString()).toBe('2027-03-28T21:59:00.000Z');
    const shown = await textOf(world(), cast.trainer, at(paths.runMeetings));
    expect(typedIn(shown, 'from-kick-off-day')).toBe('09:00');
    expect(typedIn(shown, 'due-module-1')).toBe('2027-03-28');
  });

  test('that no clock ever shows are refused with the reason: the night in which summer time begins', async () => {
    const answer = await save(day('kick-off-day', '2027-03-28', '02:30', '05:00'));
    expect([answer.statusCode, problemsOn(answer.body)]).toEqual([
      422,
      ['Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr springt von 2:00 auf 3:00 Uhr.'],
    ]);
    expect((await run()).meetings).toEqual({});
    // In the night in which it ends, half past two comes twice: the first one counts.
    await save(day('kick-off-day', '2027-10-31', '02:30', '05:00'));
    expect(new Date((await run()).meetings['kick-off-day']?.startsAt ?? 0).toISOString()).toBe(
      '2027-10-31T00:30:00.000Z',
    );
  });

  test.each([
    [
      'of a day that no month has',
      day('kick-off-day', '2027-02-30', '09:00', '10:00'),
      'Wählen Sie einen Tag.',
    ],
    [
      'without a beginning',
      day('kick-off-day', '2027-02-03', '', '10:00'),
      'Tragen Sie die Uhrzeit ein, zum Beispiel 14:00.',
    ],
    [
      'at a time that no clock has',
      day('kick-off-day', '2027-02-03', '25:00', '26:00'),
      'Tragen Sie die Uhrzeit ein, zum Beispiel 14:00.',
    ],
    [
      'that end before they begin',
      day('kick-off-day', '2027-02-03', '12:00', '11:00'),
      'Das Ende liegt vor dem Beginn.',
    ],
    [
      'that end as they begin',
      day('kick-off-day', '2027-02-03', '12:00', '12:00'),
      'Das Ende liegt vor dem Beginn.',
    ],
    ['with a place and no day', { 'place-kick-off-day': 'Aula' }, 'Wählen Sie einen Tag.'],
    [
      'with too long a place',
      day('kick-off-day', '2027-02-03', '09:00', '10:00', { 'place-kick-off-day': 'x'.repeat(201) }),
      'Der Ort hat höchstens 200 Zeichen.',
    ],
    [
      'with an address that is a script',
      day('kick-off-day', '2027-02-03', '09:00', '10:00', { 'url-kick-off-day': 'javascript:alert(1)' }),
      'Die Adresse beginnt mit https:// oder http:// und hat höchstens 1.000 Zeichen.',
    ],
    ['for a due day that no calendar has', { 'due-module-1': '2027-13-01' }, 'Wählen Sie einen Tag.'],
  ])(
    '%s are refused at their field, and nothing else of the form is saved',
    async (_what, fields, problem) => {
      const good = day('module-5-day', '2027-06-01', '09:00', '13:00');
      const answer = await save({ ...good, ...fields });
      expect([answer.statusCode, problemsOn(answer.body)]).toEqual([
        422,
        expect.arrayContaining([problem]) as unknown,
      ]);
      expect(typedIn(answer.body, 'from-module-5-day')).toBe('09:00');
      expect((await run()).meetings).toEqual({});
    },
  );

  test('that a second trainer changed meanwhile are shown beside what was typed, and then kept as typed', async () => {
    const seen = await mark();
    await save(day('kick-off-day', '2027-01-10', '09:00', '16:00'), cast.owner, seen);
    const mine = day('kick-off-day', '2027-01-12', '09:00', '16:00');
    const answer = await save(mine, cast.trainer, seen);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Jemand hat diese Angaben gerade geändert.');
    expect(answer.body).toContain('Zukunftswerkstatt, Tag: <bdi>2027-01-10</bdi>');
    expect(typedIn(answer.body, 'date-kick-off-day')).toBe('2027-01-12');
    const first = (await run()).meetings['kick-off-day']?.startsAt ?? 0;
    expect(fieldsOf(first).date).toBe('2027-01-10');
    expect((await save(mine, cast.trainer, markIn(answer.body))).statusCode).toBe(303);
    expect((await run()).meetings['kick-off-day']?.startsAt).toBe(momentOf('2027-01-12', '09:00'));
  });

  test('sent twice are saved once more without a question', async () => {
    const [seen, fields] = [await mark(), day('kick-off-day', '2027-01-10', '09:00', '16:00')];
    const answers = [await save(fields, undefined, seen), await save(fields, undefined, seen)];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  });

  test('of a unit that this version does not have are kept', async () => {
    const { store } = world().core;
    const stored = await store.get(trainingRuns, stage.run.id);
    const old = { startsAt: 1, endsAt: 2, place: '', url: '' as const };
    if (stored) await store.commit([update(trainingRuns, stored, { meetings: { 'old-day': old } })]);
    await save(day('kick-off-day', '2027-01-10', '09:00', '16:00'));
    expect(Object.keys((await run()).meetings).sort()).toEqual(['kick-off-day', 'old-day']);
  });
});

describe('a run that is changed', () => {
  const fields = async (changes = {}) => ({
    ...{ title: 'Durchgang 4', state: 'running', entry: 'course', version: stage.run.curriculumId },
    mark: markIn(await textOf(world(), cast.trainer, at(paths.run))),
    ...changes,
  });

  test('has the new title and state', async () => {
    expect((await send(paths.run, await fields({ state: 'ended' }))).statusCode).toBe(303);
    expect(await run()).toMatchObject({ title: 'Durchgang 4', state: 'ended' });
    expect(headingOf(await textOf(world(), cast.trainer, at(paths.run)))).toBe('Der Durchgang ist beendet');
  });

  test('by two at once is not overwritten by the second: the stored words stand beside the typed ones', async () => {
    const seen = (await fields()).mark;
    await send(paths.run, await fields({ title: 'Durchgang vier' }), cast.owner);
    const answer = await send(paths.run, await fields({ title: 'Durchgang IV', mark: seen }));
    expect([answer.statusCode, answer.body.includes('Titel: <bdi>Durchgang vier</bdi>')]).toEqual([
      422,
      true,
    ]);
    expect(typedIn(answer.body, 'title')).toBe('Durchgang IV');
    expect((await run()).title).toBe('Durchgang vier');
  });

  test('moved to another version keeps what people did, and looks again at what is complete', async () => {
    const version = await secondVersion();
    const before = await traineeOn(world(), stage);
    expect(before.completedSteps['module-1']).toBeUndefined();
    const answer = await send(paths.run, await fields({ version }));
    expect((await follow(world(), cast.trainer, answer)).body).toContain('nutzt jetzt die andere Fassung');
    const after = await traineeOn(world(), stage);
    expect(after.units).toEqual(before.units);
    expect(after.completedSteps['module-1']).toBeDefined();
    // And back: the module has more units again, what was done is still there.
    await send(paths.run, await fields({}));
    const back = await traineeOn(world(), stage);
    expect([back.completedSteps['module-1'], back.units]).toEqual([undefined, before.units]);
    expect(back.lastActiveAt).toBe(before.lastActiveAt);
  });

  test('cannot be moved to a version of another training, nor to one that was not published', async () => {
    const other = await setTrainingStage(world(), cast);
    const answer = await send(paths.run, await fields({ version: other.run.curriculumId }));
    expect([answer.statusCode, problemsOn(answer.body)]).toEqual([
      422,
      ['Wählen Sie eine Fassung der Inhalte.'],
    ]);
    expect((await run()).curriculumId).toBe(stage.run.curriculumId);
  });
});

describe('who trains in a run', () => {
  const shown = async () => {
    const html = await textOf(world(), cast.trainer, at(paths.run));
    return /id="trainers-heading".*?<\/section>/s.exec(html)?.[0] ?? '';
  };

  test('is chosen from those who may train, listed, and can be taken back', async () => {
    expect(await shown()).not.toContain('Lena Brinkhoff');
    const answer = await send(paths.runTrainers, { trainer: cast.trainer.accountId });
    expect(answer.statusCode).toBe(303);
    expect(await shown()).toContain('<bdi>Tom Trainer</bdi>');
    await send(paths.runTrainers, { trainer: cast.trainer.accountId });
    expect((await shown()).match(/<bdi>Tom Trainer<\/bdi>/g)).toHaveLength(1);
    await send(paths.runTrainerRemoval);
    expect(await shown()).not.toContain('<bdi>Tom Trainer</bdi>');
  });

  test('is never somebody whom the space gave no such role', async () => {
    const answer = await send(paths.runTrainers, { trainer: cast.trainee.accountId });
    expect([answer.statusCode, problemsOn(answer.body)]).toEqual([
      422,
      ['Wählen Sie, wer den Durchgang mitleiten soll.'],
    ]);
  });
});

test('two trainers who look at different runs do not see each other’s people', async () => {
  await letBe(world(), stage.ids.participant ?? '', { practice: { events: 1, hours: 1 } });
  const other = await setTrainingStage(world(), cast);
  const foreign = stagePage(stage, cast.trainer, paths.run).replace(stage.run.id, other.run.id);
  const answer = await world().app.inject({ url: foreign, cookies: cast.trainer.cookies });
  expect([answer.statusCode, answer.body.includes(other.space.title)]).toEqual([404, false]);
});
