import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Space } from '../../src/domain/space.ts';
import { day } from '../../src/runtime/clock.ts';
import { invitations } from '../../src/store/invitation.ts';
import { everyRow } from '../../src/store/port.ts';
import { atOnce } from '../support/at-once.ts';
import { groundOf, makeMember, membershipOf, pageOf } from '../support/ground.ts';
import { codeShown, come, follow, type Guest, post, problemsOn, textOf, typedIn } from '../support/guest.ts';
import { open, send } from '../support/launching.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const elsewhere = withSecondMoodle(world);
let owner: Guest;
let space: Space;
let person = 0;

beforeAll(async () => {
  owner = await come(world(), { sub: '70', name: 'Iris Lädt', right: 'teacher' });
  space = await groundOf(world(), 'network', { title: 'Netz Fluss', purpose: 'Am Fluss entlang' });
  await makeMember(world(), space, owner, { isOwner: true });
});

const newcomer = () => come(world(), { sub: `i${++person}`, name: `Neue Person ${person}` });
const redeem = (guest: Guest, code: string) =>
  send(world(), guest, `/s/${guest.siteId}/invitation`, { code }, `/s/${guest.siteId}/invitation`);

/** Makes an invitation by the form on the page of settings, and reads the code off the next page. */
async function invite(fields: Record<string, string> = {}, into = space, by = owner): Promise<string> {
  const settings = pageOf('settings', by, into);
  const wanted = { role: 'school-head', ...fields };
  const made = await send(world(), by, pageOf('invitations', by, into), wanted, settings);
  return codeShown((await follow(world(), by, made)).body, 'new-invitation');
}

