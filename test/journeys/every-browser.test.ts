import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { hour } from '../../src/runtime/clock.ts';
import { sessions } from '../../src/store/session.ts';
import { spaces } from '../../src/store/space.ts';
import {
  describeInBrowser,
  logIn,
  openFramed,
  openInWindow,
  toolFrame,
  withBrowserWorld,
} from '../support/browser-world.ts';
import { form } from '../support/launching.ts';

/** Chromium keeps no third-party cookies in these profiles: what works in a frame here works without them. */
describeInBrowser('a launch works in every browser', () => {
  const both = withBrowserWorld();

  test('framed by a Moodle of another site, with third-party cookies blocked', async () => {
    const { context, page } = await logIn(both(), 'trainee');
    const frame = await openFramed(both(), page, 'training');
    await expect(frame.textContent('h1')).resolves.toBe('Zukunftswerkstatt');
    const cookies = (await context.cookies()).filter(({ name }) => name.startsWith('nb_'));
    expect(cookies.map(({ name }) => name.slice(0, 5)).sort()).toEqual(['nb_b_', 'nb_s_']);
    expect(
      cookies.every((one) => one.httpOnly && one.secure && one.sameSite === 'None' && one.partitionKey),
    ).toBe(true);
    await context.close();
  });

  test('X58 five framed links of one course page, launched at once, all open', async () => {
    const { context, page } = await logIn(both(), 'network-manager');
    const cmids = both()
      .world.practice.activities.filter(({ space }) => space !== 'unbound')
      .map(({ cmid }) => cmid);
    await page.evaluate((ids) => {
      for (const id of ids) {
        const frame = document.createElement('iframe');
        frame.src = `/mod/lti/launch.php?id=${id}`;
        document.body.append(frame);
      }
    }, cmids);
    const isTool = (url: string): boolean => url.startsWith(`${both().world.settings.publicUrl}/s/`);
    const opened = (): number => page.frames().filter((frame) => isTool(frame.url())).length;
    for (let waited = 0; waited < 50 && opened() < 5; waited += 1) await page.waitForTimeout(100);
    expect(opened()).toBe(5);
    await context.close();
  });

  test('in a new window, with a way back to the course', async () => {
    const { context, page } = await logIn(both(), 'teacher');
    await openInWindow(both(), page, 'working-group');
    await page.getByRole('link', { name: 'Zurück zum Moodle-Kurs' }).click();
    await page.waitForURL(`${both().world.practice.origin}/**`);
    await context.close();
  });

  test('a frame that keeps no cookie at all offers one button, and the same click opens a window', async () => {
    const { context, page } = await logIn(both(), 'trainee');
    const { settings, app } = both().world;
    const dropCookies = (request: IncomingMessage, response: ServerResponse): void => {
      if (request.headers['sec-fetch-dest'] !== 'iframe') return;
      const writeHead = response.writeHead.bind(response);
      response.writeHead = ((status: number, headers: object) => {
        response.removeHeader('set-cookie');
        return writeHead(status, { ...headers, 'set-cookie': [] });
      }) as typeof response.writeHead;
    };
    app.server.prependListener('request', dropCookies);
    const frame = await openFramed(both(), page, 'network');
    const [opened] = await Promise.all([context.waitForEvent('page'), frame.getByRole('button').click()]);
    await opened.waitForURL(`${settings.publicUrl}/s/**`);
    await expect(opened.textContent('h1')).resolves.toMatch(/Lenkungsrunde/);
    app.server.removeListener('request', dropCookies);
    await context.close();
  });

  test('from a framed page into a window of its own: the code works once', async () => {
    const { context, page } = await logIn(both(), 'trainee');
    const frame = await openFramed(both(), page, 'network');
    await frame.getByRole('link', { name: 'Mitglieder', exact: true }).click();
    await frame.waitForURL('**/members');
    await frame.getByRole('link', { name: 'Neues Fenster' }).click();
    await frame.waitForURL('**/handover**');
    const code = await frame.getAttribute('input[name=code]', 'value');
    const [opened] = await Promise.all([context.waitForEvent('page'), frame.getByRole('button').click()]);
    await opened.waitForURL('**/members');
    await expect(opened.locator('.nb-bar').count()).resolves.toBe(1);
    const { app, settings } = both().world;
    const url = new URL(frame.url()).pathname;
    const again = await app.inject({
      method: 'POST',
      url,
      ...form({ code: code ?? '' }, settings.publicUrl),
    });
    expect(again.statusCode).toBe(401);
    await context.close();
  });

  test('back and reload lead nowhere wrong, and a link may be opened twice', async () => {
    const { context, page } = await logIn(both(), 'teacher');
    await openInWindow(both(), page, 'working-group');
    const start = page.url();
    await page.getByRole('link', { name: 'Mitglieder', exact: true }).click();
    await page.waitForURL('**/members');
    await page.goBack();
    await page.reload();
    expect(page.url()).toBe(start);
    await openInWindow(both(), page, 'working-group');
    expect(page.url()).toBe(start);
    await context.close();
  });

  test('a session that ends while somebody writes: after the next launch the text is sent and saved', async () => {
    const { context, page } = await logIn(both(), 'teacher');
    await openInWindow(both(), page, 'working-group');
    await page.goto(`${page.url()}/settings`);
    await page.getByLabel('Titel des Raums').fill('Arbeitsgruppe Konzepte & <Ideen>');
    both().world.turnClock(9 * hour);
    await page.locator('form[aria-labelledby=text-heading] button').click();
    await page.waitForSelector('.nb-typed');
    await expect(page.textContent('.nb-typed >> nth=0')).resolves.toBe('Arbeitsgruppe Konzepte & <Ideen>');
    const second = await context.newPage();
    await openInWindow(both(), second, 'working-group');
    await page.getByRole('button', { name: 'Eingabe noch einmal senden' }).click();
    await page.waitForURL('**/settings');
    await expect(page.getByLabel('Titel des Raums').inputValue()).resolves.toBe(
      'Arbeitsgruppe Konzepte & <Ideen>',
    );
    const { rows } = await both().world.core.store.find(spaces, 'byKind', ['working-group']);
    expect(rows[0]?.doc.title).toBe('Arbeitsgruppe Konzepte & <Ideen>');
    await context.close();
  });

  test('two people one after the other in one browser: the second one is not taken for the first', async () => {
    const { context, page } = await logIn(both(), 'teacher');
    await openInWindow(both(), page, 'network');
    await page.goto(both().world.practice.origin);
    await page.getByRole('button', { name: 'Jonas Heitkamp' }).click();
    await openInWindow(both(), page, 'network');
    await page.goto(`${page.url()}/members`);
    await expect(page.locator('.nb-members li', { hasText: '(Sie)' }).textContent()).resolves.toMatch(
      /Jonas Heitkamp/,
    );
    const { rows } = await both().world.core.store.find(sessions, 'byAccount', []);
    expect(rows.length).toBeGreaterThan(1);
    await context.close();
  });

  test('a refusal that Moodle posts back gets a page that explains it', async () => {
    const { context, page } = await logIn(both(), 'trainee');
    const { practice, settings } = both().world;
    await context.route('**/lti/login', (route) =>
      route.continue({
        postData: (route.request().postData() ?? '').replace('login_hint=5', 'login_hint=999'),
      }),
    );
    await page.goto(`${practice.origin}/mod/lti/view.php?id=${practice.activities[0]?.cmid}`);
    const frame = await toolFrame(both().world, page);
    await expect(frame.textContent('h1')).resolves.toBe('Moodle hat das Öffnen abgebrochen');
    expect(frame.url()).toBe(`${settings.publicUrl}/lti/launch`);
    await context.close();
  });
});
