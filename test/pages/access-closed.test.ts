import { describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { randomId } from '../../src/runtime/secrets.ts';
import { memberships } from '../../src/store/membership.ts';
import { everyRow } from '../../src/store/port.ts';
import { bindLink, groundOf, makeMember, membershipOf, pageOf } from '../support/ground.ts';
import { come, follow, type Guest, post, textOf } from '../support/guest.ts';
import { open } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });

async function closedSpace(link: string, owner?: Guest) {
  const text = { title: `Vertraulich ${link}`, purpose: `Fallberatung ${link}` };
  const space = await groundOf(world(), 'managers', text);
  if (owner) await makeMember(world(), space, owner, { role: 'network-manager', isOwner: true });
  const { practice, site } = world();
  const deployment = practice.toolType.deploymentId;
  await bindLink(world(), space.id, { siteId: site.id, deploymentId: deployment, resourceLinkId: link });
  return space;
}

describe("the managers' closed area", () => {
  test.each(['learner', 'teacher', 'site-administrator'] as const)(
    'a click with the right %s makes nobody a member; the page says that it is closed, and no more',
    async (right) => {
      const space = await closedSpace(`closed-${right}`);
      const guest = await come(world(), { sub: '20', name: 'Ina Draußen', right, link: `closed-${right}` });
      expect(await membershipOf(world(), space, guest)).toBeUndefined();
      const answer = await open(world(), guest);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `/s/${guest.siteId}/closed`]);
      const page = await follow(world(), guest, answer);
      expect(page.statusCode).toBe(403);
      expect(page.body).toContain('Dieser Raum ist geschlossen');
      expect(page.body).not.toMatch(/Vertraulich|Fallberatung/);
      const members = everyRow(world().core.store, memberships, 'bySpace', [space.id]);
      expect(await Array.fromAsync(members)).toEqual([]);
    },
  );

  test('stands in the link setup of its owner and of nobody else, neither members nor administration', async () => {
    const owner = await come(world(), { sub: '30', name: 'Ole Eigen', right: 'teacher' });
    const space = await closedSpace('listed', owner);
    const member = await come(world(), { sub: '31', name: 'Pia Mit', right: 'teacher' });
    await makeMember(world(), space, member, { role: 'network-manager' });
    const admin = await come(world(), { sub: '32', name: 'Ria Amt', right: 'site-administrator' });
    const setup = `/s/${owner.siteId}/link`;
    expect(await textOf(world(), owner, setup)).toContain('Vertraulich listed');
    for (const other of [member, admin]) {
      expect(await textOf(world(), other, setup)).not.toContain('Vertraulich listed');
      const refused = await post(world(), other, `${setup}/space`, { space: space.id });
      expect([refused.statusCode, refused.body.includes('Vertraulich')]).toEqual([422, false]);
    }
  });

  test('its owner cannot let it out by a link code: there is no such button and no such form', async () => {
    const owner = await come(world(), { sub: '33', name: 'Ute Eigen', right: 'teacher' });
    const space = await closedSpace('no-code', owner);
    expect(await textOf(world(), owner, pageOf('settings', owner, space))).not.toContain('Link-Code');
    const refused = await post(world(), owner, pageOf('linkCodes', owner, space));
    expect([refused.statusCode, codeOn(refused)]).toEqual([403, 'access.denied']);
  });

  test('a member who lacks a right inside is told so, and not that the area is closed', async () => {
    const owner = await come(world(), { sub: '34', name: 'Vera Eigen', right: 'teacher' });
    const space = await closedSpace('inside', owner);
    const member = await come(world(), { sub: '35', name: 'Willi Mit', right: 'teacher' });
    await makeMember(world(), space, member, { role: 'network-manager' });
    const answer = await open(world(), member, pageOf('settings', member, space));
    expect([answer.statusCode, codeOn(answer)]).toEqual([403, 'access.denied']);
  });
});

describe('a space that somebody has nothing to do with', () => {
  /** Status, headers and page without what differs at every request. */
  function comparable(answer: LightMyRequestResponse, id: string): unknown {
    const body = answer.body
      .replaceAll(id, 'SPACE')
      .replace(/<code>[2-9A-Z]{4}-[2-9A-Z]{4}<\/code>/, 'NUMBER')
      .replace(/\d{1,2}:\d{2}/g, 'TIME');
    const { date: _date, 'content-length': _length, ...headers } = answer.headers;
    const limits = Object.keys(headers).filter((name) => name.startsWith('x-ratelimit'));
    for (const name of limits) headers[name] = 'n';
    return { status: answer.statusCode, headers, body };
  }

  test.each(['network', 'training', 'managers'] as const)(
    'a foreign space of the kind %s answers exactly as one that does not exist',
    async (kind) => {
      const guest = await come(world(), { sub: '40', name: 'Xaver Fremd', right: 'teacher' });
      const space = await groundOf(world(), kind, { title: 'Hinter der Tür', purpose: 'Niemand sieht das' });
      const unknown = { id: randomId() };
      for (const page of ['space', 'members', 'events', 'settings'] as const) {
        const [real, none] = [space, unknown].map((one) => pageOf(page, guest, one));
        const [there, nowhere] = [await open(world(), guest, real), await open(world(), guest, none)];
        expect(comparable(there, space.id)).toEqual(comparable(nowhere, unknown.id));
        expect([there.statusCode, codeOn(there)]).toEqual([404, 'space.not-found']);
      }
      const there = await post(world(), guest, pageOf('linkCodes', guest, space));
      const nowhere = await post(world(), guest, pageOf('linkCodes', guest, unknown));
      expect(comparable(there, space.id)).toEqual(comparable(nowhere, unknown.id));
    },
  );

  test('odd addresses are not found, and nothing breaks', async () => {
    const guest = await come(world(), { sub: '41', name: 'Yvo Tippt', right: 'teacher' });
    for (const id of ['%00', '..%2f..', '__proto__', "'%20or%201=1", 'a'.repeat(200), '%F0%9F%98%80']) {
      const answer = await open(world(), guest, `/s/${guest.siteId}/spaces/${id}`);
      expect([id, answer.statusCode]).toEqual([id, 404]);
    }
    const broken = await open(world(), guest, `/s/${guest.siteId}/spaces/%E0%A4%A`);
    expect([broken.statusCode, codeOn(broken)]).toEqual([400, 'request.invalid']);
  });
});
