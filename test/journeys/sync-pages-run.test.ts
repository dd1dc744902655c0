import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SyncRun } from '../../src/domain/sync-run.ts';
import { connectSite } from '../../src/moodle/connection.ts';
import { minute } from '../../src/runtime/clock.ts';
import { findAccount } from '../../src/store/account.ts';
import { findMembership, memberships } from '../../src/store/membership.ts';
import { everyRow, update } from '../../src/store/port.ts';
import { syncMappings } from '../../src/store/sync-mapping.ts';
import { syncRuns } from '../../src/store/sync-run.ts';
import { approvePlan } from '../../src/sync/approve.ts';
import { addMapping, removeMapping } from '../../src/sync/mappings.ts';
import { startRun } from '../../src/sync/run-start.ts';
import { planById } from '../../src/sync/status.ts';
import { paths } from '../../src/web/addresses.ts';
import { makeMember } from '../support/ground.ts';
import { come } from '../support/guest.ts';
import { deskOf, headingOf, openDesk, type SyncDesk, until } from '../support/sync-desk.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
let desk: SyncDesk;
let cohortId: number;
let userIds: string[];
let sub = 720;
const inCohort = (): number[] => [...(world().practice.webServices.cohort(cohortId)?.members ?? [])];
const hashOn = (page: string): string => /name="hash" value="([^"]+)"/.exec(page)?.[1] ?? '';
const plan = async (): Promise<string> => desk.led(await desk.send(desk.at(paths.syncPlans)));
const idIn = (address: string): string => address.split('/').at(-1) ?? '';

/** A fresh space with twelve members, mapped to a fresh cohort from which people are taken when they are gone. */
beforeEach(async () => {
  const { core, site, practice } = world();
  sub += 1;
  for await (const { doc } of everyRow(core.store, syncMappings, 'bySite', [site.id]))
    await removeMapping(core.sync, doc.id);
  desk = await openDesk(world(), String(sub));
  await connectSite(core, site, practice.webServices.token);
  cohortId = practice.webServices.addCohort(`Gruppe ${sub}`);
  userIds = (practice.invent(12) as unknown as { userId: string }[]).map(({ userId }) => userId);
  for (const userId of userIds) {
    const guest = await come(world(), { sub: userId, name: `Person ${userId}` });
    await makeMember(world(), desk.space, guest);
  }
  await addMapping(core.sync, site.id, {
    ...{ spaceId: desk.space.id, people: { kind: 'role', role: 'teacher' }, moodleName: `Gruppe ${sub}` },
    ...{ moodle: { kind: 'cohort', cohortId }, direction: 'to-moodle', whenGone: 'remove', schedule: null },
  });
});

async function run(address: string): Promise<string> {
  const page = await desk.look(address);
  return desk.led(await desk.send(`${address}/run`, { hash: hashOn(page), reviewed: 'on' }));
}

/** A run that is written down and on which nobody works. */
async function started(): Promise<string> {
  const { sync } = world().core;
  const id = idIn(await plan());
  const { hash } = await planById(sync.store, id);
  await approvePlan(sync, id, { hash, by: null, mayRemove: false });
  return desk.at(paths.syncRun, { run: (await startRun(sync, id, null)).id });
}

async function change(address: string, changes: Partial<SyncRun>): Promise<void> {
  const { store } = world().core;
  const found = await store.get(syncRuns, idIn(address));
  if (!found) throw new Error('no such run');
  await store.commit([update(syncRuns, found, changes)]);
}

