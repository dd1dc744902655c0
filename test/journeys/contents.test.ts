import { beforeAll, describe, expect, test } from '@jest/globals';
import { unitsOf } from '../../src/domain/training-curriculum.ts';
import { everyRow } from '../../src/store/port.ts';
import { draftCurriculum, publishedVersions, unitContents } from '../../src/store/training-curriculum.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { form, hiddenFields, open, type Visitor, visit } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { firstRun, trainingOf, trainingPage } from '../support/training-ground.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
let lead: Visitor;
let contents: string;
const unit = 'media-didactics';

/** Thorben Wiechers leads the training. */
beforeAll(async () => {
  lead = await visit(world(), 'network-manager', 'training');
  contents = await trainingPage(world(), paths.contents);
  await open(world(), lead, contents);
});

const page = (path: Parameters<typeof trainingPage>[1], values?: Record<string, string>) =>
  trainingPage(world(), path, values);
const heading = (html: string): string => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? '';
const shown = async (address = contents) => (await open(world(), lead, address)).body;
async function send(address: string, fields: Record<string, string>, from?: string) {
  const html = from ?? (await shown());
  const read = /name="read" value="([^"]*)"/.exec(html)?.[1];
  const sent = { ...hiddenFields(html), ...(read === undefined ? {} : { read }), ...fields };
  return world().app.inject({
    method: 'POST',
    url: address,
    cookies: lead.cookies,
    ...form(sent, world().settings.publicUrl),
  });
}
const editing = (key = unit) => page(paths.contentsUnit, { unit: key });
const draft = async () => (await draftCurriculum(world().core.store, (await trainingOf(world())).id))?.doc;
const keysOf = async (stepId: string) =>
  (await draft())?.steps.find(({ id }) => id === stepId)?.units.map(({ key }) => key);
const words = { 'title-de': 'Grundlagen', 'title-en': '', minutes: '80', 'text-en': '' };

