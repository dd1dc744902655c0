import { beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '../../src/runtime/secrets.ts';
import { everyRow, insert, remove } from '../../src/store/port.ts';
import { findReflection } from '../../src/store/reflection.ts';
import { mentorships } from '../../src/store/training-participant.ts';
import { paths } from '../../src/web/addresses.ts';
import { makeMember } from '../support/ground.ts';
import { form, hiddenFields, open, type Visitor, visit } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { accountOf, firstRun, partOf, trainingOf, trainingPage } from '../support/training-ground.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const unit = 'module-1-reflection';
const secret = 'Mein Unterricht war gestern <script>alert(1)</script> & zäh.';
let jonas: Visitor;
let writing: string;
let list: string;

/** Jonas Heitkamp writes; Thorben Wiechers leads the training, Birgit Sanderhoff and Meltem Arslan come as others. */
beforeEach(async () => {
  jonas = await visit(world(), 'trainee', 'training');
  await open(world(), jonas);
  writing = await trainingPage(world(), paths.unit, { unit });
  list = await trainingPage(world(), paths.reflections);
});

const read = (html: string): string => /name="read" value="([^"]*)"/.exec(html)?.[1] ?? '';
const stored = async () => {
  const { accountId, runId } = await partOf(world(), 'trainee');
  return (await findReflection(world().core.store, { accountId, runId, unitKey: unit }))?.doc;
};
/** Sends the form as it stands on a page that was opened before. */
async function write(page: string, fields: Record<string, string>) {
  const address = await trainingPage(world(), paths.reflection, { unit });
  const sent = { ...hiddenFields(page), read: read(page), audience: 'private', ...fields };
  const { cookies } = jonas;
  return world().app.inject({
    method: 'POST',
    url: address,
    cookies,
    ...form(sent, world().settings.publicUrl),
  });
}
const shown = async () => (await open(world(), jonas, writing)).body;

describe('a reflection', () => {
  test('is saved as it was typed, is done thereby, and is private unless somebody chooses otherwise', async () => {
    const answer = await write(await shown(), { text: secret });
    expect(answer.statusCode).toBe(303);
    expect(await stored()).toMatchObject({ text: secret, audience: 'private' });
    expect((await partOf(world(), 'trainee')).units[unit]).toMatchObject({ state: 'done', by: 'self' });
    const html = await shown();
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script>alert(1)&lt;/script>');
    expect(JSON.stringify(world().logged)).not.toContain('zäh');
  });

  test('says what is missing, and what was typed is still there', async () => {
    const page = await shown();
    const empty = await write(page, { text: '   ' });
    expect([empty.statusCode, empty.body.includes('Schreiben Sie ein paar Worte.')]).toEqual([422, true]);
    const nobody = await write(page, { text: 'Neu gedacht', audience: 'everybody' });
    expect([nobody.statusCode, nobody.body.includes('Neu gedacht')]).toEqual([422, true]);
    const long = await write(page, { text: 'x'.repeat(20_001) });
    expect([long.statusCode, long.body.includes('Höchstens 20.000 Zeichen.')]).toEqual([422, true]);
    expect(codeOn(await write(page, { text: 'x'.repeat(1_000_000) }))).toBe('request.too-large');
    expect((await stored())?.text).toBe(secret);
  });

  test('written in two windows loses neither text: both are shown, and one is made of them', async () => {
    const [first, second] = [await shown(), await shown()];
    await write(first, { text: 'Aus dem ersten Fenster' });
    const clash = await write(second, { text: 'Aus dem zweiten Fenster' });
    expect(clash.statusCode).toBe(409);
    expect(clash.body).toContain('Aus dem ersten Fenster');
    expect(clash.body).toContain('Aus dem zweiten Fenster');
    expect((await stored())?.text).toBe('Aus dem ersten Fenster');
    await write(clash.body, { text: 'Aus beiden', overwrite: 'on' });
    expect((await stored())?.text).toBe('Aus beiden');
  });

  test('is saved in place while it is written, and a second window is not overwritten by that', async () => {
    const page = await shown();
    const answer = await write(page, { text: 'Halber Ged', draft: 'on' });
    const { saved } = answer.json<{ saved: number }>();
    expect((await stored())?.updatedAt).toBe(saved);
    const stale = await write(page, { text: 'Anderer Gedanke', draft: 'on' });
    expect([stale.statusCode, stale.json()]).toEqual([409, {}]);
    const next = await write(page, { text: 'Ganzer Gedanke', draft: 'on', read: String(saved) });
    expect(next.statusCode).toBe(200);
    expect((await stored())?.text).toBe('Ganzer Gedanke');
  });

  test('is not lost with the session: what was typed can be sent again after the next launch', async () => {
    const page = await shown();
    const address = await trainingPage(world(), paths.reflection, { unit });
    const fields = { ...hiddenFields(page), read: read(page), audience: 'private', text: 'Ohne Anmeldung' };
    const lost = await world().app.inject({
      method: 'POST',
      url: address,
      ...form(fields, world().settings.publicUrl),
    });
    expect(lost.statusCode).toBe(401);
    expect(lost.body).toContain('Ohne Anmeldung');
  });
});

describe('who may read a reflection', () => {
  const readBy = async (visitor: Visitor) => (await open(world(), visitor, list)).body;

  test.each([
    ['private', [false, false, false]],
    ['mentor', [true, true, false]],
    ['group', [true, true, true]],
  ] as const)('one that is %s: trainer, own mentor, other trainee', async (audience, expected) => {
    const text = `Sichtbar für ${audience}`;
    await write(await shown(), { text, audience, overwrite: 'on' });
    const lead = await visit(world(), 'network-manager', 'training');
    const mentor = await visit(world(), 'school-head', 'training');
    const other = await visit(world(), 'zfsl-leader', 'training');
    const { store } = world().core;
    const [run, space] = [await firstRun(world()), await trainingOf(world())];
    const ids = { id: randomId(), spaceId: space.id, runId: run.doc.id, createdAt: world().now() };
    const accountId = await accountOf(world(), 'trainee');
    for (const [personId, role] of [
      ['school-head', 'mentor'],
      ['zfsl-leader', 'trainee'],
    ] as const) {
      const guest = { accountId: await accountOf(world(), personId), siteId: world().site.id };
      await makeMember(world(), space, guest, { role });
    }
    const old = await Array.fromAsync(everyRow(store, mentorships, 'byTrainee', [accountId]));
    await store.commit(old.map((one) => remove(mentorships, one)));
    await store.commit([
      insert(mentorships, { ...ids, accountId, mentorId: await accountOf(world(), 'school-head') }),
    ]);
    const seen = [await readBy(lead), await readBy(mentor), await readBy(other)];
    expect(seen.map((html) => html.includes(text))).toEqual(expected);
    expect(await readBy(jonas)).toContain(text);
    const person = await trainingPage(world(), paths.trainee, {
      participant: (await partOf(world(), 'trainee')).id,
    });
    const onPerson = async (visitor: Visitor) => (await open(world(), visitor, person)).body.includes(text);
    expect([await onPerson(lead), await onPerson(mentor), await onPerson(other)]).toEqual([
      ...expected.slice(0, 2),
      false,
    ]);
  });

  test('somebody of another space reads nothing', async () => {
    const stranger = await visit(world(), 'teacher', 'network');
    expect((await open(world(), stranger, list)).statusCode).toBe(404);
  });
});
