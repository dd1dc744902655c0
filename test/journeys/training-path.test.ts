import { beforeEach, describe, expect, test } from '@jest/globals';
import { curriculum } from '../../config/curriculum.ts';
import { day } from '../../src/runtime/clock.ts';
import { update } from '../../src/store/port.ts';
import { curricula } from '../../src/store/training-curriculum.ts';
import { participants } from '../../src/store/training-participant.ts';
import { trainingRuns } from '../../src/store/training-run.ts';
import { paths } from '../../src/web/addresses.ts';
import { form, hiddenFields, open, send, type Visitor, visit } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { firstRun, linkStandsFor, partOf, trainingPage, wishesFor } from '../support/training-ground.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
let jonas: Visitor;

/** Jonas Heitkamp is a trainee; Thorben Wiechers leads the training. */
beforeEach(async () => {
  jonas = await visit(world(), 'trainee', 'training');
});

const page = (path: Parameters<typeof trainingPage>[1], values?: Record<string, string>) =>
  trainingPage(world(), path, values);
const at = async (unit: string) => (await open(world(), jonas, await page(paths.unit, { unit }))).body;
const press = async (path: Parameters<typeof trainingPage>[1], unit: string, fields = {}) =>
  send(
    world(),
    jonas,
    await page(path, { unit }),
    fields,
    await page(paths.unit, { unit: 'media-didactics' }),
  );
const heading = (html: string): string => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? '';

/** Somebody else's part of the work: makes units done as a trainer would. */
async function letBeDone(keys: string[]): Promise<void> {
  const { store } = world().core;
  const stored = await store.get(participants, (await partOf(world(), 'trainee')).id);
  if (!stored) throw new Error('no part');
  const done = keys.map((key) => [key, { state: 'done', at: world().now(), by: 'trainer' }] as const);
  const units = { ...stored.doc.units, ...Object.fromEntries(done) };
  await store.commit([update(participants, stored, { units })]);
}