describe('whoever leads a training', () => {
  test('changes a unit: a draft begins, trainees see nothing of it, and the page says how much differs', async () => {
    expect(heading(await shown())).toBe('Fassung 1 der Inhalte gilt');
    const address = await editing();
    const answer = await send(
      address,
      { ...words, 'text-de': '## Lernen\n\nMit **Medien**.' },
      await shown(address),
    );
    expect([answer.statusCode, answer.headers.location]).toEqual([303, address]);
    expect(heading(await shown())).toBe('Fassung 2 ist in Arbeit: eine Einheit geändert');
    expect(await shown(address)).toContain('<h2>Lernen</h2>\n<p>Mit <strong>Medien</strong>.</p>');
    const jonas = await visit(world(), 'trainee', 'training');
    const seen = await open(world(), jonas, await page(paths.unit, { unit }));
    expect(seen.body).not.toContain('Lernen</h2>');
    expect(seen.body).toContain('Grundlagen der Mediendidaktik');
  });

  test('pastes HTML, scripts and foreign addresses: only text is left of them', async () => {
    const address = await editing();
    const nasty = [
      '<script>alert(1)</script><img src=x onerror=alert(2)>',
      '[Klick](javascript:alert(3)) <a href="https://evil.example" style="x">Link</a>',
      '![Bild](https://evil.example/pixel.png) <iframe src="//evil.example"></iframe>',
    ].join('\n\n');
    await send(address, { ...words, 'text-de': nasty }, await shown(address));
    const prose = /<div class="nb-prose"[^>]*>([\s\S]*?)<\/div>/.exec(await shown(address))?.[1] ?? '';
    expect(prose).not.toMatch(/<(script|img|iframe|style)|<[^>]*(javascript:|onerror)|href="\/\//);
    expect(prose).toContain('&lt;script&gt;');
  });

  test('adds, moves and removes units, and the published version stays as it is', async () => {
    const before = await keysOf('module-1');
    const add = { step: 'module-1', kind: 'reading', title: 'Ein Zusatz', minutes: '20' };
    const answer = await send(contents, add);
    expect(answer.headers.location).toMatch(/\/contents\/units\/u-/);
    const added = (await keysOf('module-1'))?.at(-1) ?? '';
    expect(await keysOf('module-1')).toEqual([...(before ?? []), added]);
    await send(await page(paths.contentsUnitMove, { unit: added }), { direction: 'up' });
    expect((await keysOf('module-1'))?.at(-2)).toBe(added);
    await send(await page(paths.contentsUnitMove, { unit }), { direction: 'up' });
    expect((await keysOf('module-1'))?.[0]).toBe(unit);
    expect(await shown(await page(paths.contentsUnitRemoval, { unit: added }))).toContain('Ein Zusatz');
    await send(await page(paths.contentsUnitRemoval, { unit: added }), {});
    expect(await keysOf('module-1')).toEqual(before);
    const [first] = await publishedVersions(world().core.store, (await trainingOf(world())).id);
    expect(first?.doc.steps[1]?.units.map(({ key }) => key)).toEqual(before);
  });

  test('reads what is wrong, and what was typed is still there', async () => {
    const wrong = await send(contents, { step: 'nowhere', kind: 'quiz', title: '', minutes: '0' });
    expect(wrong.statusCode).toBe(422);
    for (const sentence of ['Wählen Sie einen Schritt.', 'Tragen Sie 1 bis 6.000 Minuten ein.'])
      expect(wrong.body).toContain(sentence);
    const address = await editing();
    const bad = await send(
      address,
      { ...words, minutes: 'viel', 'text-de': 'Mein Text', 'material-0-url': 'javascript:alert(1)' },
      await shown(address),
    );
    expect(bad.statusCode).toBe(422);
    for (const sentence of [
      'Mein Text',
      'Die Adresse beginnt mit https:// oder http:// und hat höchstens 1.000 Zeichen.',
    ])
      expect(bad.body).toContain(sentence);
    expect(codeOn(await send(await page(paths.contentsUnitMove, { unit }), { direction: 'sideways' }))).toBe(
      'request.invalid',
    );
    expect((await open(world(), lead, await editing('no-such-unit'))).statusCode).toBe(404);
  });

  test('saves while somebody else has saved: nothing is overwritten unasked', async () => {
    const address = await editing();
    const [mine, theirs] = [await shown(address), await shown(address)];
    await send(address, { ...words, 'text-de': 'Von der anderen Person' }, theirs);
    const clash = await send(address, { ...words, 'text-de': 'Von mir' }, mine);
    expect([clash.statusCode, clash.body.includes('Von mir')]).toEqual([409, true]);
    expect(await shown(address)).toContain('Von der anderen Person');
    await send(address, { ...words, 'text-de': 'Von uns' }, clash.body);
    expect(await shown(address)).toContain('Von uns');
  });

  test('names material with author, licence and source, and writes questions of every kind', async () => {
    const address = await editing();
    const material = {
      'material-0-title': 'Medienkompetenzrahmen NRW',
      'material-0-url': 'https://medienkompetenzrahmen.nrw/',
      'material-0-author': 'Medienberatung NRW',
      'material-0-licence': 'CC BY-ND 4.0',
      'material-0-source': 'Internet',
    };
    await send(address, { ...words, 'text-de': 'Text', ...material }, await shown(address));
    expect(await shown(address)).toContain('value="CC BY-ND 4.0"');
    const asking = await page(paths.contentsQuestion, { unit: 'module-1-check', question: 'new' });
    const options = { 'option-0-de': 'Eins', 'option-1-de': 'Zwei' };
    const before = await questions();
    for (const fields of [
      { kind: 'single', ...options, 'option-1-right': 'on' },
      { kind: 'multiple', ...options, 'option-0-right': 'on', 'option-1-right': 'on' },
      { kind: 'order', ...options },
      { kind: 'short-text', accepted: 'OER\nOpen Educational Resources' },
    ]) {
      const answer = await send(asking, { 'text-de': 'Was stimmt?', ...fields });
      expect([fields.kind, answer.statusCode]).toEqual([fields.kind, 303]);
    }
    expect((await questions()).slice(before.length).map(({ kind }) => kind)).toEqual([
      'single',
      'multiple',
      'order',
      'short-text',
    ]);
    for (const [fields, sentence] of [
      [{ kind: 'single', ...options }, 'Genau eine Antwort muss richtig sein.'],
      [
        { kind: 'single', ...options, 'option-0-right': 'on', 'option-1-right': 'on' },
        'Genau eine Antwort muss richtig sein.',
      ],
      [{ kind: 'multiple', ...options }, 'Mindestens eine Antwort muss richtig sein.'],
      [{ kind: 'order', 'option-0-de': 'Allein' }, 'Es braucht mindestens zwei Antworten.'],
      [{ kind: 'short-text' }, 'Tragen Sie mindestens eine richtige Antwort ein.'],
    ] as const) {
      const answer = await send(asking, { 'text-de': 'Was stimmt?', ...fields });
      expect([answer.statusCode, answer.body.includes(sentence)]).toEqual([422, true]);
    }
  });

  test('publishes: new runs get the new version, the running one keeps its own', async () => {
    const run = await firstRun(world());
    await send(await page(paths.contentsPublication), {});
    expect(heading(await shown())).toBe('Fassung 2 der Inhalte gilt');
    const versions = await publishedVersions(world().core.store, (await trainingOf(world())).id);
    expect(versions.map(({ doc }) => doc.version)).toEqual([1, 2]);
    expect((await firstRun(world())).doc.curriculumId).toBe(run.doc.curriculumId);
    expect(versions[0]?.doc.id).toBe(run.doc.curriculumId);
  });

  test('discards a draft, and is not let publish a step without a unit that counts', async () => {
    await send(await page(paths.contentsUnitRemoval, { unit: 'kick-off-day' }), {});
    expect(await shown()).toContain('Noch nicht vollständig: Einstiegsveranstaltung.');
    expect(codeOn(await send(await page(paths.contentsPublication), {}))).toBe('training.step-empty');
    await send(await page(paths.contentsDraftRemoval), {});
    expect([await draft(), heading(await shown())]).toEqual([undefined, 'Fassung 2 der Inhalte gilt']);
  });

  test('publishes no self-check without a question: nobody could pass it', async () => {
    const add = { step: 'module-3', kind: 'self-check', title: 'Noch ein Test', minutes: '10' };
    await send(contents, add);
    expect(await shown()).toContain('Noch ohne Fragen: Noch ein Test.');
    expect(codeOn(await send(await page(paths.contentsPublication), {}))).toBe('training.self-check-empty');
    await send(await page(paths.contentsDraftRemoval), {});
    expect([await draft(), heading(await shown())]).toEqual([undefined, 'Fassung 2 der Inhalte gilt']);
  });

  test('no content of a published version is ever lost', async () => {
    const space = await trainingOf(world());
    const kept = await Array.fromAsync(everyRow(world().core.store, unitContents, 'bySpace', [space.id]));
    const ids = new Set(kept.map(({ doc }) => doc.id));
    for (const { doc } of await publishedVersions(world().core.store, space.id))
      for (const one of unitsOf(doc)) expect(ids.has(one.unit.contentId)).toBe(true);
  });
});

async function questions() {
  const found = (await draft())?.steps[1]?.units.find(({ key }) => key === 'module-1-check');
  const content = await world().core.store.get(unitContents, found?.contentId ?? '');
  return content?.doc.selfCheck?.questions ?? [];
}

test('a trainee edits nothing', async () => {
  const jonas = await visit(world(), 'trainee', 'training');
  for (const address of [contents, await editing()])
    expect(codeOn(await open(world(), jonas, address))).toBe('access.denied');
  expect(contents).toBe(
    addressOf(paths.contents, { site: world().site.id, space: (await trainingOf(world())).id }),
  );
});
