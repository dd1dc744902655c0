import { beforeEach, describe, expect, test } from '@jest/globals';
import { authRequest, authUrl, type Browser, formOf, origin, toolUrl } from './browser.ts';
import { Choosing, dl, lti, start } from './choosing.ts';
import { newKey, type Tool, types } from './tool.ts';

let choosing: Choosing;
let tool: Tool;
let browser: Browser;
beforeEach(async () => {
  choosing = await Choosing.open();
  ({ tool, browser } = choosing);
});

describe('A teacher who adds the tool', () => {
  test('finds it on the page of the own course, and a student does not', async () => {
    const course = async () => (await browser.get('/course/view.php?id=4')).body;
    expect(await course()).toContain('Aktivität hinzufügen: Netzbrücke');
    const form = await browser.get('/course/modedit.php?add=lti&course=4&typeid=1');
    expect(form.body).toContain(
      '<iframe title="Inhalt auswählen" src="/mod/lti/contentitem.php?id=1&amp;course=4"',
    );
    await browser.loginAs('trainee');
    expect(await course()).not.toContain('Aktivität hinzufügen');
    expect((await browser.get('/course/modedit.php?course=4&typeid=1')).body).toContain('nopermissions');
  });

  test('is sent to the tool with no more than a launch id in the hint', async () => {
    const { login } = await choosing.launch();
    expect(login.action).toBe(`${toolUrl}/lti/login`);
    expect(login.fields.lti_message_hint).toMatch(
      /^\{"launchid":"ltilaunch_ContentItemSelectionRequest\d+"\}$/,
    );
    expect(login.fields.target_link_uri).toBe(`${toolUrl}/lti/launch`);
  });

  test('brings Moodle’s settings and no link', async () => {
    const { claims } = await choosing.launch(`${start}&title=Raum&text=Worum`);
    expect(claims[`${lti}message_type`]).toBe('LtiDeepLinkingRequest');
    expect(claims[`${dl}deep_linking_settings`]).toEqual({
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['frame', 'iframe', 'window'],
      accept_copy_advice: false,
      accept_multiple: true,
      accept_unsigned: false,
      auto_create: false,
      can_confirm: false,
      deep_link_return_url: expect.stringMatching(
        /^http:\/\/localhost:8080\/mod\/lti\/contentitem_return\.php\?course=4&id=1&sesskey=\w{10}$/,
      ),
      title: 'Raum',
      text: 'Worum',
    });
    expect(claims[`${lti}context`]).toMatchObject({ id: '4' });
    expect(claims).not.toHaveProperty([`${lti}resource_link`]);
    expect(claims).not.toHaveProperty(['https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome']);
    expect(claims['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint']).toEqual({
      scope: expect.any(Array),
      lineitems: `${origin}/mod/lti/services.php/4/lineitems?type_id=1`,
    });
    expect(claims[`${lti}launch_presentation`]).toEqual({ locale: 'de' });
  });

  test('brings a member list only once the course has an activity of the tool', async () => {
    const claim = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';
    expect((await choosing.launch()).claims).not.toHaveProperty([claim]);
    expect((await choosing.launch(start.replace('course=4', 'course=3'))).claims).toHaveProperty([claim]);
  });

  test('brings name and mail only where the tool always gets them', async () => {
    tool.moodle.configure({ sendName: 'always', sendEmail: 'delegate' });
    const { claims } = await choosing.launch();
    expect(claims.name).toBe('Meltem Arslan');
    expect(claims).not.toHaveProperty('email');
  });

  test('must be allowed to edit the course; Moodle asks after the tool’s login', async () => {
    await browser.loginAs('trainee');
    const login = formOf((await browser.get(start)).body);
    const response = await browser.get(authUrl(authRequest(login)));
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain('nopermissions');
  });
});