describe('a trainee who opens the training', () => {
  test('takes part in the run that is open to the course, and stands at the first unit of six steps', async () => {
    const { body } = await open(world(), jonas);
    expect(heading((await open(world(), jonas, await page(paths.trainingPath))).body)).toBe(heading(body));
    expect(heading(body)).toBe('Zukunftswerkstatt');
    expect(body).toContain('Ihr Weg: Schritt 1 von 6');
    for (const { title } of curriculum.steps) expect(body).toContain(title.de);
    const run = await firstRun(world());
    expect((await partOf(world(), 'trainee')).runId).toBe(run.doc.id);
  });

  test('is told when the run has not begun or has ended, and can work all the same', async () => {
    const { store } = world().core;
    const said: Record<string, boolean[]> = {};
    for (const state of ['planned', 'ended', 'running'] as const) {
      await store.commit([update(trainingRuns, await firstRun(world()), { state })]);
      const { body } = await open(world(), jonas, await page(paths.unit, { unit: 'media-didactics' }));
      said[state] = [
        body.includes('Dieser Durchgang hat noch nicht begonnen.'),
        body.includes('Dieser Durchgang ist beendet.'),
        body.includes('Als gelesen markieren'),
      ];
    }
    expect(said).toEqual({
      planned: [true, false, true],
      ended: [false, true, true],
      running: [false, false, true],
    });
  });

  test('sees beside what is planned what is left, of a text and of the whole step', async () => {
    await press(paths.unitPlace, 'media-didactics', { percent: '50' });
    const { body } = await open(world(), jonas, await page(paths.unit, { unit: 'media-didactics' }));
    expect(body).toContain('etwa 1 ½ Stunden, noch etwa 45 Minuten');
    expect(body).toContain('0 von 1 erledigt, noch etwa 7 Stunden');
    await press(paths.unitReopening, 'media-didactics');
  });

  test('reads a unit, marks it as read, is shown what comes next, and can take it back', async () => {
    await letBeDone(['kick-off-day']);
    expect(heading((await open(world(), jonas, await page(paths.trainingPath))).body)).toBe(
      'Grundlagen der Mediendidaktik',
    );
    const answer = await press(paths.unitDone, 'media-didactics');
    expect(answer.headers.location).toBe(await page(paths.trainingPath));
    const next = (await open(world(), jonas, await page(paths.trainingPath))).body;
    expect(heading(next)).toBe('Digitale Lernressourcen und Werkzeuge');
    expect((await partOf(world(), 'trainee')).units['media-didactics']).toMatchObject({
      state: 'done',
      by: 'self',
    });
    expect(world().logged).toContainEqual(
      expect.objectContaining({ msg: 'unit changed', unit: 'media-didactics', state: 'done' }),
    );
    await press(paths.unitReopening, 'media-didactics');
    expect((await partOf(world(), 'trainee')).units['media-didactics']).toBeUndefined();
  });

  test('who presses the button twice, or in two tabs at once, has done it once and loses nothing', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => press(paths.unitDone, 'media-didactics')));
    await press(paths.unitDone, 'resources-and-tools');
    const { units } = await partOf(world(), 'trainee');
    expect([units['media-didactics']?.state, units['resources-and-tools']?.state]).toEqual(['done', 'done']);
  });

  test('finds the place again at which a text was left, and its rest counts as shorter', async () => {
    await press(paths.unitReopening, 'media-didactics');
    const answer = await press(paths.unitPlace, 'media-didactics', { percent: '50' });
    expect(answer.json()).toEqual({ saved: expect.any(Number) });
    expect((await partOf(world(), 'trainee')).units['media-didactics']).toMatchObject({
      state: 'begun',
      place: 50,
    });
    for (const percent of ['101', '-1', '1.5', 'x', ''])
      expect(codeOn(await press(paths.unitPlace, 'media-didactics', { percent }))).toBe('request.invalid');
  });

  test.each(['module-1-check', 'module-1-conference', 'module-1-reflection'])(
    'cannot simply mark %s as done: that comes from passing, being there or writing',
    async (unit) => {
      expect(codeOn(await press(paths.unitDone, unit))).toBe('request.invalid');
      expect((await partOf(world(), 'trainee')).units[unit]).toBeUndefined();
    },
  );

  test('reads that a unit does not exist, and cannot take back what a trainer noted', async () => {
    expect((await open(world(), jonas, await page(paths.unit, { unit: 'no-such-unit' }))).statusCode).toBe(
      404,
    );
    expect(codeOn(await press(paths.unitReopening, 'kick-off-day'))).toBe('training.not-open');
  });
});

describe('a module that is complete', () => {
  const moduleOne = curriculum.steps[1]?.units.map(({ key }) => key) ?? [];

  test('goes to the gradebook by its own link, and comes back when it is taken back', async () => {
    await linkStandsFor(world(), 'module-1');
    await letBeDone(moduleOne.filter((key) => key !== 'media-didactics'));
    expect(await wishesFor(world(), 'trainee')).toEqual([]);
    await press(paths.unitDone, 'media-didactics');
    expect(await wishesFor(world(), 'trainee')).toEqual(['complete']);
    await press(paths.unitReopening, 'media-didactics');
    expect(await wishesFor(world(), 'trainee')).toEqual(['undone']);
    await press(paths.unitDone, 'media-didactics');
    expect(await wishesFor(world(), 'trainee')).toEqual(['complete']);
    expect((await partOf(world(), 'trainee')).completedSteps['module-1']).toEqual(expect.any(Number));
  });

  test('is opened by its link in the course at its own first open unit', async () => {
    await linkStandsFor(world(), 'module-3');
    const again = await visit(world(), 'trainee', 'training');
    expect(heading((await open(world(), again)).body)).toBe('Grundlagen der digitalen Strategie');
  });
});

