import { beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { type Browser, origin, toolUrl } from './browser.ts';
import { Choosing, lti } from './choosing.ts';
import type { Tool } from './tool.ts';

let choosing: Choosing;
let tool: Tool;
let browser: Browser;
beforeEach(async () => {
  choosing = await Choosing.open();
  ({ tool, browser } = choosing);
});

describe('An activity that the tool has proposed', () => {
  async function claimsOf(custom: Record<string, unknown>, ofTool = '') {
    const [activity] = await choosing.add([
      { type: 'ltiResourceLink', title: 'A', url: `${toolUrl}/lti/launch?x=1`, custom, lineItem: {} },
    ]);
    tool.moodle.configure({ customParameters: ofTool });
    const request = { personId: 'trainee', activityId: activity?.id ?? '', nonce: 'n' };
    return decodeJwt(await tool.moodle.idToken(request));
  }

  test('opens with its own address, link and column', async () => {
    const claims = await claimsOf({ a: 'b' });
    expect(claims).toMatchObject({
      [`${lti}target_link_uri`]: `${toolUrl}/lti/launch?x=1`,
      [`${lti}resource_link`]: { title: 'A', description: '', id: '7' },
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        lineitem: `${origin}/mod/lti/services.php/4/lineitems/27/lineitem?type_id=1`,
      },
    });
    const login = await browser.openLink('activity-17');
    expect(login.fields.target_link_uri).toBe(`${toolUrl}/lti/launch?x=1`);
  });

  test('brings its parameters, also lower-cased; the tool’s own win', async () => {
    const claims = await claimsOf({ Raum: 'r', 'zwei worte': 2, art: 'x' }, 'art=tool\nfrei');
    expect(claims[`${lti}custom`]).toMatchObject({
      Raum: 'r',
      raum: 'r',
      'zwei worte': '2',
      zwei_worte: '2',
      art: 'tool',
    });
    expect(claims[`${lti}custom`]).not.toHaveProperty('frei');
  });

  test('gets its variables filled in; what Moodle does not know stays as written', async () => {
    const claims = await claimsOf({
      person: '$User.id',
      link: '$ResourceLink.id',
      group: '$CourseGroup.id',
      columns: '$LineItems.url',
      plain: '\\$User.id',
    });
    expect(claims[`${lti}custom`]).toMatchObject({
      person: '5',
      link: '7',
      group: '$CourseGroup.id',
      columns: `${origin}/mod/lti/services.php/4/lineitems?type_id=1`,
      plain: '$User.id',
    });
    tool.moodle.configure({ customParameters: 'link=$ResourceLink.id' });
    expect((await choosing.launch()).claims[`${lti}custom`]).toHaveProperty('link', null);
  });

  test('keeps name and mail to itself where the tool’s setting leaves it to the activity', async () => {
    tool.moodle.configure({ sendName: 'delegate', sendEmail: 'delegate' });
    const claims = await claimsOf({});
    for (const claim of ['name', 'given_name', 'family_name', 'email']) {
      expect(claims).not.toHaveProperty(claim);
    }
    expect(claims[`${lti}ext`]).toEqual({ lms: 'moodle-2' });
    expect(claims[`${lti}lis`]).toHaveProperty('person_sourcedid', 'P-105');
  });

  test('completes once the teacher has asked for a grade', async () => {
    const [activity] = await choosing.add([{ type: 'ltiResourceLink', title: 'A', lineItem: {} }]);
    const view = `/mod/lti/view.php?id=${activity?.cmid}`;
    const page = await browser.get(view);
    const sesskey = /name="sesskey" value="(\w+)"/.exec(page.body)?.[1] ?? '';
    const body = { sesskey, module: activity?.cmid ?? '', completion: 'grade' };
    expect((await browser.post('/course/modedit.php', body)).statusCode).toBe(303);
    await browser.loginAs('trainee');
    expect((await browser.get(view)).body).toContain('Zu erledigen: Bewertung erhalten');
    await tool.score({}, `/4/lineitems/${activity?.gradeItemId}/lineitem/scores?type_id=1`);
    expect((await browser.get(view)).body).toContain('Erledigt: Bewertung erhalten');
  });
});
