import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  addLineItem,
  type LineItemsPlace,
  listLineItems,
  readLineItem,
  removeLineItem,
  replaceLineItem,
} from '../../lti/line-items.ts';
import { ownColumn } from '../../lti/own-column.ts';
import type { HttpRequest } from '../../src/outbound/http-client.ts';
import { type GradeGround, gradeGround } from '../support/grade-ground.ts';

let ground: GradeGround;
let asked: HttpRequest[];
beforeEach(async () => {
  ground = await gradeGround();
  asked = [];
  const { http } = ground.front;
  const send = http.send;
  http.send = (request, limits) => {
    asked.push(request);
    return send(request, limits);
  };
});
afterEach(() => ground.close());

const list = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
const single = 'application/vnd.ims.lis.v2.lineitem+json';
const ags = 'https://purl.imsglobal.org/spec/lti-ags/scope/';

const place = (access: LineItemsPlace['access'] = 'manage'): LineItemsPlace => ({
  registration: ground.registration,
  lineItemsUrl: `${ground.practice.origin}/mod/lti/services.php/3/lineitems?type_id=1`,
  access,
});
const scopesAsked = () =>
  asked.flatMap(({ url, body }) =>
    url.endsWith('/token.php') ? [new URLSearchParams(body).get('scope')] : [],
  );
const calls = () =>
  asked
    .filter(({ url }) => !url.endsWith('/token.php'))
    .map(({ method, url }) => `${method} ${new URL(url).search}`);
const sentTo = (method: string) =>
  asked.find((request) => request.method === method && !request.url.endsWith('/token.php'));
/** The link's own column is deleted in Moodle, so that a launch names none. */
async function withoutOwnColumn(): Promise<void> {
  await removeLineItem(ground.services(), ground.registration, ground.link.lineItemUrl);
  asked.length = 0;
}

describe('The columns of a course', () => {
  test('A03 are read as Moodle wants to be asked, all at once', async () => {
    const items = await listLineItems(ground.services(), place());
    expect(items).toHaveLength(6);
    expect(items[0]).toMatchObject({
      label: 'Netzwerk Lernen 27 Lippenau',
      scoreMaximum: 100,
      resourceLinkId: '1',
    });
    expect(sentTo('GET')?.headers).toMatchObject({
      Accept: list,
      Authorization: expect.stringMatching(/^Bearer \w+$/),
    });
    expect(calls()).toEqual(['GET ?type_id=1']);
  });

  test('A03 of one link are found by it, also where the platform passes over the question', async () => {
    const items = await listLineItems(ground.services(), place(), { resourceLinkId: '4' });
    expect(items.map(({ label }) => label)).toEqual(['Modul 3: Digitale Strategie']);
    const { http } = ground.front;
    const send = http.send;
    http.send = (request, limits) =>
      send({ ...request, url: request.url.replace(/&resource_link_id=\d+/, '') }, limits);
    expect(await listLineItems(ground.services(), place(), { resourceLinkId: '4' })).toHaveLength(1);
  });

  test('A12 come page by page where a platform pages them, with Moodle’s own kind of link', async () => {
    const paged = { ...place(), lineItemsUrl: `${place().lineItemsUrl}&limit=2` };
    expect(await listLineItems(ground.services(), paged)).toHaveLength(6);
    expect(calls()).toHaveLength(3);
  });

  test('A02 are asked for with the scope that the platform gave, and no other', async () => {
    await listLineItems(ground.services(), place('read'));
    await addLineItem(ground.services(), place(), { label: 'Probe', scoreMaximum: 10 });
    await ground.want('complete');
    await ground.patiently();
    await ground.want('undone');
    await ground.patiently();
    expect(scopesAsked()).toEqual([
      `${ags}lineitem.readonly`,
      `${ags}lineitem`,
      `${ags}score`,
      `${ags}result.readonly`,
    ]);
  });

  test('A04 get one more, with the content type of a single column', async () => {
    const wanted = {
      label: 'Übung',
      scoreMaximum: 60,
      resourceId: 'übung-1',
      tag: 'netzbruecke',
      resourceLinkId: '1',
    };
    const added = await addLineItem(ground.services(), place(), wanted);
    expect(added).toMatchObject({
      ...wanted,
      id: expect.stringContaining('/lineitems/27/lineitem?type_id=1'),
    });
    expect(sentTo('POST')?.headers['Content-Type']).toBe(single);
    expect(await readLineItem(ground.services(), place(), added.id)).toMatchObject(wanted);
  });

  test('A05 one column is read, changed without losing anything, and taken away', async () => {
    const { services, registration, link } = ground;
    const before = await readLineItem(services(), place(), link.lineItemUrl);
    const changed = { ...before, label: 'Neuer Name', tag: 'netzbruecke' };
    await replaceLineItem(services(), registration, changed);
    expect(await readLineItem(services(), place(), link.lineItemUrl)).toEqual(changed);
    await removeLineItem(services(), registration, link.lineItemUrl);
    expect(ground.practice.gradeItems.some(({ linkId }) => linkId === '1')).toBe(false);
    await expect(readLineItem(services(), place(), link.lineItemUrl)).rejects.toMatchObject({
      code: 'grade.line-item-gone',
    });
    expect(calls().map((call) => call.split(' ')[0])).toEqual(['GET', 'PUT', 'GET', 'DELETE', 'GET']);
  });

  test('A22 dates and the release of grades survive a change, also where Moodle only repeats them', async () => {
    const dates = {
      startDateTime: '2026-12-01T08:00:00.000Z',
      endDateTime: '2026-12-18T16:00:00+01:00',
      gradesReleased: false,
      'https://example.org/extension': { a: [1] },
    };
    const item = { label: 'Mit Frist', scoreMaximum: 100, ...dates };
    const added = await addLineItem(ground.services(), place(), item);
    expect(added).toMatchObject(dates);
    const again = await replaceLineItem(ground.services(), ground.registration, {
      ...added,
      label: 'Andere',
    });
    expect(again).toMatchObject({ ...dates, label: 'Andere' });
    expect(JSON.parse(sentTo('PUT')?.body ?? '')).toMatchObject(dates);
  });
});

