import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { moodleHints, pluginConnections } from '../../src/store/plugin-connection.ts';
import { everyRow, insert } from '../../src/store/port.ts';
import { registrations, sites, toolKeys } from '../../src/store/site.ts';
import { siteConnections } from '../../src/store/site-connection.ts';
import { syncPlans } from '../../src/store/sync-plan.ts';
import { bindLink, groundOf } from '../support/ground.ts';
import { PluginSide } from '../support/plugin-side.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let plugin: PluginSide;
beforeAll(async () => {
  world = await openWorld({ seeded: false });
  plugin = new PluginSide(world);
  await plugin.connect();
});
afterAll(() => world.close());

const push = (topic: string, id: number) => ({ changes: [{ topic, id, users: '5' }] });
const hints = async () => {
  const rows = await Array.fromAsync(everyRow(world.core.store, moodleHints, 'bySite', [world.site.id]));
  return rows.map(({ doc }) => `${doc.topic} ${doc.objectId}`).sort();
};
const minutes = (count: number) => ({ seconds: world.now() / 1000 + count * 60 });

describe('Messages of the Moodle plugin', () => {
  test('changes are taken as hints, and followed', async () => {
    expect((await plugin.say('/plugin/push', push('cohort', 7))).json()).toEqual({ taken: 1 });
    expect(world.logged).toContainEqual(expect.objectContaining({ msg: 'told of changes', changes: 1 }));
    const connection = await world.core.store.get(pluginConnections, world.site.id);
    expect(connection?.doc.lastPushAt).toBeGreaterThan(0);
  });

  test('a topic of a newer plugin is passed over', async () => {
    const answer = await plugin.say('/plugin/push', push('weather', 1));
    expect([answer.statusCode, answer.json()]).toEqual([200, { taken: 0 }]);
  });

  test('a forged, changed or unsigned message is refused', async () => {
    const body = JSON.stringify(push('cohort', 666));
    const other = { secret: 'f'.repeat(64) };
    const refused = await Promise.all([
      plugin.say('/plugin/push', push('cohort', 666), other),
      plugin.say('/plugin/push', push('cohort', 7), {}, { body }),
      plugin.say('/plugin/push', push('cohort', 666), {}, { headers: { 'x-netzbruecke-signature': '' } }),
      plugin.say(
        '/plugin/push',
        push('cohort', 666),
        {},
        { headers: { 'x-netzbruecke-id': '0'.repeat(32) } },
      ),
      plugin.say('/plugin/push', push('cohort', 666), {}, { headers: { 'x-netzbruecke-time': '1' } }),
      plugin.send('/plugin/push', body, { 'x-netzbruecke-connection': world.site.id }),
    ]);
    expect(refused.map((one) => [one.statusCode, one.json().error])).toEqual(
      refused.map(() => [401, 'plugin.signature-invalid']),
    );
    expect(await hints()).not.toContain('cohort 666');
  });

  test('a signed time that is no number is refused: it would never grow old', async () => {
    const answer = await plugin.say('/plugin/push', push('cohort', 666), { seconds: Number.NaN });
    expect([answer.statusCode, answer.json()]).toEqual([401, { error: 'plugin.signature-invalid' }]);
  });

  test('a connection that is not here is said to be unknown, and nothing else', async () => {
    const headers = { 'x-netzbruecke-connection': 'nowhere' };
    const answer = await plugin.say('/plugin/push', push('cohort', 7), {}, { headers });
    expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'plugin.connection-unknown' }]);
    expect((await plugin.send('/plugin/state', {})).statusCode).toBe(404);
  });

  test('the same message is taken once', async () => {
    const same = { id: '1'.repeat(32) };
    expect((await plugin.say('/plugin/push', push('group', 3), same)).statusCode).toBe(200);
    const again = await plugin.say('/plugin/push', push('group', 3), same);
    expect([again.statusCode, again.json()]).toEqual([409, { error: 'plugin.message-replayed' }]);
  });

  test('of a hundred copies at once one is taken', async () => {
    const same = { id: '2'.repeat(32) };
    const copies = Array.from({ length: 100 }, () => plugin.say('/plugin/push', push('user', 0), same));
    const answers = await Promise.all(copies);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  });

  test.each([60, -60, 6, -6])('a clock that is off by %i minutes is said to be off', async (count) => {
    const answer = await plugin.say('/plugin/push', push('cohort', 8), minutes(count));
    expect([answer.statusCode, answer.json()]).toEqual([401, { error: 'plugin.clock-off' }]);
  });

  test.each([4, -4])('a clock that is off by %i minutes is near enough', async (count) => {
    expect((await plugin.say('/plugin/push', push('cohort', 9), minutes(count))).statusCode).toBe(200);
  });

  test.each([
    ['no changes', {}],
    ['a change without id', { changes: [{ topic: 'cohort' }] }],
    ['too many', { changes: Array.from({ length: 501 }, () => ({ topic: 'cohort', id: 1 })) }],
  ])('rubbish that is signed is refused: %s', async (_what, message) => {
    const answer = await plugin.say('/plugin/push', message);
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'request.invalid' }]);
  });

  test('a course learns its spaces, and nothing of the closed area', async () => {
    const { deploymentId } = world.practice.toolType;
    const [open, closed] = [await groundOf(world, 'network'), await groundOf(world, 'managers')];
    const link = { siteId: world.site.id, deploymentId };
    await bindLink(world, open.id, { ...link, resourceLinkId: '71' });
    await bindLink(world, closed.id, { ...link, resourceLinkId: '72' });
    const answer = await plugin.say('/plugin/course', { course: 3 });
    expect(answer.json().links).toEqual([{ title: open.title, resourceLink: '71' }]);
    expect((await plugin.say('/plugin/course', { course: 4 })).json().links).toEqual([]);
  });

  test('the checks learn whether a plan waits for somebody', async () => {
    expect((await plugin.say('/plugin/state', {})).json()).toEqual({ heldPlans: 0 });
    const { id: siteId } = world.site;
    const plan = { id: 'plan-1', siteId, state: 'held' as const, hash: '' };
    const nothing = { holdReasons: [], mappings: [], targets: [] };
    const none = { add: 0, reactivate: 0, suspend: 0, remove: 0, list: 0 };
    const counts = { counts: none, irreversible: 0, unmatched: 0, lost: { grades: 0, dates: 0 } };
    const approval = { undoes: null, approvedBy: null, approvedAt: null, mayRemove: false };
    const times = { createdAt: world.now(), expiresAt: world.now() + 60_000 };
    await world.core.store.commit([
      insert(syncPlans, { ...plan, ...nothing, ...counts, ...approval, ...times }),
    ]);
    expect((await plugin.say('/plugin/state', {})).json()).toEqual({ heldPlans: 1 });
  });

  test('goodbye: token and secret are forgotten, the registration stays', async () => {
    expect((await plugin.say('/plugin/disconnect', {})).json()).toEqual({ disconnected: true });
    const { store } = world.core;
    const left = [
      await store.get(pluginConnections, world.site.id),
      await store.get(siteConnections, world.site.id),
    ];
    expect(left).toEqual([undefined, undefined]);
    expect(await world.core.platforms.list()).toHaveLength(1);
    expect((await plugin.say('/plugin/state', {})).statusCode).toBe(404);
  });

  test('goodbye of a Moodle that deletes its external tool: this registration goes, and no other', async () => {
    const { platforms, store } = world.core;
    const [registered] = await platforms.list();
    await plugin.connect();
    const [gone] = (await store.find(registrations, 'byIssuer', [world.practice.origin])).rows;
    const { issuer = '', authUrl = '', tokenUrl = '', keySetUrl = '' } = gone?.doc ?? {};
    const addresses = { issuer, authUrl, tokenUrl, keySetUrl };
    await platforms.add({ ...addresses, clientId: 'other', name: 'Other', deploymentIds: ['2'] });
    const rubbish = await plugin.say('/plugin/disconnect', { goneClient: 7 });
    expect([rubbish.statusCode, (await platforms.list()).length]).toEqual([400, 2]);
    await plugin.say('/plugin/disconnect', { goneClient: registered?.clientId });
    expect((await platforms.list()).map(({ clientId }) => clientId)).toEqual(['other']);
    const keys = await store.find(toolKeys, 'byRegistration', [gone?.doc.id ?? '']);
    expect([keys.rows, await store.get(sites, world.site.id)]).toEqual([[], expect.anything()]);
  });
});
