import { beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { origin } from './browser.ts';
import { scopes, Tool, types } from './tool.ts';

const items = '/3/lineitems?type_id=1';
const address = (id: number, course = 3) =>
  `${origin}/mod/lti/services.php/${course}/lineitems/${id}/lineitem?type_id=1`;
const one = (id: number) => `/3/lineitems/${id}/lineitem?type_id=1`;

let tool: Tool;
beforeEach(async () => {
  tool = await Tool.open();
});

async function list(filter = ''): Promise<Record<string, unknown>[]> {
  return (await tool.get(items + filter, types.items)).json();
}

function add(body: unknown, type: string = types.item) {
  return tool.send('POST', items, { body, type });
}

async function endpointClaim(activityId: string): Promise<unknown> {
  const claims = decodeJwt(await tool.moodle.idToken({ personId: 'trainee', activityId, nonce: 'n' }));
  return claims['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'];
}

describe('The columns of a course', () => {
  test('begin with the one of every activity', async () => {
    const all = await list();
    expect(all.map(({ id }) => id)).toEqual([21, 22, 23, 24, 25, 26].map((id) => address(id)));
    expect(all[3]).toEqual({
      id: address(24),
      label: 'Modul 3: Digitale Strategie',
      scoreMaximum: 100,
      resourceId: '',
      tag: '',
      resourceLinkId: '4',
      ltiLinkId: '4',
    });
  });

  test.each(['application/json', '*/*', `${types.items}, application/json`, types.item])(
    'are not given for Accept: %s',
    async (accept) => {
      expect((await tool.get(items, accept)).statusCode).toBe(400);
    },
  );

  test('can be added to, with an answer that repeats what was sent', async () => {
    const body = {
      scoreMaximum: 60,
      label: 'Übung',
      resourceId: 'quiz-231',
      tag: 'grade',
      resourceLinkId: '1',
    };
    const response = await add({ ...body, startDateTime: '2026-11-23T08:00:00Z' });
    expect(response.statusCode).toBe(201);
    expect(response.json()).toEqual({
      ...body,
      startDateTime: '2026-11-23T08:00:00Z',
      id: address(27),
    });
    expect(await list('&tag=grade')).toEqual([{ ...body, id: address(27), ltiLinkId: '1' }]);
  });

  test('get the same column twice when it is sent twice', async () => {
    await add({ scoreMaximum: 10, label: 'A', resourceId: 'r' });
    await add({ scoreMaximum: 10, label: 'A', resourceId: 'r' });
    expect(await list('&resource_id=r')).toHaveLength(2);
    expect(await list('&resource_link_id=4')).toHaveLength(1);
  });

  test.each<[string, unknown, number]>([
    ['without a label', { scoreMaximum: 1 }, 400],
    ['without a maximum', { label: 'A' }, 400],
    ['for a link of nowhere', { label: 'A', scoreMaximum: 1, resourceLinkId: '99' }, 403],
  ])('refuse a new one %s', async (_case, body, status) => {
    expect((await add(body)).statusCode).toBe(status);
  });

  test('refuse a new one under any other content type', async () => {
    for (const type of ['application/json', types.items]) {
      expect((await add({ label: 'A', scoreMaximum: 1 }, type)).statusCode).toBe(400);
    }
  });

  test('name their pages in a way that no parser of link headers understands', async () => {
    const response = await tool.get(`${items}&limit=2&from=2&resource_link_id=4`, types.items);
    expect(response.json()).toEqual([]);
    const paged = await tool.get(`${items}&limit=2`, types.items);
    expect(paged.json()).toHaveLength(2);
    const link = Buffer.from(String(paged.headers.link), 'latin1').toString('utf8');
    const page = (from: number) =>
      `<${origin}/mod/lti/services.php/3/lineitems?type_id=1&amp;limit=2&amp;from=${from}>`;
    expect(link).toBe(
      `${page(0)}; rel=“first”, ${page(0)}; rel=“canonical”, ${page(2)}; rel=“next”, ${page(5)}; rel=“last”`,
    );
  });

  test('are read only where the tool may no more than use them', async () => {
    tool.moodle.configure({ gradeSync: 'partial' });
    expect(await list()).toHaveLength(6);
    expect((await add({ label: 'A', scoreMaximum: 1 })).statusCode).toBe(401);
    expect(await endpointClaim('training')).toMatchObject({
      scope: [scopes.lineItemRead, scopes.resultRead, scopes.score],
    });
  });

  test('of an unknown course are not found', async () => {
    const response = await tool.get('/99/lineitems?type_id=1', types.items);
    expect(response.statusMessage).toBe("Not Found: Course 99 doesn't exist");
  });
});

describe('One column', () => {
  test('can be read under its own type or any, and is nowhere else than it says', async () => {
    expect((await tool.get(one(24), types.item)).json().label).toBe('Modul 3: Digitale Strategie');
    expect((await tool.get(one(24))).statusCode).toBe(200);
    expect((await tool.get(one(24), 'application/json')).statusCode).toBe(400);
    expect((await tool.get(one(99))).statusMessage).toBe("Not Found: Grade item 99 doesn't exist");
  });

  test('is also answered under another course’s address', async () => {
    const response = await tool.get('/4/lineitems/24/lineitem?type_id=1');
    expect(response.json().id).toBe(address(24, 4));
  });

  test('is replaced by PUT: what is missing is emptied, a new maximum keeps the percentage', async () => {
    await add({ label: 'A', scoreMaximum: 50, resourceId: 'r', tag: 't', resourceLinkId: '4' });
    await tool.score({ scoreGiven: 25, scoreMaximum: 50 }, '/3/lineitems/27/lineitem/scores?type_id=1');
    const body = { label: 'B', scoreMaximum: 100 };
    const response = await tool.send('PUT', one(27), { body, type: types.item });
    expect(response.json()).toEqual({ ...body, id: address(27) });
    expect((await tool.get(one(27))).json()).toEqual({ ...body, id: address(27), resourceId: '', tag: '' });
    const [result] = (await tool.get('/3/lineitems/27/lineitem/results?type_id=1')).json();
    expect(result).toMatchObject({ resultScore: 50, resultMaximum: 100 });
  });

  test.each<[string, unknown, number]>([
    ['label', { scoreMaximum: 1 }, 400],
    ['maximum', { label: 'B' }, 400],
    ['numeric link', { label: 'B', scoreMaximum: 1, resourceLinkId: 'x' }, 400],
    ['own link', { label: 'B', scoreMaximum: 1, resourceLinkId: '99' }, 403],
  ])('is not replaced without a %s', async (_case, body, status) => {
    expect((await tool.send('PUT', one(24), { body, type: types.item })).statusCode).toBe(status);
  });

  test('keeps the address of its submission review', async () => {
    const submissionReview = { url: 'http://127.0.0.1:3000/review', custom: { a: 'b' } };
    const body = { label: 'B', scoreMaximum: 1, resourceLinkId: '4', submissionReview };
    await tool.send('PUT', one(24), { body, type: types.item });
    expect((await tool.get(one(24))).json().submissionReview).toEqual(submissionReview);
  });

  test('can be deleted, also under an activity, which then has none', async () => {
    expect(await endpointClaim('training')).toHaveProperty('lineitem', address(24));
    const response = await tool.send('DELETE', one(24));
    expect(response.statusCode).toBe(204);
    expect((await tool.get(one(24))).statusCode).toBe(404);
    expect(await endpointClaim('training')).not.toHaveProperty('lineitem');
    expect(tool.moodle.activityById('training').title).toBe('Modul 3: Digitale Strategie');
    expect(tool.moodle.grades('training')).toEqual({});
  });

  test('is not named in a launch once a second one belongs to the activity', async () => {
    await add({ label: 'A', scoreMaximum: 1, resourceLinkId: '4' });
    expect(await endpointClaim('training')).not.toHaveProperty('lineitem');
    await tool.send('DELETE', one(24));
    expect(await endpointClaim('training')).toHaveProperty('lineitem', '');
  });
});