describe('A link whose launch names no column', () => {
  const wanted = { resourceLinkId: '1', label: 'Netzwerk' };
  const find = (access: LineItemsPlace['access']) => ownColumn(ground.services(), place(access), wanted);

  test('A10 has the only one that belongs to it', async () => {
    expect((await find('read'))?.id).toBe(ground.link.lineItemUrl);
    expect(calls()).toEqual(['GET ?type_id=1&resource_link_id=1']);
  });

  test('A10 of several has the one with our mark, and of several strange ones none', async () => {
    const add = (tag: string) =>
      addLineItem(ground.services(), place(), { label: tag, scoreMaximum: 1, tag, resourceLinkId: '1' });
    await add('fremd');
    expect(await find('manage')).toBeUndefined();
    const ours = await add('netzbruecke');
    expect((await find('manage'))?.id).toBe(ours.id);
  });

  test('A10 without any gets one where Moodle allows it, and the same one when it is asked for again', async () => {
    await withoutOwnColumn();
    const made = await find('manage');
    expect(made).toMatchObject({ label: 'Netzwerk', tag: 'netzbruecke', scoreMaximum: 100 });
    expect((await find('manage'))?.id).toBe(made?.id);
    expect(asked.filter(({ method, url }) => method === 'POST' && url.includes('/lineitems'))).toHaveLength(
      1,
    );
  });

  test('A10 finds what an earlier attempt made, although Moodle does not tie it to the link', async () => {
    await withoutOwnColumn();
    const made = await find('manage');
    const column = ground.practice.gradeItems.find(({ tag }) => tag === 'netzbruecke');
    Object.assign(column ?? {}, { linkId: '' });
    expect((await find('manage'))?.id).toBe(made?.id);
  });

  test('A10 gets none where Moodle lets us read only', async () => {
    await withoutOwnColumn();
    ground.practice.configure({ gradeSync: 'partial' });
    expect(await find('read')).toBeUndefined();
    expect(calls().map((call) => call.split(' ')[0])).toEqual(['GET', 'GET']);
  });

  test('A11 where Moodle takes scores and nothing else, columns are not even asked for', async () => {
    expect(await find('none')).toBeUndefined();
    await ground.want('complete');
    await ground.patiently();
    expect(ground.grade()).toBe(100);
    expect(asked.filter(({ url }) => new URL(url).pathname.endsWith('/lineitems'))).toEqual([]);
    expect(scopesAsked()).toEqual([`${ags}score`]);
  });
});
