import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { curriculum } from '../../config/curriculum.ts';
import { findCourseLink } from '../../src/store/course-link.ts';
import { spaces } from '../../src/store/space.ts';
import { authUrl, Browser, formOf } from '../practice-moodle/browser.ts';
import { beginChoosing, requestContent, takeSpaces, tokenOf } from '../support/choosing.ts';
import { cookiesOf, form, open, visit } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { sessionOf } from '../support/session-of.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const presentation = 'https://purl.imsglobal.org/spec/lti/claim/launch_presentation';

beforeAll(async () => {
  const { app, settings, practice } = world();
  await app.listen({ host: '127.0.0.1', port: settings.port });
  const known = [new URL(practice.origin).host, new URL(settings.publicUrl).host];
  nock.enableNetConnect((host) => known.includes(host));
});

/** From "select content" in Moodle to the page on which Moodle shows what will be added. */
async function chooseInMoodle(kind: 'network' | 'training') {
  const { app, practice, core } = world();
  const browser = new Browser(practice);
  await browser.loginAs('network-manager');
  const browserCookie = { nb_b_test: randomUUID() };
  const login = formOf((await browser.get('/mod/lti/contentitem.php?id=1&course=3')).body);
  const begun = await app.inject({
    method: 'POST',
    url: '/lti/login',
    cookies: browserCookie,
    ...form(login.fields),
  });
  const asked = new URL(String(begun.headers.location)).searchParams;
  const launched = formOf((await browser.get(authUrl(Object.fromEntries(asked)))).body);
  const cookies = { ...browserCookie, ...cookiesOf(begun) };
  const answer = await app.inject({ method: 'POST', url: '/lti/launch', cookies, ...form(launched.fields) });
  const who = { cookies: cookiesOf(answer), address: String(answer.headers.location), returnUrl: '' };
  const space = (await core.store.find(spaces, 'byKind', [kind], { limit: 1 })).rows[0]?.doc;
  const sent = await takeSpaces(world(), who, [space?.id ?? '']);
  const action = /action="([^"]*contentitem_return[^"]*)"/.exec(sent.body)?.[1]?.replaceAll('&amp;', '&');
  const address = (action ?? '').slice(practice.origin.length);
  const shown = await browser.post(address, { JWT: tokenOf(sent), repost: 'true' });
  return { browser, shown, space };
}

async function save(browser: Browser, page: { body: string }) {
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? '';
  const before = world().practice.activities.length;
  await browser.post('/course/modedit.php', { sesskey: field('sesskey'), selection: field('selection') });
  return world().practice.activities.slice(before);
}

describe('what a teacher has chosen stands in the Moodle course', () => {
  test('D07 Moodle shows the titles and columns that were sent', async () => {
    const { shown } = await chooseInMoodle('training');
    const titles = [...shown.body.matchAll(/<li[^>]*><strong>([^<]*)<\/strong>/g)].map(([, title]) => title);
    expect(titles).toEqual(curriculum.steps.map(({ title }) => title.de));
    expect(shown.body.match(/Aktivität mit Bewertung \(höchstens 100 Punkte\)/g)).toHaveLength(6);
  });

  test('D08 the first launch of a chosen link opens the space, without a question, also for a learner', async () => {
    const { browser, shown, space } = await chooseInMoodle('training');
    const activities = await save(browser, shown);
    expect(activities).toHaveLength(6);
    const opened: string[] = [];
    for (const { id } of activities) opened.push((await visit(world(), 'trainee', id)).address);
    const at = `/s/${world().site.id}/spaces/${space?.id}?step=`;
    expect(opened).toEqual(curriculum.steps.map((step) => at + step.id));
    const [first] = activities;
    const session = await sessionOf(world(), await visit(world(), 'trainee', first?.id ?? ''));
    const bound = await findCourseLink(world().core.store, session);
    expect(bound?.doc).toMatchObject({ spaceId: space?.id, contextId: '3' });
  });
});

describe('addresses that a platform names', () => {
  const { origin: elsewhere } = new URL('https://evil.example');

  test('X63 a javascript: return address of a launch is not offered', async () => {
    const claims = { [presentation]: { return_url: 'javascript:alert(1)', document_target: 'window' } };
    const guest = await visit(world(), 'trainee', 'network', { claims });
    expect((await open(world(), guest)).body).not.toContain('javascript:');
    expect((await sessionOf(world(), guest)).sealedReturnUrl).toBe('');
  });

  test('X64 D15 a deep linking answer goes to nobody but the platform', async () => {
    const { origin } = world().practice;
    for (const address of [
      `${elsewhere}/return`,
      'javascript:alert(1)',
      'data:text/html,x',
      `blob:${origin}/x`,
      `${origin}.evil.example/return`,
      origin.replace('http:', 'https:'),
      `http://user@${elsewhere.slice(8)}`,
      '/mod/lti/contentitem_return.php',
      '',
    ]) {
      const answer = await requestContent(world(), { settings: { deep_link_return_url: address } });
      expect([address, answer.statusCode]).toEqual([address, 400]);
      expect(answer.cookies.filter(({ name }) => name.startsWith('nb_s_'))).toEqual([]);
      if (address !== '') expect(codeOn(answer)).toBe('launch.return-address-foreign');
    }
    expect((await beginChoosing(world())).address).toMatch(/\/pick$/);
  });
});
