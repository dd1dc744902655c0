import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { minute } from '../../src/runtime/clock.ts';
import { everyRow, update } from '../../src/store/port.ts';
import { unitContents } from '../../src/store/training-curriculum.ts';
import { paths } from '../../src/web/addresses.ts';
import { makeMember } from '../support/ground.ts';
import { form, hiddenFields, open, send, type Visitor, visit } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import {
  begin,
  fieldsFor,
  questionsOf,
  readOf,
  sendFrom,
  storedAttempts,
  submit,
} from '../support/training-attempt.ts';
import { accountOf, partOf, trainingOf, trainingPage } from '../support/training-ground.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
beforeAll(async () => {
  // So that the attempt at the second self-check has a question of each kind for sure.
  const stranger = await visit(world(), 'trainee', 'training');
  await open(world(), stranger);
  const { store } = world().core;
  const space = await trainingOf(world());
  for await (const stored of everyRow(store, unitContents, 'bySpace', [space.id])) {
    const { selfCheck } = stored.doc;
    if (!selfCheck?.questions.some(({ id }) => id === 'phases')) continue;
    await store.commit([update(unitContents, stored, { selfCheck: { ...selfCheck, drawn: 0 } })]);
  }
});
const unit = 'module-1-check';
let jonas: Visitor;

/** Jonas Heitkamp answers; each test begins where the one before it ended. */
beforeEach(async () => {
  jonas = await visit(world(), 'trainee', 'training');
  await open(world(), jonas);
});

const last = async () => {
  const attempt = (await storedAttempts(world(), unit)).at(-1);
  if (!attempt) throw new Error('nothing was begun');
  return attempt;
};
const addressOf = async (id: string) => trainingPage(world(), paths.attempt, { unit, attempt: id });
const heading = (html: string) => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? '';