describe('the gradebook of a module', () => {
  test('leads those who train to the page of the person, and another teacher to the grade alone', async () => {
    const { id } = await partOf(world(), 'trainee');
    const trainee = await page(paths.trainee, { participant: id });
    const lead = await visit(world(), 'network-manager', 'training', { review: '5' });
    expect((await open(world(), lead)).headers.location).toBe(trainee);
    const teacher = await visit(world(), 'teacher', 'training', { review: '5' });
    const shown = await open(world(), teacher);
    expect([shown.statusCode, heading(shown.body)]).toEqual([200, 'Stand von Jonas Heitkamp']);
    expect(codeOn(await open(world(), teacher, trainee))).toMatch(/access\.denied|page\.not-found/);
  });
});

describe('when the training changes', () => {
  test('what somebody did of a unit that is removed stays', async () => {
    const { store } = world().core;
    const run = await firstRun(world());
    const version = await store.get(curricula, run.doc.curriculumId);
    if (!version) throw new Error('no version');
    const steps = version.doc.steps.map((step) => ({
      ...step,
      units: step.units.filter(({ key }) => key !== 'media-didactics'),
    }));
    await store.commit([update(curricula, version, { steps })]);
    expect((await open(world(), jonas, await page(paths.trainingPath))).statusCode).toBe(200);
    expect((await partOf(world(), 'trainee')).units['media-didactics']?.state).toBe('done');
    await press(paths.unitDone, 'resources-and-tools');
    expect((await partOf(world(), 'trainee')).units['media-didactics']?.state).toBe('done');
    const changed = await store.get(curricula, run.doc.curriculumId);
    if (changed) await store.commit([update(curricula, changed, { steps: version.doc.steps })]);
  });

  test('a date on the day on which summer time ends is shown as the clock in Berlin shows it', async () => {
    const run = await firstRun(world());
    const meetings = {
      'module-1-conference': {
        // 25 October 2026, 1:30 UTC: the second half past two of that night.
        startsAt: Date.parse('2026-10-25T01:30:00Z'),
        endsAt: Date.parse('2026-10-25T09:00:00Z'),
        place: '<b>Aula</b>',
        url: 'https://konferenz.example/raum',
      },
    };
    await world().core.store.commit([update(trainingRuns, run, { meetings })]);
    await letBeDone([]);
    const html = await at('module-1-conference');
    expect(html).toContain('25. Oktober 2026, 2:30 bis 10:00 Uhr');
    expect(html).toContain('&lt;b>Aula&lt;/b>');
  });
});

describe('who has no part', () => {
  test('reads where to go: a page of a trainee is not for the lead', async () => {
    const lead = await visit(world(), 'network-manager', 'training');
    const refused = await open(world(), lead, await page(paths.trainingPath));
    expect([refused.statusCode, codeOn(refused)]).toEqual([403, 'training.no-part']);
  });

  test('a space that is no training has no path', async () => {
    const visitor = await visit(world(), 'trainee', 'network');
    const address = visitor.address.split('?')[0] ?? '';
    expect((await open(world(), visitor, `${address}/training/path`)).statusCode).toBe(404);
  });

  test('a form that was made for another person is not taken', async () => {
    const lead = await visit(world(), 'network-manager', 'training');
    const shown = await open(world(), lead, await page(paths.about));
    const answer = await world().app.inject({
      method: 'POST',
      url: await page(paths.unitDone, { unit: 'media-didactics' }),
      cookies: jonas.cookies,
      ...form(hiddenFields(shown.body), world().settings.publicUrl),
    });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  });
});

test('after a fortnight without a visit the path still stands where it was left', async () => {
  const before = (await partOf(world(), 'trainee')).units;
  world().turnClock(15 * day);
  const back = await visit(world(), 'trainee', 'training');
  expect((await open(world(), back, await page(paths.trainingPath))).statusCode).toBe(200);
  expect((await partOf(world(), 'trainee')).units).toEqual(before);
});
