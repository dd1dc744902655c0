import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Space } from '../../src/domain/space.ts';
import { memberships } from '../../src/store/membership.ts';
import { everyRow } from '../../src/store/port.ts';
import { atOnce } from '../support/at-once.ts';
import { bindLink, groundOf, makeMember, memberPage, membershipOf, pageOf } from '../support/ground.ts';
import { come, follow, type Guest, post, textOf } from '../support/guest.ts';
import { hiddenFields, open, send } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
let space: Space;
let link: string;
let owner: Guest;
let guest: Guest;
let member: string;
let round = 0;

const arrive = (sub: string, name: string) => come(world(), { sub: `${sub}-${round}`, name, link });
const of = (who: Guest) => membershipOf(world(), space, who);

/** A space behind a link, its owner, and Gesa who just came in by the link. */
beforeEach(async () => {
  link = `members-${++round}`;
  space = await groundOf(world(), 'network', { title: 'Netz Mitte', purpose: 'Gemeinsam in der Mitte' });
  const { deploymentId } = world().practice.toolType;
  await bindLink(world(), space.id, { siteId: world().site.id, deploymentId, resourceLinkId: link });
  owner = await arrive('owner', 'Enno Eigner');
  await makeMember(world(), space, owner, { role: 'network-manager', isOwner: true });
  guest = await arrive('guest', 'Gesa Gast');
  member = (await of(guest))?.id ?? '';
});

/** Presses a button on the page of members, as the owner. */
function press(
  name: 'memberRole' | 'memberOwner' | 'memberReturn',
  fields: Record<string, string>,
  id = member,
) {
  const page = pageOf('members', owner, space);
  return send(world(), owner, memberPage(name, owner, space, id), fields, page);
}

/** Goes the way of an owner who removes a member: page that asks, button, list. */
async function removeGuest() {
  const address = memberPage('memberRemoval', owner, space, member);
  const asked = await open(world(), owner, address);
  const answer = await send(world(), owner, address, {}, address);
  return { asked, answer, page: await follow(world(), owner, answer) };
}

describe('an owner', () => {
  test('gives a role: from then on the member is confirmed and sees everybody', async () => {
    expect(await of(guest)).toMatchObject({ role: 'member', isConfirmed: false });
    const page = await follow(world(), owner, await press('memberRole', { role: 'school-head' }));
    expect(page.body).toContain('Die Änderung gilt ab jetzt.');
    expect(await of(guest)).toMatchObject({ role: 'school-head', isConfirmed: true, isOwner: false });
    expect(await textOf(world(), guest, pageOf('members', guest, space))).toContain('Schulleitung');
  });

  test('cannot give a role that this kind of space does not have', async () => {
    for (const role of ['trainee', 'king', '']) {
      const answer = await press('memberRole', { role });
      expect([answer.statusCode, codeOn(answer)]).toEqual([400, 'request.invalid']);
    }
    expect(await of(guest)).toMatchObject({ role: 'member', isConfirmed: false });
  });

  test('shares the space with somebody and takes that back; the role stays', async () => {
    await press('memberRole', { role: 'library' });
    await press('memberOwner', { owner: 'yes' });
    expect(await of(guest)).toMatchObject({ isOwner: true, isConfirmed: true, role: 'library' });
    expect((await open(world(), guest, pageOf('settings', guest, space))).statusCode).toBe(200);
    await press('memberOwner', { owner: 'no' });
    expect(await of(guest)).toMatchObject({ isOwner: false, role: 'library', status: 'active' });
    expect((await open(world(), guest, pageOf('settings', guest, space))).statusCode).toBe(403);
  });

  test('who is the last one can neither step down nor be removed', async () => {
    const own = (await of(owner))?.id ?? '';
    const before = await of(owner);
    const down = await press('memberOwner', { owner: 'no' }, own);
    const gone = await post(world(), owner, memberPage('memberRemoval', owner, space, own));
    for (const answer of [down, gone])
      expect([answer.statusCode, codeOn(answer)]).toEqual([409, 'space.last-owner']);
    expect(await of(owner)).toEqual(before);
  });

  test('one of two stays when both step down at the same moment', async () => {
    for (let turn = 0; turn < 4; turn++) {
      await makeMember(world(), space, owner, { isOwner: true });
      await makeMember(world(), space, guest, { isOwner: true });
      const own = (await of(owner))?.id ?? '';
      const how = turn % 2 === 0 ? ('memberOwner' as const) : ('memberRemoval' as const);
      const answers = await atOnce(world(), 2, (crowded) =>
        Promise.all([
          post(crowded, owner, memberPage('memberOwner', owner, space, own), { owner: 'no' }),
          post(crowded, guest, memberPage(how, guest, space, member), { owner: 'no' }),
        ]),
      );
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409]);
      const rows = await Array.fromAsync(everyRow(world().core.store, memberships, 'bySpace', [space.id]));
      expect(rows.filter(({ doc }) => doc.isOwner && doc.status === 'active')).toHaveLength(1);
    }
  });

  test('changes nobody of another space, and nobody who was removed meanwhile', async () => {
    const other = await groundOf(world());
    const foreign = await makeMember(world(), other, guest, { role: 'teacher' });
    const before = await membershipOf(world(), other, guest);
    const answers = [
      await press('memberRole', { role: 'library' }, foreign),
      await press('memberOwner', { owner: 'yes' }, foreign),
      await post(world(), owner, memberPage('memberRemoval', owner, space, foreign)),
    ];
    for (const answer of answers)
      expect([answer.statusCode, codeOn(answer)]).toEqual([404, 'page.not-found']);
    expect(await membershipOf(world(), other, guest)).toEqual(before);

    await removeGuest();
    for (const answer of [
      await press('memberRole', { role: 'library' }),
      await press('memberOwner', { owner: 'yes' }),
    ])
      expect([answer.statusCode, codeOn(answer)]).toEqual([409, 'form.changed-meanwhile']);
    expect(await of(guest)).toMatchObject({ status: 'removed', isOwner: false, role: 'member' });
  });
});

