import { beforeAll, describe, expect, test } from '@jest/globals';
import { connectSite } from '../../src/moodle/connection.ts';
import { type AnyCollection, everyRow } from '../../src/store/port.ts';
import { siteConnections } from '../../src/store/site-connection.ts';
import { syncMappings } from '../../src/store/sync-mapping.ts';
import { syncPins } from '../../src/store/sync-pin.ts';
import { syncPlans } from '../../src/store/sync-plan.ts';
import { syncRuns } from '../../src/store/sync-run.ts';
import { addMapping } from '../../src/sync/mappings.ts';
import { stageImport } from '../../src/sync/people-import.ts';
import { setPin } from '../../src/sync/pins.ts';
import { planSync } from '../../src/sync/plan.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { bindLink, groundOf, makeMember } from '../support/ground.ts';
import { come, type Guest, post, textOf } from '../support/guest.ts';
import { codeOn } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { siteAdministratorRoutes } from '../support/site-administrator-routes.ts';
import { deskOf, openDesk, type SyncDesk } from '../support/sync-desk.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const second = withSecondMoodle(world);
let desk: SyncDesk;
let ids: Record<string, string>;
const outsiders: Record<string, Guest> = {};

beforeAll(async () => {
  const { core, practice, site } = world();
  desk = await openDesk(world());
  await connectSite(core, site, practice.webServices.token);
  const cohortId = practice.webServices.addCohort('Geheime Runde');
  const mapping = await addMapping(core.sync, site.id, {
    ...{ spaceId: desk.space.id, people: { kind: 'all' }, moodleName: 'Geheime Runde', schedule: null },
    ...{ moodle: { kind: 'cohort', cohortId }, direction: 'to-moodle', whenGone: 'keep' },
  });
  const plan = await planSync(core.sync, site.id, { mappingIds: [mapping.id] });
  const pin = await setPin(core.sync, { siteId: site.id, userId: 5, accountId: null, kind: 'stays' });
  const bytes = new TextEncoder().encode('Schulnummer;Schule\n100001;Geheime Schule');
  const { staged } = await stageImport(core.sync, {
    ...{ spaceId: desk.space.id, siteId: site.id, kind: 'schools', bytes, by: null, roles: new Map() },
  });
  ids = { mapping: mapping.id, plan: plan.id, pin: pin.id, space: desk.space.id, list: staged?.id ?? '' };
  outsiders.teacher = await come(world(), { sub: '711', name: 'Tom Lehrmann', right: 'teacher' });
  outsiders.learner = await come(world(), { sub: '712', name: 'Lea Lernfeld', right: 'learner' });
  await makeMember(world(), desk.space, outsiders.teacher, { isOwner: true });
});

const addressFor = (path: string, site: string): string =>
  path.replace(/:(\w+)/g, (_match, name: string) => ({ site, ...ids })[name] ?? 'none');

function ask(method: 'GET' | 'POST', guest: Guest, address: string) {
  if (method === 'POST')
    return post(world(), guest, address, { token: 'x', hash: 'x', on: 'no', wish: 'stop' });
  return world().app.inject({ url: address, cookies: guest.cookies });
}

/** Everything of sync that is stored, with versions. */
function stored(): Promise<unknown> {
  const site = world().site.id;
  const kept: AnyCollection[] = [syncMappings, syncPins, syncPlans, syncRuns];
  const rows = kept.map((one) => Array.fromAsync(everyRow(world().core.store, one, 'bySite', [site])));
  return Promise.all([...rows, world().core.store.get(siteConnections, site)]);
}

describe('a page of sync', () => {
  test.each(siteAdministratorRoutes)(
    '%s %s is shut for who owns the space but does not administer the site',
    async (method, path) => {
      const before = await stored();
      for (const [who, guest] of Object.entries(outsiders)) {
        const answer = await ask(method, guest, addressFor(path, guest.siteId));
        expect([who, answer.statusCode, codeOn(answer)]).toEqual([who, 403, 'access.denied']);
        expect(answer.body).not.toContain('Geheime');
      }
      expect(await stored()).toEqual(before);
    },
  );

  test.each(siteAdministratorRoutes)(
    '%s %s is shut for the administrator of another site',
    async (method, path) => {
      const stranger = await come(second(), {
        sub: '713',
        name: 'Gero Fernweh',
        right: 'site-administrator',
      });
      const before = await stored();
      const away = await ask(method, stranger, addressFor(path, world().site.id));
      expect([away.statusCode, codeOn(away)]).toEqual([401, 'session.missing']);
      const isNamed = /:(mapping|plan|run|space|list|pin)/.test(path);
      const own = await ask(method, stranger, addressFor(path, stranger.siteId));
      if (isNamed) expect([path, own.statusCode >= 400, own.statusCode < 500]).toEqual([path, true, true]);
      expect(own.body).not.toContain('Geheime');
      expect(await stored()).toEqual(before);
    },
  );

  test.each(siteAdministratorRoutes.filter(([method]) => method === 'GET'))(
    '%s %s opens for the administrator of the site',
    async (_method, path) => {
      const answer = await ask('GET', desk.admin, addressFor(path, desk.admin.siteId));
      const isNone = path.includes(':run');
      expect([path, answer.statusCode]).toEqual([path, isNone ? 404 : 200]);
    },
  );
});

describe('what an administrator may do with a space', () => {
  test('who does not own it may not bring people in, by list or from Moodle', async () => {
    const other = await come(world(), { sub: '714', name: 'Ada Nebenan', right: 'site-administrator' });
    const at = deskOf(world(), other, desk.space);
    const people = await ask('GET', other, addressFor(paths.syncSpacePeople, other.siteId));
    expect([people.statusCode, codeOn(people)]).toEqual([403, 'access.denied']);
    const answer = await at.send(addressFor(paths.syncMapping, other.siteId), {
      ...{ people: 'all', direction: 'from-moodle', whenGone: 'keep', schedule: '' },
    });
    expect([answer.statusCode, codeOn(answer)]).toEqual([403, 'access.denied']);
  });

  test('a space that no course of the site opens is not named to who is no member of it', async () => {
    const hidden = await groundOf(world(), 'network', { title: 'Fremdes Netzwerk' });
    const list = await textOf(world(), desk.admin, addressFor(paths.syncMappingNew, desk.admin.siteId));
    expect(list).toContain(desk.space.title);
    expect(list).not.toContain(hidden.title);
  });

  test('the closed area is offered to its members only', async () => {
    const closed = await groundOf(world(), 'managers', { title: 'Runde der Netzwerkmanager' });
    await bindLink(world(), closed.id, {
      siteId: world().site.id,
      deploymentId: '1',
      resourceLinkId: 'closed',
    });
    const address = addressFor(paths.syncMappingNew, desk.admin.siteId);
    expect(await textOf(world(), desk.admin, address)).not.toContain(closed.title);
    await makeMember(world(), closed, desk.admin, { role: 'network-manager' });
    expect(await textOf(world(), desk.admin, address)).toContain(closed.title);
  });

  test('the owner sees on the settings which mappings touch the space', async () => {
    const { teacher } = outsiders;
    if (!teacher) throw new Error('nobody came');
    const address = addressOf(paths.settings, { site: teacher.siteId, space: desk.space.id });
    expect(await textOf(world(), teacher, address)).toContain('globale Gruppe „Geheime Runde“');
  });
});
