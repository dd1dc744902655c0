import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { curriculum as laidDown } from '../../config/curriculum.ts';
import { minute } from '../../src/runtime/clock.ts';
import { findMembership, memberships } from '../../src/store/membership.ts';
import { update } from '../../src/store/port.ts';
import { notesAbout } from '../../src/store/trainer-note.ts';
import { curricula } from '../../src/store/training-curriculum.ts';
import { participants, participantsOf } from '../../src/store/training-participant.ts';
import { paths } from '../../src/web/addresses.ts';
import { follow, post, problemsOn, textOf } from '../support/guest.ts';
import { open } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
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

const at = (path: Parameters<typeof stagePage>[2], values?: Record<string, string>) =>
  stagePage(stage, cast.trainer, path, values);
const page = (who: keyof TrainingCast = 'trainer') => textOf(world(), cast[who], at(paths.trainee));
const send = (path: Parameters<typeof stagePage>[2], values = {}, fields = {}) =>
  post(world(), cast.trainer, at(path, values), fields);
const notes = async () =>
  (await notesAbout(world().core.store, await traineeOn(world(), stage))).map(({ doc }) => doc.text);
const unitsOfTrainee = async () => (await traineeOn(world(), stage)).units;

describe('the page of one trainee', () => {
  test('shows the trainer each unit with its state, since when and by what, and the practice', async () => {
    await letBe(world(), stage.ids.participant ?? '', {
      units: {
        'media-didactics': { state: 'done', at: world().now(), by: 'self' },
        'module-1-check': { state: 'begun', at: world().now(), by: 'self', attempts: 2, best: 45 },
      },
      practice: { events: 2, hours: 6.5 },
    });
    const html = await page();
    expect(headingOf(html)).toBe('Lena Brinkhoff hat 1 von 15 Einheiten erledigt');
    expect(html).toContain('selbst eingetragen');
    expect(html).toContain('2 Versuche, am besten 45 Prozent');
    expect(html).toContain('2 von 4 Treffen, 6,5 Stunden');
    expect(html).toContain('Mira Mentor');
    expect(html).toContain('Als erledigt anerkennen');
  });

  test('shows the person and the mentor the same without notes and without buttons', async () => {
    for (const who of ['trainee', 'mentor'] as const) {
      const html = await page(who);
      expect([who, html.includes('Notiz'), html.includes('anerkennen')]).toEqual([who, false, false]);
      expect([who, html.includes('Grundlagen der Mediendidaktik')]).toEqual([who, true]);
    }
    expect(headingOf(await page('trainee'))).toBe('Sie haben 1 von 15 Einheiten erledigt');
  });

  test('names no mentor who was removed from the space, and names the same one again who was brought back', async () => {
    const { store } = world().core;
    const table = async () => (await open(world(), cast.trainer, at(paths.groupTable))).body;
    const named = async () =>
      Promise.all([page(), textOf(world(), cast.trainee, at(paths.practice)), table()]).then((pages) =>
        pages.map((html) => html.includes('Mira Mentor')),
      );
    expect(await named()).toEqual([true, true, true]);
    const letMentorBe = async (status: 'active' | 'removed') => {
      const found = await findMembership(store, stage.space.id, cast.mentor.accountId);
      if (found) await store.commit([update(memberships, found, { status })]);
    };
    await letMentorBe('removed');
    expect(await named()).toEqual([false, false, false]);
    await letMentorBe('active');
    expect(await named()).toEqual([true, true, true]);
  });

  test("stays shut for another trainee, another's mentor, and for a person of another training", async () => {
    const people = await participantsOf(world().core.store, stage.run.id);
    const other = people.find(({ doc }) => doc.accountId === cast.other.accountId)?.doc.id ?? '';
    for (const who of ['trainee', 'mentor', 'member'] as const) {
      const answer = await open(world(), cast[who], at(paths.trainee, { participant: other }));
      expect([who, answer.statusCode, codeOn(answer)]).toEqual([who, 403, 'access.denied']);
      expect([who, answer.body.includes('Ewa Nowak')]).toEqual([who, false]);
    }
    // Lena has a mentor, but not this one.
    const stranger = await open(world(), cast.member, at(paths.trainee));
    expect([stranger.statusCode, codeOn(stranger)]).toEqual([403, 'access.denied']);
    const elsewhere = await setTrainingStage(world(), cast);
    const foreign = at(paths.trainee, { participant: elsewhere.ids.participant ?? '' });
    const answer = await open(world(), cast.trainer, foreign);
    expect([answer.statusCode, codeOn(answer)]).toEqual([404, 'page.not-found']);
  });

  test('keeps what somebody did of a unit that the contents have no more', async () => {
    const { store } = world().core;
    const stored = await store.get(curricula, stage.run.curriculumId);
    if (!stored) throw new Error('no contents');
    const steps = stored.doc.steps.map((step) => ({
      ...step,
      units: step.units.filter(({ key }) => key !== 'media-didactics'),
    }));
    await store.commit([update(curricula, stored, { steps })]);
    const html = await page();
    expect(headingOf(html)).toBe('Lena Brinkhoff hat 0 von 14 Einheiten erledigt');
    expect(html).toContain('Aus früheren Fassungen');
    expect((await unitsOfTrainee())['media-didactics']?.state).toBe('done');
  });
});