describe('a self-check that is open', () => {
  test('begun twice, in two tabs at once or by an impatient finger, is one attempt', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => begin(world(), jonas, unit)));
    expect(new Set([...all, await begin(world(), jonas, unit)]).size).toBe(1);
    expect(await storedAttempts(world(), unit)).toHaveLength(1);
    expect((await last()).asked).toHaveLength(6);
  });

  test('asks the same in the same order however often it is reloaded', async () => {
    const address = await addressOf((await last()).id);
    const before = await last();
    const [first, second] = [await open(world(), jonas, address), await open(world(), jonas, address)];
    expect(first.body).toBe(second.body);
    expect(await last()).toEqual(before);
  });

  test('tells nothing of what is right: no ids, no accepted answers, no feedback', async () => {
    const attempt = await last();
    const { body } = await open(world(), jonas, await addressOf(attempt.id));
    expect(body).not.toMatch(/isRight|accepted|feedback/i);
    for (const { id, kind, feedback, options } of await questionsOf(world(), attempt)) {
      expect(body).not.toContain(`"${id}"`);
      expect(body).not.toContain(feedback.de);
      for (const option of options) expect(body).not.toMatch(new RegExp(`["-]${option.id}"`));
      if (kind === 'short-text') expect(body).toMatch(/name="q-\d" value(=""|[ >])/);
    }
  });

  test('says which answers are missing, keeps the others, and is not graded', async () => {
    const attempt = await last();
    const fields = await fieldsFor(world(), attempt);
    const some = Object.fromEntries(Object.entries(fields).filter(([name]) => !/^q-2(-|$)/.test(name)));
    const answer = await submit(world(), jonas, await addressOf(attempt.id), some);
    expect(answer.statusCode).toBe(422);
    expect(answer.body.match(/href="#q-\d"/g)).toEqual(['href="#q-2"']);
    const kept = await last();
    expect([kept.state, Object.values(kept.answers).filter((one) => one.length > 0).length >= 5]).toEqual([
      'open',
      true,
    ]);
  });

  test('refuses an order that gives a place twice, in words, and shows what was chosen', async () => {
    const other = 'module-3-check';
    const address = await begin(world(), jonas, other);
    const [attempt] = await storedAttempts(world(), other);
    if (!attempt) throw new Error('nothing was begun');
    const at = (await questionsOf(world(), attempt)).findIndex(({ kind }) => kind === 'order');
    const fields = await fieldsFor(world(), attempt);
    const twice = { [`q-${at + 1}-1`]: '2', [`q-${at + 1}-2`]: '2' };
    for (const where of ['submission', 'answers']) {
      const { body } = await open(world(), jonas, address);
      const answer = await sendFrom(world(), jonas, body, `${address}/${where}`, { ...fields, ...twice });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('Ein Platz ist zweimal vergeben.');
      const [, select = ''] = answer.body.split(`name="q-${at + 1}-2"`);
      expect(select.slice(0, select.indexOf('</select>'))).toMatch(/value="2" selected/);
      expect((await storedAttempts(world(), other))[0]?.state).toBe('open');
    }
  });

  test('does not read what was never offered', async () => {
    const attempt = await last();
    const fields = { 'q-1': '99', 'q-99': '1', 'q-1-99': 'on', 'q-__proto__': 'on', 'q-1-constructor': '1' };
    const address = await addressOf(attempt.id);
    const { body } = await open(world(), jonas, address);
    const answer = await sendFrom(world(), jonas, body, `${address}/answers`, fields);
    expect(answer.statusCode).toBe(303);
    const { answers, asked } = await last();
    expect(Object.keys(answers).sort()).toEqual(asked.map(({ questionId }) => questionId).sort());
    const chosen = Object.values(answers)
      .flat()
      .filter((one) => one !== '' && one !== '99');
    expect(chosen).toEqual([]);
  });

  test('is saved in place while it is answered, and another tab does not overwrite it unasked', async () => {
    const attempt = await last();
    const address = await addressOf(attempt.id);
    const [one, two] = [
      (await open(world(), jonas, address)).body,
      (await open(world(), jonas, address)).body,
    ];
    const right = await fieldsFor(world(), attempt);
    const saved = await sendFrom(world(), jonas, one, `${address}/answers`, { ...right, draft: 'on' });
    expect(saved.json()).toEqual({ saved: (await last()).savedAt });
    const before = await last();
    const wrong = await fieldsFor(world(), attempt, 6);
    const stale = await sendFrom(world(), jonas, two, `${address}/answers`, { ...wrong, draft: 'on' });
    expect([stale.statusCode, stale.json()]).toEqual([409, {}]);
    for (const where of ['answers', 'submission']) {
      const clash = await sendFrom(world(), jonas, two, `${address}/${where}`, wrong);
      expect([clash.statusCode, clash.body.includes('in einem anderen Fenster'.slice(3))]).toEqual([
        409,
        true,
      ]);
      expect(clash.body).toContain('Im anderen Fenster:');
    }
    expect(await last()).toEqual(before);
  });

  test('keeps its answers when the session is lost in the middle, and gives back what was typed', async () => {
    const attempt = await last();
    const address = await addressOf(attempt.id);
    const { body } = await open(world(), jonas, address);
    const fields = { ...hiddenFields(body), read: readOf(body), 'q-1': 'Mitten im Satz', 'q-2-1': 'on' };
    const lost = await world().app.inject({
      method: 'POST',
      url: `${address}/answers`,
      ...form(fields, world().settings.publicUrl),
    });
    expect([lost.statusCode, lost.body.includes('Mitten im Satz')]).toEqual([401, true]);
    // Ticks mean nothing without their question: they are sent again, and not shown.
    expect(lost.body.match(/class="nb-typed"/g)).toHaveLength(1);
    expect(lost.body).toContain('name="q-2-1" value="on"');
    expect(lost.body).toContain('Was Sie angekreuzt oder ausgewählt haben, geht mit.');
    expect(await last()).toEqual(attempt);
    const back = await visit(world(), 'trainee', 'training');
    expect((await open(world(), back, address)).body).toContain('Gespeichert:');
  });
});

