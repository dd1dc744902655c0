import { beforeEach, describe, expect, test } from '@jest/globals';
import { origin } from './browser.ts';
import { scopes, Tool, types } from './tool.ts';

const members = '/CourseSection/3/bindings/1/memberships';
const address = `${origin}/mod/lti/services.php${members}`;

let tool: Tool;
beforeEach(async () => {
  tool = await Tool.open();
});

async function names(url: string): Promise<string[]> {
  const response = await tool.get(url, types.members);
  return response.json().members.map(({ family_name: name }: { family_name: string }) => name);
}

describe('The member list of a course', () => {
  test('has everybody at once, by last name, in Moodle’s form', async () => {
    const response = await tool.get(members, types.members);
    expect(response.headers['content-type']).toBe(`${types.members}; charset=utf-8`);
    expect(response.headers.link).toBeUndefined();
    const list = response.json();
    expect(list).toMatchObject({
      id: address,
      context: { id: '3', label: 'NETZ-27', title: 'Schulnetzwerke Lippenau' },
    });
    expect(await names(members)).toEqual(['Aldenhoven', 'Arslan', 'Heitkamp', 'Sanderhoff', 'Wiechers']);
    expect(JSON.stringify(list.members[2])).toBe(
      JSON.stringify({
        status: 'Active',
        roles: ['Learner'],
        user_id: '5',
        lis_person_sourcedid: 'P-105',
        name: 'Jonas Heitkamp',
        given_name: 'Jonas',
        family_name: 'Heitkamp',
        email: 'j.heitkamp@example.org',
        ext_user_username: 'j.heitkamp',
      }),
    );
  });

  test('is given out without saying what is wanted, but not as plain JSON', async () => {
    expect((await tool.get(members)).statusCode).toBe(200);
    const refused = await tool.get(members, 'application/json');
    expect(refused.statusCode).toBe(400);
    expect(refused.json().reason).toBe(`No handler found for ${members} application/json `);
  });

  test('comes in pages, each with the address of the next, the last without', async () => {
    const first = await tool.get(`${members}?limit=2`, types.members);
    expect(first.headers.link).toBe(`<${address}?limit=2&from=2>; rel="next"`);
    expect(await names(`${members}?limit=2&from=2`)).toEqual(['Heitkamp', 'Sanderhoff']);
    const last = await tool.get(`${members}?limit=2&from=4`, types.members);
    expect(last.json().members).toHaveLength(1);
    expect(last.headers.link).toBeUndefined();
  });

  test('forgets the role in the address of the next page', async () => {
    const first = await tool.get(`${members}?limit=1&role=Learner`, types.members);
    expect(first.json().members[0].family_name).toBe('Heitkamp');
    expect(first.headers.link).toBe(`<${address}?limit=1&from=1>; rel="next"`);
    expect(await names(`${members}?limit=1&from=1`)).toEqual(['Arslan']);
  });

  test.each([
    ['Instructor', ['Aldenhoven', 'Arslan', 'Wiechers']],
    ['Learner', ['Heitkamp', 'Sanderhoff']],
    ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner', ['Heitkamp', 'Sanderhoff']],
    ['Mentor', ['Aldenhoven', 'Arslan', 'Heitkamp', 'Sanderhoff', 'Wiechers']],
  ])('knows the role %s', async (role, expected) => {
    expect(await names(`${members}?role=${encodeURIComponent(role)}`)).toEqual(expected);
  });

  test('calls a teacher without editing rights a learner, whom a launch calls an instructor', async () => {
    const course = tool.moodle.courses[1];
    expect(course).toMatchObject({ shortName: 'NETZ-28', teachers: ['network-manager'] });
    const list = (await tool.get('/CourseSection/4/bindings/1/memberships')).json();
    const roles = Object.fromEntries(
      list.members.map((member: { user_id: string; roles: string[] }) => [member.user_id, member.roles]),
    );
    expect(roles).toMatchObject({ 3: ['Instructor'], 4: ['Learner'] });
  });

  test('leaves out who is suspended, and site administrators', async () => {
    const course = tool.moodle.addCourse({
      shortName: 'K',
      members: ['trainee', 'teacher', 'school-head'],
      suspended: ['school-head'],
    });
    expect(await names(`/CourseSection/${course.id}/bindings/1/memberships`)).toEqual(['Arslan', 'Heitkamp']);
  });

  test('shows names and mail as the tool’s setting says', async () => {
    const keys = async (url: string) => Object.keys((await tool.get(url)).json().members[0]);
    tool.moodle.configure({ sendName: 'never', sendEmail: 'never' });
    expect(await keys(members)).toEqual(['status', 'roles', 'user_id', 'lis_person_sourcedid']);
    tool.moodle.configure({ sendName: 'always', sendEmail: 'delegate' });
    expect(await keys(members)).not.toContain('email');
    expect(await keys(`${members}?rlid=1`)).toEqual(expect.arrayContaining(['name', 'email', 'message']));
  });

  test('says for a link how its grades are reported', async () => {
    const [member] = (await tool.get(`${members}?rlid=4&limit=1`)).json().members;
    expect(member.message).toEqual([
      {
        'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiResourceLinkRequest',
        'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': {
          lis_result_sourcedid: expect.stringContaining('"instanceid":"4","userid":"7"'),
          lis_outcome_service_url: `${origin}/mod/lti/service.php`,
        },
      },
    ]);
    const { link } = (await tool.get(`${members}?rlid=4&limit=1`)).headers;
    expect(link).toBe(`<${address}?limit=1&from=1&rlid=4>; rel="next"`);
  });

  test('can be as long as ten thousand people', async () => {
    tool.moodle.enrol(10_000);
    const token = await tool.token();
    let url: string | undefined = `${members}?limit=2000`;
    const seen = new Set<string>();
    while (url) {
      const response = await tool.get(url, types.members, token);
      for (const { user_id } of response.json().members) seen.add(user_id);
      url = /services\.php([^>]*)>/.exec(String(response.headers.link ?? ''))?.[1];
    }
    expect(seen.size).toBe(10_005);
    expect(tool.moodle.people).toHaveLength(6);
  });
});

describe('The member list is refused', () => {
  test('with 401 without a token, with a wrong, an expired or another tool’s', async () => {
    const token = await tool.token();
    const short = await tool.token(scopes.score);
    const status = async (url: string, given: string) =>
      (await tool.get(url, types.members, given)).statusCode;
    expect(await status(members, token)).toBe(200);
    expect(await status(members, 'x')).toBe(401);
    expect(await status(members, short)).toBe(401);
    expect(await status('/CourseSection/3/bindings/2/memberships', token)).toBe(401);
    tool.clock += 3600_000;
    expect(await status(members, token)).toBe(401);
  });

  test('with 404 and the reason for a course or link that is not there', async () => {
    const response = await tool.get('/CourseSection/999/bindings/1/memberships', types.members);
    expect(response.statusCode).toBe(404);
    expect(response.statusMessage).toBe("Not Found: Course 999 doesn't exist");
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.json()).toEqual({
      status: 404,
      reason: "Not Found: Course 999 doesn't exist",
      request: {
        method: 'GET',
        url: '/mod/lti/services.php/CourseSection/999/bindings/1/memberships',
        accept: types.members,
        contentType: '',
      },
    });
    expect((await tool.get(`${members}?rlid=77`)).statusMessage).toBe("Not Found: LTI link 77 doesn't exist");
  });

  test('when it is not to be read but written', async () => {
    const response = await tool.send('POST', members, { body: {}, type: types.members });
    expect(response.statusCode).toBe(405);
  });
});