describe('What the tool sends back', () => {
  const items = [
    {
      type: 'ltiResourceLink',
      title: 'Modul 1',
      text: 'Grundlagen',
      url: `${toolUrl}/lti/launch`,
      custom: { space: 's1', Kapitel: 'eins' },
      icon: { url: `${toolUrl}/icon.png` },
      window: { targetName: '_blank' },
      iframe: { width: 10 },
      available: { startDateTime: '2030-01-01T00:00:00Z' },
      lineItem: { scoreMaximum: 60, label: 'anders', resourceId: 'm1', tag: 'modul' },
    },
    { type: 'ltiResourceLink', title: 'Nur ein Raum' },
  ];

  test('is sent once more from Moodle’s own origin when it comes without a session', async () => {
    const JWT = await tool.response([]);
    const url = '/mod/lti/contentitem_return.php?course=4&id=1&sesskey=x';
    const page = await browser.post(url, { JWT }, { withCookie: false });
    expect(formOf(page.body)).toEqual({ action: url, fields: { JWT, repost: 'true' } });
  });

  test('is shown first, and added when the teacher saves', async () => {
    const page = await choosing.respond(await tool.response(items, { [`${dl}msg`]: 'Zwei <b>Räume</b>' }));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<p class="success">Zwei &lt;b>Räume&lt;/b></p>');
    expect(page.body).toContain('Aktivität mit Bewertung (höchstens 60 Punkte)');
    expect(tool.moodle.activities).toHaveLength(6);
    const saved = await choosing.save(page);
    expect(saved.statusCode).toBe(303);
    expect(saved.headers.location).toBe('/course/view.php?id=4');
    expect(tool.moodle.activities).toHaveLength(8);
    expect((await choosing.save(page)).statusCode).toBe(404);
  });

  test('becomes activities with title, text, address, parameters, icon and column', async () => {
    const [graded, plain] = await choosing.add(items);
    expect(graded).toMatchObject({
      cmid: '17',
      resourceLinkId: '7',
      courseId: '4',
      title: 'Modul 1',
      description: 'Grundlagen',
      toolUrl: `${toolUrl}/lti/launch`,
      customParameters: 'space=s1\nKapitel=eins',
      icon: `${toolUrl}/icon.png`,
      container: 3,
      sendName: false,
      sendEmail: false,
      acceptGrades: true,
    });
    expect(plain).toMatchObject({ cmid: '18', gradeItemId: '', toolUrl: '', acceptGrades: false });
    const columns = (await tool.get('/4/lineitems?type_id=1', types.items)).json();
    expect(columns).toEqual([
      expect.objectContaining({ label: 'Modul 1', scoreMaximum: 60, resourceId: 'm1', tag: 'modul' }),
    ]);
  });

  test('gets a column for every activity, or for none, where the tool’s setting says so', async () => {
    tool.moodle.configure({ acceptGrades: 'always' });
    expect((await choosing.add(items)).map(({ gradeItemId }) => gradeItemId !== '')).toEqual([true, true]);
    tool.moodle.configure({ acceptGrades: 'never' });
    expect((await choosing.add(items)).map(({ gradeItemId }) => gradeItemId !== '')).toEqual([false, false]);
  });

  test('loses addresses that are none, markup, and items with a title that is too long', async () => {
    const [activity, ...others] = await choosing.add([
      { type: 'html', html: '<p>Hallo</p>', url: 'javascript:alert(1)' },
      { type: 'ltiResourceLink', title: 'x'.repeat(256) },
    ]);
    expect(others).toEqual([]);
    expect(activity).toMatchObject({ title: 'Netzbrücke', description: 'Hallo', toolUrl: '' });
  });

  test('can be nothing: that is a cancel, and its message is not shown', async () => {
    const page = await choosing.respond(await tool.response([], { [`${dl}msg`]: 'bis bald' }));
    expect(page.body).toContain('Es wurde nichts ausgewählt.');
    expect(page.body).not.toContain('bis bald');
    expect(page.body).not.toContain('name="selection"');
  });

  test('can be an error message: it is shown, and nothing is added', async () => {
    const page = await choosing.respond(await tool.response(items, { [`${dl}errormsg`]: 'ging nicht' }));
    expect(page.body).toContain('<p class="error">ging nicht</p>');
    expect(page.body).not.toContain('name="selection"');
  });

  const wrong: [string, (t: Tool) => Promise<string>, string][] = [
    ['comes from another issuer', (t) => t.response([], { iss: 'x' }), 'errorincorrectconsumerkey'],
    ['is signed by a stranger', (t) => t.response([], {}, { signedBy: newKey() }), 'errorinvalidsignature'],
    ['has expired', (t) => t.response([], { exp: 1 }), 'errorinvalidsignature'],
    ['is for another Moodle', (t) => t.response([], { aud: 'x' }), 'errorinvaliddata'],
    [
      'is for another deployment',
      (t) => t.response([], { [`${lti}deployment_id`]: '2' }),
      'errorinvaliddata',
    ],
    ['is another message', (t) => t.response([], { [`${lti}message_type`]: 'X' }), 'errorinvaliddata'],
    ['has another version', (t) => t.response([], { [`${lti}version`]: '1.1' }), 'errorinvaliddata'],
    ['has something else than items', (t) => t.response('x' as never), 'errorinvaliddata'],
    ['is no token', async () => 'x', 'errorincorrectconsumerkey'],
  ];
  test.each(wrong)('is refused when it %s', async (_case, made, code) => {
    const page = await choosing.respond(await made(tool));
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain(`<code>${code}</code>`);
  });

  test('is refused with another session’s key, and from somebody who may not edit', async () => {
    const JWT = await tool.response(items);
    const url = '/mod/lti/contentitem_return.php?course=4&id=1&sesskey=wrong';
    expect((await browser.post(url, { JWT })).body).toContain('invalidsesskey');
    const page = await choosing.respond(JWT);
    const sesskey = /name="sesskey" value="(\w+)"/.exec(page.body)?.[1] ?? '';
    expect((await browser.post('/course/modedit.php', { sesskey, selection: 'x' })).statusCode).toBe(404);
  });
});