describe('a removed member', () => {
  test('is asked about first, and stays out, also after another click in Moodle', async () => {
    const { asked, answer, page } = await removeGuest();
    expect(asked.body).toContain('Gesa Gast aus dem Raum entfernen?');
    expect([answer.statusCode, page.body.includes('Das Mitglied ist entfernt.')]).toEqual([303, true]);
    for (const visitor of [guest, await arrive('guest', 'Gesa Gast')]) {
      const refused = await open(world(), visitor, pageOf('space', guest, space));
      expect([refused.statusCode, codeOn(refused)]).toEqual([403, 'access.denied']);
      expect(refused.body).not.toMatch(/Netz Mitte|Gemeinsam in der Mitte|Enno/);
    }
    expect(await of(guest)).toMatchObject({ status: 'removed' });
  });

  test('comes back when the owner takes the removal back at once', async () => {
    await makeMember(world(), space, guest, { role: 'library' });
    const { page } = await removeGuest();
    const undo = /role="status".*?action="([^"]+)"/.exec(page.body)?.[1] ?? '';
    expect(undo).toBe(memberPage('memberReturn', owner, space, member));
    const fields = hiddenFields(page.body);
    expect(fields.csrf).not.toBe('');
    const back = await follow(world(), owner, await post(world(), owner, undo, fields));
    expect(back.body).toContain('Das Mitglied ist wieder dabei.');
    expect(await of(guest)).toMatchObject({ id: member, status: 'active', role: 'library' });
    expect((await open(world(), guest, pageOf('space', guest, space))).statusCode).toBe(200);
  });

  test('stands in a list of the owner, comes back from there, and does not own the space again', async () => {
    await makeMember(world(), space, guest, { isOwner: true });
    await removeGuest();
    const list = await textOf(world(), owner, pageOf('members', owner, space));
    expect(list).toMatch(/Entfernte Mitglieder.*Gesa Gast/s);
    await press('memberReturn', {});
    expect(await of(guest)).toMatchObject({ status: 'active', isOwner: false });
    const third = await arrive('third', 'Tom Dritter');
    expect(await textOf(world(), third, pageOf('members', third, space))).not.toContain('Entfernte');
  });
});

test('what an owner does with members stands in the log with ids and without names', async () => {
  const from = world().logged.length;
  await press('memberRole', { role: 'ministry' });
  const lines = JSON.stringify(world().logged.slice(from));
  expect(lines).toContain(member);
  expect(lines).toContain('member-changed');
  expect(lines).not.toMatch(/Gesa|Enno|Netz Mitte/);
});