describe('a run, on its page', () => {
  test('names people whom Moodle refused, with the reason and what to do, and the rest is done', async () => {
    const address = await plan();
    world().practice.webServices.deleteAccount(Number(userIds[0]));
    const page = await until(desk, await run(address), /Fertig/);
    expect(headingOf(page)).toBe('Fertig, ein Schritt von 12 blieb offen');
    expect(page).toContain('fehlgeschlagen');
    expect(page).toContain('Das Konto wurde in Moodle gelöscht.');
    expect(inCohort()).toHaveLength(11);
  });

  test('is paused, goes on, and is stopped; what is done stays', async () => {
    const address = await started();
    await desk.send(`${address}/wish`, { wish: 'pause' });
    expect(headingOf(await desk.look(address))).toBe('Angehalten nach 0 von 12 Schritten');
    expect(headingOf(await desk.look(desk.at(paths.sync)))).toBe('Angehalten nach 0 von 12 Schritten');
    await desk.send(`${address}/wish`, { wish: 'go-on' });
    await until(desk, address, /Fertig: Alle 12 Schritte sind erledigt/);
    const late = await desk.send(`${address}/wish`, { wish: 'stop' });
    expect([late.statusCode, headingOf(late.body)]).toEqual([409, 'Der Abgleich ist schon zu Ende']);
    expect(inCohort()).toHaveLength(12);
  });

  test('that is stopped ends, and the next plan does the rest', async () => {
    const address = await started();
    await desk.send(`${address}/wish`, { wish: 'stop' });
    expect(headingOf(await desk.look(address))).toBe('Beendet nach 0 von 12 Schritten');
    await until(desk, await run(await plan()), /Fertig: Alle 12/);
  });

  test('whose process was killed says so, and goes on where it was by one press', async () => {
    const address = await started();
    await change(address, { holder: 'a-process-that-is-gone', leaseUntil: world().now() - minute });
    const page = await desk.look(address);
    expect(page).toContain('Der Abgleich wurde unterbrochen.');
    expect(page).toContain('Fortsetzen');
    await desk.send(`${address}/wish`, { wish: 'go-on' });
    await until(desk, address, /Fertig: Alle 12/);
    expect(inCohort()).toHaveLength(12);
  });

  test('that Moodle does not let go on tells why and what helps', async () => {
    const address = await started();
    const { settings } = world().practice.webServices;
    settings.serviceEnabled = false;
    await desk.send(`${address}/wish`, { wish: 'go-on' });
    const page = await until(desk, address, /Angehalten/);
    expect(page).toContain('Der Abgleich steht.');
    expect(page).toContain('moodle.access-refused');
    settings.serviceEnabled = true;
    await desk.send(`${address}/wish`, { wish: 'go-on' });
    await until(desk, address, /Fertig/);
  });

  test('is followed by events until it is done', async () => {
    const address = await started();
    await desk.send(`${address}/wish`, { wish: 'go-on' });
    await until(desk, address, /Fertig/);
    const answer = await world().app.inject({ url: `${address}/events`, cookies: desk.admin.cookies });
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    const data = /^data: (.*)\n\n$/.exec(answer.body)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({ state: 'done', settled: 12, total: 12, done: 12 });
  });
});

describe('a plan that takes many away', () => {
  test('is held, says how many of how many and why, and runs only after a tick', async () => {
    await until(desk, await run(await plan()), /Fertig/);
    const { store } = world().core;
    for (const userId of userIds.slice(0, 7)) {
      const account = await findAccount(store, world().site.id, userId);
      const found = await findMembership(store, desk.space.id, account?.doc.id ?? '');
      if (found) await store.commit([update(memberships, found, { status: 'removed' })]);
    }
    const address = await plan();
    const page = await desk.look(address);
    expect(headingOf(page)).toBe('Netzbrücke → Moodle Lippenau: 0 neu, 0 ausgesetzt, 7 entfernt');
    expect(page).toContain('7 von 12 Personen');
    expect(page).toContain('Das sind 58 Prozent.');
    expect(page).toContain('Entfernt heißt: Einschreibung oder Mitgliedschaft endet.');
    const bare = await desk.send(`${address}/run`, { hash: hashOn(page) });
    expect([bare.statusCode, inCohort().length]).toEqual([422, 12]);
    await until(desk, await run(address), /Fertig: Alle 7/);
    expect(inCohort()).toHaveLength(5);
  });
});

describe('two administrators at once', () => {
  test('who run the same plan get one run, and the later one is told', async () => {
    const other = deskOf(
      world(),
      await come(world(), { sub: `${sub}9`, name: 'Zwei Amtmann', right: 'site-administrator' }),
      desk.space,
    );
    const address = await plan();
    const fields = { hash: hashOn(await desk.look(address)), reviewed: 'on' };
    const answers = await Promise.all([
      desk.send(`${address}/run`, fields),
      other.send(`${address}/run`, fields),
    ]);
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    await until(desk, desk.led(answers[0]), /Fertig: Alle 12/);
    expect(inCohort()).toHaveLength(12);
  });

  test('the plan of one takes the place of the other’s, which then does not run', async () => {
    const first = await plan();
    const page = await desk.look(first);
    world().turnClock(10);
    await plan();
    expect(await desk.look(first)).toContain('Ein neuerer Plan ist an seine Stelle getreten.');
    const answer = await desk.send(`${first}/run`, { hash: hashOn(page), reviewed: 'on' });
    expect([answer.statusCode, inCohort().length]).toEqual([404, 0]);
  });
});