describe('a self-check that is submitted', () => {
  test('and not passed shows what was right, and no right answer; the unit is begun', async () => {
    const attempt = await last();
    const address = await addressOf(attempt.id);
    const answer = await submit(world(), jonas, address, await fieldsFor(world(), attempt, 4));
    expect([answer.statusCode, answer.headers.location]).toEqual([303, address]);
    const { body } = await open(world(), jonas, address);
    expect(heading(body)).toBe('Noch nicht bestanden: 2 von 6 Punkten');
    expect(body).not.toContain('Richtig ist:');
    for (const question of (await questionsOf(world(), attempt)).slice(0, 4)) {
      expect(body).not.toContain(question.feedback.de);
    }
    expect((await partOf(world(), 'trainee')).units[unit]).toMatchObject({
      ...{ state: 'begun', by: 'self-check', attempts: 1, best: 33 },
    });
  });

  test('is final: the same form sent again leads to the result, another one changes nothing', async () => {
    const attempt = await last();
    const address = await addressOf(attempt.id);
    const body = (await open(world(), jonas, await trainingPage(world(), paths.unit, { unit }))).body;
    const same = await sendFrom(
      world(),
      jonas,
      body,
      `${address}/submission`,
      await fieldsFor(world(), attempt, 4),
    );
    expect([same.statusCode, same.headers.location]).toEqual([303, address]);
    for (const where of ['answers', 'submission']) {
      const other = await sendFrom(
        world(),
        jonas,
        body,
        `${address}/${where}`,
        await fieldsFor(world(), attempt),
      );
      expect([other.statusCode, codeOn(other)]).toEqual([409, 'training.attempt-over']);
    }
    expect(await last()).toEqual(attempt);
    expect((await partOf(world(), 'trainee')).units[unit]?.attempts).toBe(1);
  });

  test('pressed five times at once is graded once', async () => {
    const address = await begin(world(), jonas, unit);
    const attempt = await last();
    expect(attempt.number).toBe(2);
    const { body } = await open(world(), jonas, address);
    const fields = await fieldsFor(world(), attempt, 3);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => sendFrom(world(), jonas, body, `${address}/submission`, fields)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303, 303, 303]);
    expect((await partOf(world(), 'trainee')).units[unit]).toMatchObject({
      attempts: 2,
      best: 50,
      state: 'begun',
    });
    expect(world().logged.filter(({ msg }) => msg === 'attempt graded')).toHaveLength(2);
  });

  test('and passed says so, shows the right answers and does the unit; later attempts take nothing away', async () => {
    const address = await begin(world(), jonas, unit);
    await submit(world(), jonas, address, await fieldsFor(world(), await last(), 1));
    const { body } = await open(world(), jonas, address);
    expect(heading(body)).toBe('Bestanden: 5 von 6 Punkten');
    expect(body.match(/Richtig ist:/g)).toHaveLength(1);
    const passed = (await partOf(world(), 'trainee')).units[unit];
    expect(passed).toMatchObject({ state: 'done', by: 'self-check', attempts: 3, best: 83 });
    const page = (await open(world(), jonas, await trainingPage(world(), paths.unit, { unit }))).body;
    const first = page.match(/<(?:a|button)[^>]*class="btn btn-primary"[^>]*>[^<]*/g) ?? [];
    expect(first.map((one) => one.replace(/.*>/, ''))).toEqual(['Nächste Einheit öffnen']);
    expect(page).toContain('Neuen Versuch beginnen');
    const again = await begin(world(), jonas, unit);
    await submit(world(), jonas, again, await fieldsFor(world(), await last(), 6));
    expect(heading((await open(world(), jonas, again)).body)).toBe('Noch nicht bestanden: 0 von 6 Punkten');
    expect((await partOf(world(), 'trainee')).units[unit]).toEqual({ ...passed, attempts: 4 });
    world().turnClock(minute);
    await submit(world(), jonas, await begin(world(), jonas, unit), await fieldsFor(world(), await last()));
    expect((await partOf(world(), 'trainee')).units[unit]).toEqual({ ...passed, attempts: 5, best: 100 });
  });
});

describe('an attempt of somebody else', () => {
  test('is not there: neither to see nor to answer nor to submit', async () => {
    const address = await begin(world(), jonas, unit);
    const before = await last();
    const guest = { accountId: await accountOf(world(), 'zfsl-leader'), siteId: world().site.id };
    await makeMember(world(), await trainingOf(world()), guest, { role: 'trainee' });
    const other = await visit(world(), 'zfsl-leader', 'training');
    const lead = await visit(world(), 'network-manager', 'training');
    const own = await trainingPage(world(), paths.unit, { unit: 'media-didactics' });
    const attendance = await trainingPage(world(), paths.meeting, {
      run: before.runId,
      unit: 'kick-off-day',
    });
    expect((await open(world(), other, address)).statusCode).toBe(404);
    expect(codeOn(await open(world(), lead, address))).toBe('training.no-part');
    for (const [visitor, page, code] of [
      [other, own, 'page.not-found'],
      [lead, attendance, 'training.no-part'],
    ] as const) {
      for (const where of ['answers', 'submission']) {
        const answer = await send(world(), visitor, `${address}/${where}`, { 'q-1': '1' }, page);
        expect(codeOn(answer)).toBe(code);
      }
    }
    expect(await last()).toEqual(before);
  });

  test('nor an own one under the address of another unit, nor one that is invented', async () => {
    const { id } = await last();
    for (const values of [
      { unit: 'module-3-check', attempt: id },
      { unit, attempt: 'no-such-attempt' },
      { unit: 'no-such-unit', attempt: id },
    ]) {
      expect(
        (await open(world(), jonas, await trainingPage(world(), paths.attempt, values))).statusCode,
      ).toBe(404);
    }
  });

  test('a unit without questions cannot be begun', async () => {
    const page = await trainingPage(world(), paths.unit, { unit: 'media-didactics' });
    const address = await trainingPage(world(), paths.attempts, { unit: 'media-didactics' });
    expect(codeOn(await send(world(), jonas, address, {}, page))).toBe('request.invalid');
  });
});
