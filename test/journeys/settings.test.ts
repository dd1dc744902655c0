import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Space } from '../../src/domain/space.ts';
import { courseLinks } from '../../src/store/course-link.ts';
import { spaces } from '../../src/store/space.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { atOnce } from '../support/at-once.ts';
import { bindLink, groundOf, makeMember, membershipOf, pageOf } from '../support/ground.ts';
import { come, follow, type Guest, post, problemsOn, textOf, typedIn } from '../support/guest.ts';
import { cookiesOf, open, send } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const elsewhere = withSecondMoodle(world);
let owner: Guest;
let space: Space;
let link: string;
let round = 0;

beforeEach(async () => {
  link = `settings-${++round}`;
  owner = await come(world(), { sub: '80', name: 'Elke Stellt', right: 'teacher', link });
  space = await groundOf(world(), 'working-group', { title: 'AG Alt', purpose: 'Alter Zweck' });
  await makeMember(world(), space, owner, { isOwner: true });
});

const settings = () => pageOf('settings', owner, space);
const save = (fields: Record<string, string>) => send(world(), owner, settings(), fields, settings());
const stored = async () => (await world().core.store.get(spaces, space.id))?.doc;

describe('title and purpose', () => {
  test('are saved as typed, without blanks around them, and everybody in the space reads them', async () => {
    const answer = await save({ title: '  AG Neu ', purpose: ' Erste Zeile\r\nZweite Zeile ' });
    expect((await follow(world(), owner, answer)).body).toContain('Gespeichert.');
    expect(await stored()).toEqual({ ...space, title: 'AG Neu', purpose: 'Erste Zeile\nZweite Zeile' });
    const page = await textOf(world(), owner, pageOf('space', owner, space));
    expect(page).toMatch(/AG Neu.*Erste Zeile\s*(<br\/?>)?\s*Zweite Zeile/s);
  });

  test('"Gespeichert" stands on the next page, and only there', async () => {
    const answer = await save({ title: 'AG Neu', purpose: '' });
    const shown = await follow(world(), owner, answer);
    expect(shown.body).toContain('Gespeichert.');
    const cleared = shown.cookies.find(({ name }) => name === 'nb_flash');
    expect(cleared).toMatchObject({ value: '', expires: new Date(0) });
    expect(await textOf(world(), owner, settings())).not.toContain('Gespeichert.');
  });

  test('"Gespeichert" also waits while an address only sends the browser on', async () => {
    await bindLink(world(), space.id, owner.session);
    const answer = await save({ title: 'AG Neu', purpose: '' });
    const cookies = { ...owner.cookies, ...cookiesOf(answer) };
    const sentOn = await open(
      world(),
      { ...owner, cookies },
      addressOf(paths.linkSetup, { site: owner.siteId }),
    );
    expect([sentOn.statusCode, cookiesOf(sentOn).nb_flash]).toEqual([303, undefined]);
    expect((await follow(world(), { ...owner, cookies }, sentOn)).body).toContain('Gespeichert.');
  });

  test.each([
    ['ab', '', ['Der Titel braucht 3 bis 120 Zeichen.']],
    ['   ', '', ['Der Titel braucht 3 bis 120 Zeichen.']],
    ['a'.repeat(121), '', ['Der Titel braucht 3 bis 120 Zeichen.']],
    ['AG Neu', 'p'.repeat(2001), ['Die Beschreibung hat höchstens 2.000 Zeichen.']],
    [
      '',
      'p'.repeat(2001),
      ['Der Titel braucht 3 bis 120 Zeichen.', 'Die Beschreibung hat höchstens 2.000 Zeichen.'],
    ],
  ])('that do not fit come back with what is wrong (case %#)', async (title, purpose, problems) => {
    const answer = await save({ title, purpose });
    expect([answer.statusCode, problemsOn(answer.body)]).toEqual([422, problems]);
    expect(typedIn(answer.body, 'title')).toBe(title);
    expect(answer.body).toContain(`>${purpose}</textarea>`);
    expect(await stored()).toEqual(space);
  });

  test('of exactly the greatest length are saved', async () => {
    const [title, purpose] = ['ä'.repeat(120), `${'ö'.repeat(1999)}.`];
    expect((await save({ title, purpose })).statusCode).toBe(303);
    expect(await stored()).toMatchObject({ title, purpose });
  });

  test('saved by two owners at the same moment: one text stays whole', async () => {
    const second = await come(world(), { sub: '81', name: 'Egon Stellt', right: 'teacher' });
    await makeMember(world(), space, second, { isOwner: true });
    const answers = await atOnce(world(), 2, (crowded) =>
      Promise.all([
        post(crowded, owner, settings(), { title: 'Von Elke', purpose: 'Elke' }),
        post(crowded, second, settings(), { title: 'Von Egon', purpose: 'Egon' }),
      ]),
    );
    expect(answers.map(codeOn).sort()).toEqual(['store.conflict', undefined]);
    expect([
      ['Von Elke', 'Elke'],
      ['Von Egon', 'Egon'],
    ]).toContainEqual([(await stored())?.title, (await stored())?.purpose]);
  });
});