describe('an invitation', () => {
  test('is shown once, kept as a hash, and makes its user a confirmed member', async () => {
    const code = await invite();
    expect(code).toMatch(/^[\w-]{22}$/);
    expect(await textOf(world(), owner, pageOf('settings', owner, space))).not.toContain(code);
    const kept = await Array.fromAsync(everyRow(world().core.store, invitations, 'bySpace', [space.id]));
    expect(JSON.stringify(kept)).not.toContain(code);
    const guest = await newcomer();
    const answer = await redeem(guest, ` ${code} `);
    expect(answer.headers.location).toBe(pageOf('space', guest, space));
    const page = await follow(world(), guest, answer);
    expect(page.body).toContain('Sie sind jetzt bestätigtes Mitglied dieses Raums.');
    expect(page.body).toContain('Am Fluss entlang');
    expect(await membershipOf(world(), space, guest)).toMatchObject({
      ...{ role: 'school-head', isConfirmed: true, isOwner: false, status: 'active' },
    });
    expect(JSON.stringify(world().logged)).not.toContain(code);
  });

  test('works for somebody from another Moodle', async () => {
    const guest = await come(elsewhere(), { sub: '1', name: 'Fritz Fern' });
    expect((await redeem(guest, await invite())).statusCode).toBe(303);
    expect(await membershipOf(world(), space, guest)).toMatchObject({ siteId: elsewhere().site.id });
  });

  test('works once: the second person is told, and what was typed stays', async () => {
    const code = await invite();
    const [first, second] = [await newcomer(), await newcomer()];
    expect((await redeem(first, code)).statusCode).toBe(303);
    for (const guest of [second, first]) {
      const answer = await redeem(guest, code);
      expect([answer.statusCode, typedIn(answer.body, 'code')]).toEqual([422, code]);
      expect(problemsOn(answer.body).join()).toContain('Diese Einladung gilt nicht.');
    }
    expect(await membershipOf(world(), space, second)).toBeUndefined();
  });

  test('of two people at once lets one in', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const code = await invite();
      const guests = [await newcomer(), await newcomer()];
      const answers = await atOnce(world(), 2, (crowded) =>
        Promise.all(guests.map((guest) => post(crowded, guest, `/s/${guest.siteId}/invitation`, { code }))),
      );
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422]);
      const joined = await Promise.all(guests.map((guest) => membershipOf(world(), space, guest)));
      expect(joined.filter((membership) => membership !== undefined)).toHaveLength(1);
    }
  });

  test('that was withdrawn after a question lets nobody in', async () => {
    const fresh = await groundOf(world());
    await makeMember(world(), fresh, owner, { isOwner: true });
    const code = await invite({}, fresh);
    const settings = await textOf(world(), owner, pageOf('settings', owner, fresh));
    const address = /href="([^"]+\/withdrawal)"/.exec(settings)?.[1] ?? '';
    expect(await textOf(world(), owner, address)).toContain(
      'Wer den Code hat, kann damit nicht mehr beitreten.',
    );
    const gone = await follow(world(), owner, await send(world(), owner, address, {}, address));
    expect(gone.body).toContain('Die Einladung ist zurückgezogen.');
    expect(gone.body).not.toContain('/withdrawal');
    const guest = await newcomer();
    expect((await redeem(guest, code)).statusCode).toBe(422);
    expect(await membershipOf(world(), fresh, guest)).toBeUndefined();
  });

  test('that is wrong or empty is not found, and says which', async () => {
    const guest = await newcomer();
    expect(problemsOn((await redeem(guest, '  ')).body)).toEqual(['Tragen Sie den Einladungscode ein.']);
    expect((await redeem(guest, 'x'.repeat(500))).statusCode).toBe(422);
  });

  test('needs a role that the space has', async () => {
    for (const role of ['', 'trainee', 'king']) {
      const settings = pageOf('settings', owner, space);
      const fields = { role, owner: 'on' };
      const answer = await send(world(), owner, pageOf('invitations', owner, space), fields, settings);
      expect([answer.statusCode, problemsOn(answer.body)]).toEqual([422, ['Wählen Sie eine Rolle.']]);
      expect(answer.body).toMatch(/name="owner"[^>]* checked/);
    }
  });

  test('raises somebody who came by a launch, with the same number, and can give the space too', async () => {
    const guest = await newcomer();
    await makeMember(world(), space, guest, { role: 'member', isConfirmed: false });
    const before = await membershipOf(world(), space, guest);
    await redeem(guest, await invite({ role: 'network-manager', owner: 'on' }));
    expect(await membershipOf(world(), space, guest)).toEqual({
      ...before,
      ...{ role: 'network-manager', isConfirmed: true, isOwner: true },
    });
  });

  test('takes nothing from somebody who owns the space already', async () => {
    await redeem(owner, await invite({ role: 'teacher' }));
    expect(await membershipOf(world(), space, owner)).toMatchObject({ isOwner: true, isConfirmed: true });
  });

  test('brings a removed member back', async () => {
    const guest = await newcomer();
    await makeMember(world(), space, guest, { status: 'removed' });
    await redeem(guest, await invite({ role: 'library' }));
    expect(await membershipOf(world(), space, guest)).toMatchObject({ status: 'active', role: 'library' });
  });

  test("is the only way into the managers' area", async () => {
    const closed = await groundOf(world(), 'managers', { title: 'Unter uns', purpose: 'Fälle beraten' });
    await makeMember(world(), closed, owner, { role: 'network-manager', isOwner: true });
    const guest = await newcomer();
    expect((await open(world(), guest, pageOf('space', guest, closed))).statusCode).toBe(404);
    const shut = `/s/${guest.siteId}/closed`;
    const code = await invite({ role: 'process-facilitator' }, closed);
    const page = await follow(
      world(),
      guest,
      await send(world(), guest, `/s/${guest.siteId}/invitation`, { code }, shut),
    );
    expect([page.statusCode, page.body.includes('Fälle beraten')]).toEqual([200, true]);
  });

  test('ends after 14 days', async () => {
    const [guest, code] = [await newcomer(), await invite()];
    world().turnClock(14 * day - 60_000);
    const again = () => come(world(), { sub: `i${person}`, name: 'Wieder da' });
    const late = await invite({}, space, await come(world(), { sub: '70', name: 'Iris Lädt' }));
    world().turnClock(60_000);
    expect((await redeem(await again(), code)).statusCode).toBe(422);
    expect(await membershipOf(world(), space, guest)).toBeUndefined();
    expect((await redeem(await again(), late)).statusCode).toBe(303);
    const settings = pageOf('settings', owner, space);
    const page = await textOf(world(), await come(world(), { sub: '70', name: 'Iris Lädt' }), settings);
    expect(page).not.toContain('/withdrawal');
  });
});
