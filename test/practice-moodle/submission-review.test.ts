import { beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { authRequest, authUrl, Browser, formOf, origin, toolUrl } from './browser.ts';
import { Tool, types } from './tool.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
const grader = '/grade/report/grader/index.php?id=3';

let tool: Tool;
let browser: Browser;
beforeEach(async () => {
  tool = await Tool.open();
  browser = new Browser(tool.moodle);
  await browser.loginAs('teacher');
});

async function claimsAt(launchUrl: string) {
  const login = formOf((await browser.get(launchUrl)).body);
  const request = authRequest(login);
  const { fields } = formOf((await browser.get(authUrl(request))).body);
  return { login, claims: decodeJwt(fields.id_token ?? '') };
}

describe('The gradebook', () => {
  test('shows teachers the grades of all students, and nobody else anything', async () => {
    await tool.score({ comment: 'gut gemacht' });
    const { body } = await browser.get(grader);
    expect(body).toContain('50,00');
    expect(body).toContain('gut gemacht');
    expect(body).toContain('Jonas Heitkamp');
    expect(body).not.toContain('Thorben Wiechers');
    await browser.loginAs('trainee');
    expect((await browser.get(grader)).body).toContain('nopermissions');
    expect((await browser.get('/course/view.php?id=3')).body).not.toContain('Bewertungen');
  });

  test('shows the first hundred of many', async () => {
    tool.moodle.enrol(200);
    expect((await browser.get(grader)).body).toContain('und 102 weitere Personen');
  });

  test('leads from a grade to the work behind it, in the activity’s frame', async () => {
    const { body } = await browser.get(grader);
    expect(body).toContain('href="/mod/lti/grade.php?id=14&amp;userid=5"');
    const redirect = await browser.get('/mod/lti/grade.php?id=14&userid=5');
    expect(redirect.headers.location).toBe('/mod/lti/view.php?id=14&action=gradeReport&user=5');
    const page = await browser.get('/mod/lti/view.php?id=14&action=gradeReport&user=5');
    expect(page.body).toContain(
      'src="/mod/lti/launch.php?id=14&amp;triggerview=0&amp;action=gradeReport&amp;user=5"',
    );
  });
});

describe('A submission review', () => {
  const url = '/mod/lti/launch.php?id=14&triggerview=0&action=gradeReport&user=5';

  test('names the person and the column', async () => {
    const { login, claims } = await claimsAt(url);
    expect(login.fields.target_link_uri).toBe(`${toolUrl}/lti/launch`);
    expect(claims).toMatchObject({
      sub: '3',
      [`${lti}message_type`]: 'LtiSubmissionReviewRequest',
      [`${lti}for_user`]: { user_id: '5' },
      [`${lti}resource_link`]: { id: '4' },
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        lineitem: `${origin}/mod/lti/services.php/3/lineitems/24/lineitem?type_id=1`,
      },
    });
  });

  test('goes to the column’s own address with its parameters, if it has any', async () => {
    const submissionReview = { url: `${toolUrl}/lti/launch?review`, custom: { ansicht: 'lehrkraft' } };
    const body = { label: 'M', scoreMaximum: 100, resourceLinkId: '4', submissionReview };
    await tool.send('PUT', '/3/lineitems/24/lineitem?type_id=1', { body, type: types.item });
    const { login, claims } = await claimsAt(url);
    expect(login.fields.target_link_uri).toBe(`${toolUrl}/lti/launch?review`);
    expect(claims[`${lti}target_link_uri`]).toBe(`${toolUrl}/lti/launch?review`);
    expect(claims[`${lti}custom`]).toMatchObject({ ansicht: 'lehrkraft' });
  });

  test('of others is not shown to students, but Moodle launches it for them as learners', async () => {
    await browser.loginAs('school-head');
    const page = await browser.get('/mod/lti/view.php?id=14&action=gradeReport&user=5');
    expect(page.body).toContain('nopermissions');
    const { claims } = await claimsAt(url);
    expect(claims).toMatchObject({
      sub: '6',
      [`${lti}roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      [`${lti}for_user`]: { user_id: '5' },
    });
  });
});

test('A teacher without editing rights is an instructor in a launch', async () => {
  await browser.loginAs('network-manager');
  tool.moodle.configure({ courseVisible: 'activity-chooser' });
  const claims = decodeJwt(
    await tool.moodle.idToken({ personId: 'network-manager', courseId: '4', nonce: 'n' }),
  );
  expect(claims[`${lti}roles`]).toEqual(['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner']);
  Object.assign(tool.moodle.activityById('training'), { courseId: '4' });
  const launch = await tool.moodle.idToken({
    personId: 'network-manager',
    activityId: 'training',
    nonce: 'n',
  });
  expect(decodeJwt(launch)[`${lti}roles`]).toEqual([
    'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor',
  ]);
});