describe('courses in which the space is linked', () => {
  const bind = (siteId: string, deploymentId: string) =>
    bindLink(world(), space.id, { siteId, deploymentId, resourceLinkId: link });
  const removal = (id: string) =>
    addressOf(paths.linkRemoval, { site: owner.siteId, space: space.id, link: id });

  test('are listed, those of another Moodle by its name; the course one came from by its title', async () => {
    await bind(world().site.id, world().practice.toolType.deploymentId);
    await bind(elsewhere().site.id, '1');
    const page = await textOf(world(), owner, settings());
    expect(page).toContain('Kurs 3');
    expect(page).toContain('Moodle Lippenau');
    expect(page).toContain('Moodle Ostheim');
  });

  test('are let go after a question: members stay, and the link opens its setup again', async () => {
    const id = await bind(world().site.id, world().practice.toolType.deploymentId);
    const learner = await come(world(), { sub: '82', name: 'Lena Bleibt', link });
    expect(learner.address).toBe(pageOf('space', learner, space));
    expect(await textOf(world(), owner, settings())).toContain(removal(id));
    expect(await textOf(world(), owner, removal(id))).toContain('Raum und Mitglieder bleiben.');
    const gone = await send(world(), owner, removal(id), {}, removal(id));
    expect((await follow(world(), owner, gone)).body).toContain('Die Verbindung ist gelöst.');
    expect(await membershipOf(world(), space, learner)).toMatchObject({ status: 'active' });
    const again = await come(world(), { sub: '82', name: 'Lena Bleibt', link });
    expect(again.address).toBe(`/s/${again.siteId}/link`);
    expect((await open(world(), again, pageOf('space', again, space))).statusCode).toBe(200);
  });

  test('of another space cannot be let go from here, and twice is once', async () => {
    const other = await groundOf(world());
    const { deploymentId } = world().practice.toolType;
    const foreign = await bindLink(world(), other.id, {
      ...{ siteId: world().site.id, deploymentId, resourceLinkId: `${link}-foreign` },
    });
    const refused = await post(world(), owner, removal(foreign));
    expect([refused.statusCode, codeOn(refused)]).toEqual([404, 'page.not-found']);
    expect(await world().core.store.get(courseLinks, foreign)).toBeDefined();
    const id = await bind(world().site.id, deploymentId);
    const answers = [await post(world(), owner, removal(id)), await post(world(), owner, removal(id))];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 404]);
  });
});

test('a page in English stays English for the next one, and says the same', async () => {
  const page = await world().app.inject({ url: `${settings()}?lang=en`, cookies: owner.cookies });
  expect(page.body).toMatch(/<html lang="en"/);
  const language = page.cookies.find(({ name }) => name === 'nb_lang');
  const cookies = { ...owner.cookies, nb_lang: language?.value ?? '' };
  const next = await world().app.inject({ url: pageOf('members', owner, space), cookies });
  expect([next.statusCode, next.body.includes('<html lang="en"')]).toEqual([200, true]);
});
