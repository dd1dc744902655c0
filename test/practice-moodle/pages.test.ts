import { beforeEach, describe, expect, test } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { createLog } from '../../src/runtime/log.ts';
import { authRequest, authUrl, Browser, origin, practiceMoodle, toolUrl } from './browser.ts';

let moodle: PracticeMoodle;
let browser: Browser;
beforeEach(async () => {
  moodle = await practiceMoodle();
  browser = new Browser(moodle);
});

describe('The practice course', () => {
  test('says in one sentence that everybody in it is invented', async () => {
    await browser.loginAs('trainee');
    for (const url of ['/course/view.php?id=3', '/mod/lti/view.php?id=11']) {
      expect((await browser.get(url)).body).toContain(
        'Dies ist ein Übungs-Moodle: Alle Personen und Schulen hier sind erfunden.',
      );
    }
  });

  test('shows a stranger the people to log in as, and no link', async () => {
    const { body } = await browser.get('/course/view.php?id=3');
    for (const { id } of moodle.people) expect(body).toContain(`name="person" value="${id}"`);
    expect(body).not.toContain('/mod/lti/');
    expect((await browser.get('/mod/lti/view.php?id=11')).headers.location).toBe('/course/view.php?id=3');
  });

  test('shows a member one link of each kind, each also in a new window', async () => {
    await browser.loginAs('school-head');
    const { body } = await browser.get('/course/view.php?id=3');
    expect(body).toContain('Angemeldet als <strong>Birgit Sanderhoff</strong> – anmelden als:');
    expect(moodle.activities.map(({ space }) => space).sort()).toEqual([
      'managers',
      'network',
      'training',
      'unbound',
      'working-group',
      'zfsl-group',
    ]);
    for (const { cmid, title } of moodle.activities) {
      expect(body).toContain(`<a class="activity" href="/mod/lti/view.php?id=${cmid}">${title}</a>`);
      expect(body).toContain(`href="/mod/lti/launch.php?id=${cmid}&amp;container=4" target="_blank"`);
    }
  });

  test('shows a link in Moodle’s frame', async () => {
    await browser.loginAs('trainee');
    const { body } = await browser.get('/mod/lti/view.php?id=14');
    expect(body).toContain(
      '<iframe id="contentframe" title="Modul 3: Digitale Strategie" src="/mod/lti/launch.php?id=14&amp;triggerview=0"',
    );
  });

  test('logs in with a cookie that scripts and other sites do not get', async () => {
    const response = await browser.loginAs('teacher');
    expect(response.statusCode).toBe(303);
    expect(response.cookies).toEqual([
      { name: 'MoodleSession', value: expect.any(String), path: '/', httpOnly: true, sameSite: 'Lax' },
    ]);
  });

  test('ends the former session at the next login', async () => {
    const former = (await browser.loginAs('teacher')).cookies[0];
    await browser.loginAs('trainee');
    const headers = { cookie: `MoodleSession=${former?.value}` };
    const response = await moodle.app.inject({ url: '/mod/lti/view.php?id=11', headers });
    expect(response.statusCode).toBe(303);
  });

  test('lets no foreign page log anybody in', async () => {
    const headers = { origin: toolUrl };
    const response = await browser.post('/login-as', { person: 'teacher' }, { headers });
    expect(response.statusCode).toBe(404);
    expect(response.cookies).toEqual([]);
  });

  test('leads every other host name to its own', async () => {
    const headers = { host: '127.0.0.1:8080' };
    const response = await moodle.app.inject({ url: '/course/view.php?id=3', headers });
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe(`${origin}/course/view.php?id=3`);
  });

  test.each([
    ['/course/view.php', 'invalidparameter'],
    ['/course/view.php?id=99', 'invalidcourseid'],
    ['/mod/lti/view.php?id=99', 'invalidcoursemodule'],
    ['/mod/lti/launch.php?id=11&container=9', 'invalidparameter'],
    ['/mod/lti/launch.php?id=11%27', 'invalidparameter'],
    ['/nothing', 'pagenotfound'],
  ])('answers %s with an error page', async (url, code) => {
    await browser.loginAs('teacher');
    const response = await browser.get(url);
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain(`<code>${code}</code>`);
  });

  test('answers a body that is too large with a page', async () => {
    const response = await browser.post('/login-as', { person: 'x'.repeat(70_000) });
    expect(response.statusCode).toBe(413);
    expect(response.body).toContain('<h1>Fehler</h1>');
  });

  test('consists of valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      // Preact writes <meta/>: as valid as <meta>, and not ours to choose.
      rules: { 'void-style': 'off' },
    });
    const bodies = [(await browser.get('/course/view.php?id=3')).body];
    await browser.loginAs('trainee');
    const request = authRequest(await browser.openLink('network'));
    const urls = [
      '/course/view.php?id=3',
      '/mod/lti/view.php?id=11',
      '/mod/lti/launch.php?id=11',
      '/mod/lti/return.php?course=3&launch_container=3',
      authUrl(request),
      '/nothing',
    ];
    for (const url of urls) bodies.push((await browser.get(url)).body);
    await browser.loginAs('teacher');
    const teachers = [
      '/course/view.php?id=4',
      '/grade/report/grader/index.php?id=3',
      '/mod/lti/view.php?id=11',
    ];
    for (const url of teachers) bodies.push((await browser.get(url)).body);
    bodies.push((await browser.get('/course/modedit.php?course=4&typeid=1')).body);
    await browser.loginAs('admin');
    bodies.push((await browser.get('/mod/lti/toolconfigure.php')).body);
    bodies.push((await browser.get(`/mod/lti/startltiadvregistration.php?url=${toolUrl}/r`)).body);
    for (const body of bodies) {
      const { results } = await validator.validateString(body);
      expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
    }
  });
});

test('The practice Moodle’s log names people and links by id only', async () => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  browser = new Browser(await practiceMoodle({ log }));
  await browser.loginAs('trainee');
  const request = authRequest(await browser.openLink('training'));
  await browser.get(authUrl(request));
  const messages = lines.map((line) => JSON.parse(line));
  expect(messages).toEqual([
    expect.objectContaining({ personId: 'trainee', msg: 'logged in' }),
    expect.objectContaining({ personId: 'trainee', activityId: 'training', msg: 'login initiation' }),
    expect.objectContaining({ personId: 'trainee', answer: 'granted', msg: 'authentication request' }),
  ]);
  expect(lines.join('')).not.toMatch(/Heitkamp|example\.org|nonce-1|state-1|ltilaunch|eyJ/);
});