describe('a unit that a trainer recognises', () => {
  const key = 'kick-off-day';

  test('counts as done, with the trainer as the reason, and the way back stands on top', async () => {
    const before = await traineeOn(world(), stage);
    const answer = await send(paths.traineeUnit, { unit: key });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, at(paths.trainee)]);
    expect((await unitsOfTrainee())[key]).toMatchObject({ state: 'done', by: 'trainer' });
    const after = await traineeOn(world(), stage);
    expect(after.completedSteps['kick-off']).toBeDefined();
    // It was not the trainee who did something.
    expect(after.lastActiveAt).toBe(before.lastActiveAt);
    const next = await follow(world(), cast.trainer, answer);
    expect(next.body).toContain('Die Einheit gilt als erledigt.');
    expect(next.body).toContain(`action="${at(paths.traineeUnitReopening, { unit: key })}"`);
  });

  test('is open again when it is taken back, and keeps what was tried', async () => {
    const tried = { state: 'begun', at: world().now(), by: 'self', attempts: 3, best: 50 } as const;
    await letBe(world(), stage.ids.participant ?? '', { units: { 'module-1-check': tried } });
    await send(paths.traineeUnit, { unit: 'module-1-check' });
    expect((await unitsOfTrainee())['module-1-check']).toMatchObject({ state: 'done', attempts: 3 });
    await send(paths.traineeUnitReopening, { unit: 'module-1-check' });
    expect((await unitsOfTrainee())['module-1-check']).toMatchObject({ state: 'begun', best: 50 });
  });

  test('is done once, however often and by however many it is pressed', async () => {
    const answers = await Promise.all([
      send(paths.traineeUnit, { unit: key }),
      post(world(), cast.owner, at(paths.traineeUnit, { unit: key })),
      send(paths.traineeUnit, { unit: key }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    const logged = world().logged.filter((line) => line.msg === 'unit changed' && line.unit === key);
    expect(logged.filter(({ participant }) => participant === stage.ids.participant)).toHaveLength(1);
  });

  test('cannot be one that the contents do not have, nor of somebody who left', async () => {
    const unknown = await send(paths.traineeUnit, { unit: 'no-such-unit' });
    expect([unknown.statusCode, codeOn(unknown)]).toEqual([404, 'page.not-found']);
    const { store } = world().core;
    const stored = await store.get(participants, stage.ids.participant ?? '');
    if (stored) await store.commit([update(participants, stored, { isGone: true })]);
    expect((await send(paths.traineeUnit, { unit: key })).statusCode).toBe(404);
    const html = await page();
    expect([html.includes('Nimmt nicht mehr teil.'), html.includes('anerkennen')]).toEqual([true, false]);
  });

  test('completes the training together with the practice', async () => {
    const keys = laidDown.steps.flatMap(({ units }) => units.map((unit) => unit.key));
    await letBe(world(), stage.ids.participant ?? '', { practice: { events: 4, hours: 9 } });
    for (const unit of keys) await send(paths.traineeUnit, { unit });
    expect((await traineeOn(world(), stage)).completedAt).not.toBeNull();
    expect(headingOf(await page())).toBe('Lena Brinkhoff hat die Ausbildung abgeschlossen');
  });
});

describe('notes', () => {
  const note = 'an-id-that-a-form-carries';
  const add = (text: string, id = `${note}-${stage.space.id}`) =>
    send(paths.traineeNotes, {}, { note: id, text });

  test('are added, shown with author and time to those who train, and to nobody else', async () => {
    const answer = await add('Ruft am Montag an.\n<b>Wichtig</b>');
    const html = (await follow(world(), cast.trainer, answer)).body;
    expect(html).toContain('Ruft am Montag an.\n&lt;b>Wichtig&lt;/b>');
    expect(html).toContain('Tom Trainer');
    for (const who of ['trainee', 'mentor'] as const) expect(await page(who)).not.toContain('Ruft am Montag');
  });

  test('are there once when the same form is sent twice', async () => {
    await Promise.all([add('Einmal'), add('Einmal')]);
    expect((await notes()).filter((text) => text === 'Einmal')).toHaveLength(1);
  });

  test('come back as they were typed when they are empty or too long', async () => {
    const empty = await add('  \n ');
    expect([empty.statusCode, problemsOn(empty.body)]).toEqual([
      422,
      ['Schreiben Sie, was Sie sich merken wollen.'],
    ]);
    const long = await add('x'.repeat(2001));
    expect([long.statusCode, problemsOn(long.body)]).toEqual([
      422,
      ['Eine Notiz hat höchstens 2.000 Zeichen.'],
    ]);
    expect(long.body).toContain('x'.repeat(2001));
    expect(await notes()).toEqual(['Notiz']);
  });

  test('are removed at once, can be brought back, and are gone for good after ten minutes', async () => {
    const removed = await send(paths.traineeNoteRemoval);
    expect(await notes()).toEqual([]);
    const shown = (await follow(world(), cast.trainer, removed)).body;
    expect(shown).toContain(`action="${at(paths.traineeNoteReturn)}"`);
    await send(paths.traineeNoteReturn);
    expect(await notes()).toEqual(['Notiz']);
    await send(paths.traineeNoteRemoval);
    world().turnClock(10 * minute + 1);
    const late = await send(paths.traineeNoteReturn);
    expect([late.statusCode, codeOn(late)]).toEqual([404, 'page.not-found']);
    expect(await notes()).toEqual([]);
  });

  test('about somebody else are out of reach through this page', async () => {
    const people = await participantsOf(world().core.store, stage.run.id);
    const other = people.find(({ doc }) => doc.accountId === cast.other.accountId)?.doc.id ?? '';
    const answer = await send(paths.traineeNoteRemoval, { participant: other });
    expect([answer.statusCode, await notes()]).toEqual([404, ['Notiz']]);
  });
});
