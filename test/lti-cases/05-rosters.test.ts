import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRosters, type RosterOptions, type Rosters } from '../../lti/names-and-roles.ts';
import type { HttpAnswer, HttpRequest } from '../../src/outbound/http-client.ts';
import { minute } from '../../src/runtime/clock.ts';
import { type GradeGround, gradeGround } from '../support/grade-ground.ts';

let ground: GradeGround;
let rosters: Rosters;
let asked: HttpRequest[];
/** What happens to an answer of the member list on its way to us. */
let bend: (request: HttpRequest, answer: () => Promise<HttpAnswer>) => Promise<HttpAnswer>;

beforeEach(async () => {
  ground = await gradeGround();
  asked = [];
  bend = (_request, answer) => answer();
  const { http } = ground.front;
  const send = http.send;
  http.send = (request, limits) => {
    asked.push(request);
    return request.url.endsWith('/token.php')
      ? send(request, limits)
      : bend(request, () => send(request, limits));
  };
  rosters = createRosters(ground.services());
});
afterEach(() => ground.close());

const address = () => `${ground.practice.origin}/mod/lti/services.php/CourseSection/3/bindings/1/memberships`;
const read = (options?: RosterOptions) => rosters.read(ground.registration, address(), options);
const pages = () => asked.filter(({ url }) => !url.endsWith('/token.php'));
const paths = () => pages().map(({ url }) => url.replace(address(), ''));
const answer = (members: unknown[], link = '', status = 200): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...(link === '' ? {} : { link }) },
  text: JSON.stringify({ members }),
});

describe('The member list of a course', () => {
  test('N03 is asked for with GET and its own content type', async () => {
    await read();
    expect(pages()).toMatchObject([
      {
        method: 'GET',
        headers: {
          Accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
          Authorization: expect.stringMatching(/^Bearer [0-9a-f]{32}$/),
        },
      },
    ]);
  });

  test('N05 is asked for with a token for member lists and nothing else', async () => {
    await read();
    const scopes = asked.flatMap(({ url, body }) =>
      url.endsWith('/token.php') ? [new URLSearchParams(body).get('scope')] : [],
    );
    expect(scopes).toEqual(['https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly']);
  });

  test('N13 for one link says of each person what a launch of it would bring', async () => {
    const plain = await read();
    expect(plain.entries.every(({ linkParameters }) => linkParameters === undefined)).toBe(true);
    const roster = await read({ resourceLinkId: '1' });
    expect(paths().at(-1)).toBe('?limit=200&rlid=1');
    expect(roster.entries.length).toBe(plain.entries.length);
    expect(roster.entries.every(({ linkParameters }) => linkParameters !== undefined)).toBe(true);
    const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
    bend = async () =>
      answer([
        {
          user_id: '1',
          message: [
            { [`${lti}message_type`]: 'LtiDeepLinkingRequest', [`${lti}custom`]: { a: 'wrong' } },
            { [`${lti}message_type`]: 'LtiResourceLinkRequest', [`${lti}custom`]: { group: 'B' } },
          ],
        },
        { user_id: '2', message: 'rubbish' },
        { user_id: '3', message: [{ [`${lti}custom`]: 7 }, null] },
      ]);
    const told = await read({ resourceLinkId: '2' });
    expect(told.entries.map(({ linkParameters }) => linkParameters)).toEqual([
      { group: 'B' },
      undefined,
      undefined,
    ]);
  });

  test('N17 10,000 people come in pages of 200, each once, and no page is asked for twice', async () => {
    ground.practice.enrol(10_000);
    const roster = await read();
    expect(new Set(roster.entries.map(({ sub }) => sub)).size).toBe(roster.entries.length);
    expect(roster.entries.length).toBeGreaterThan(10_000);
    expect(pages()).toHaveLength(Math.ceil(roster.entries.length / 200));
    expect(new Set(paths()).size).toBe(pages().length);
    await Promise.all([read(), read()]);
    expect(pages()).toHaveLength(Math.ceil(roster.entries.length / 200));
  });

  test('N17 a list without an end is given up after 200 pages', async () => {
    bend = async () => answer([], `<${address()}?from=${pages().length}>; rel="next"`);
    await expect(read()).rejects.toMatchObject({ code: 'service.answer-invalid' });
    expect(pages()).toHaveLength(200);
  });
});

describe('N14 where a platform tells what has changed', () => {
  const person = (id: string, status = 'Active') => ({
    user_id: id,
    status,
    name: `Person ${id}`,
    roles: [],
  });
  const names = async () =>
    (await read()).entries.map(({ sub, isActive }) => `${sub}${isActive ? '' : ' gone'}`);
  const later = () => ground.turnClock(6 * minute);

  test('only that is asked for the next time, and laid over what is known', async () => {
    bend = async ({ url }) => {
      if (!url.includes('since='))
        return answer([person('1'), person('2')], '</d?since=1>; rel="differences"');
      const [link, ...members] = url.includes('since=1')
        ? ['</d?since=2>; rel="differences"', person('2', 'Deleted'), person('3')]
        : ['', person('4')];
      return answer(members, String(link));
    };
    expect(await names()).toEqual(['1', '2']);
    later();
    expect(await names()).toEqual(['1', '2 gone', '3']);
    later();
    expect(await names()).toEqual(['1', '2 gone', '3', '4']);
    // The last answer named no further address: then everything is read again.
    later();
    expect(await names()).toEqual(['1', '2']);
    expect(pages().map(({ url }) => new URL(url).pathname.slice(0, 2))).toEqual(['/m', '/d', '/d', '/m']);
  });

  test.each([400, 404, 410])(
    'an address that has become too old (%s) leads to the whole list',
    async (status) => {
      let people = ['1', '2'];
      bend = async ({ url }) =>
        url.includes('since=')
          ? answer([], '', status)
          : answer(
              people.map((id) => person(id)),
              '</d?since=1>; rel="differences"',
            );
      await names();
      people = ['1', '5'];
      later();
      expect(await names()).toEqual(['1', '5']);
      expect(pages()).toHaveLength(3);
    },
  );

  test('an address on a foreign host is not asked', async () => {
    bend = async () => answer([person('1')], '<https://evil.example/d>; rel="differences"');
    await names();
    later();
    await expect(read()).rejects.toMatchObject({ code: 'service.address-foreign' });
    expect(asked.some(({ url }) => url.includes('evil'))).toBe(false);
  });

  test('a platform that is down is not asked twice', async () => {
    bend = async () => answer([person('1')], '</d?since=1>; rel="differences"');
    await names();
    bend = async () => answer([], '', 500);
    later();
    await expect(read()).rejects.toMatchObject({ code: 'service.unreachable' });
    expect(pages()).toHaveLength(2);
  });
});
