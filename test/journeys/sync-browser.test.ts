import { expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { accessTo, connectSite } from '../../src/moodle/connection.ts';
import { checkConnection } from '../../src/moodle/connection-check.ts';
import { keepReport } from '../../src/store/connection-report.ts';
import { approvePlan } from '../../src/sync/approve.ts';
import { addMapping } from '../../src/sync/mappings.ts';
import { planSync } from '../../src/sync/plan.ts';
import { startRun } from '../../src/sync/run-start.ts';
import { paths } from '../../src/web/addresses.ts';
import { type BrowserWorld, describeInBrowser, withBrowserWorld } from '../support/browser-world.ts';
import { makeMember } from '../support/ground.ts';
import { come } from '../support/guest.ts';
import { accessibilityMistakes, markupMistakes, sidewaysScroll } from '../support/page-check.ts';
import { openDesk, type SyncDesk } from '../support/sync-desk.ts';

describeInBrowser('pages of sync in a browser', () => {
  const both = withBrowserWorld();

  test('are usable for everybody, in both languages and on a phone, and connect to a run without script', async () => {
    const desk = await stageSync(both());
    const plain = await contextOf(both(), desk, { javaScriptEnabled: false });
    const looked = await contextOf(both(), desk);
    const page = await looked.newPage();
    const choose = `${desk.at(paths.syncMappingNew)}?space=${desk.space.id}`;
    const pages = [
      ...[paths.sync, paths.syncConnection, paths.syncMappings, paths.syncPeople].map((path) =>
        desk.at(path),
      ),
      ...[
        desk.at(paths.syncMappingNew),
        choose,
        `${choose}&kind=cohort&q=a`,
        `${choose}&kind=enrolment&course=3`,
      ],
      ...[desk.plan, desk.at(paths.syncSpacePeople, { space: desk.space.id })],
    ];
    for (const address of pages) await expectGood(both(), page, address);

    const form = await plain.newPage();
    await form.goto(both().world.settings.publicUrl + desk.plan);
    await form.getByRole('checkbox').check();
    await form.getByRole('button', { name: /Schritte ausführen/ }).click();
    await form.waitForURL(/\/runs\//);
    for (
      let more = 0;
      more < 50 && !(await form.locator('h1').textContent())?.startsWith('Fertig');
      more += 1
    ) {
      const reload = form.getByRole('link', { name: 'Stand neu laden' });
      if ((await reload.count()) > 0) await reload.click();
      else await form.reload();
    }
    expect(await form.locator('h1').textContent()).toBe('Fertig: Alle 8 Schritte sind erledigt');
    await expectGood(both(), page, new URL(form.url()).pathname);
    await Promise.all([plain.close(), looked.close()]);
  }, 120_000);

  test('a run is shown live, without a word in the console of the browser', async () => {
    const desk = await stageSync(both());
    const { sync } = both().world.core;
    const id = desk.plan.split('/').at(-1) ?? '';
    const plan = await planSync(sync, desk.admin.siteId, { mappingIds: [desk.mapping] });
    expect(id).not.toBe(plan.id);
    await approvePlan(sync, plan.id, { hash: plan.hash, by: null, mayRemove: false });
    const run = await startRun(sync, plan.id, null);
    const context = await contextOf(both(), desk);
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    const address = desk.at(paths.syncRun, { run: run.id });
    await page.goto(both().world.settings.publicUrl + address);
    expect(await page.locator('h1').textContent()).toBe('0 von 8 Schritten');
    await page.getByRole('link', { name: 'Stand neu laden' }).waitFor({ state: 'hidden' });
    await desk.send(`${address}/wish`, { wish: 'go-on' });
    await page.getByRole('heading', { name: 'Fertig: Alle 8 Schritte sind erledigt' }).waitFor();
    expect(said).toEqual([]);
    await context.close();
  }, 60_000);
});

type Staged = SyncDesk & { plan: string; mapping: string };
let sub = 760;

async function stageSync({ world }: BrowserWorld): Promise<Staged> {
  const { core, site, practice } = world;
  sub += 1;
  const desk = await openDesk(world, String(sub));
  await connectSite(core, site, practice.webServices.token);
  const access = await accessTo(core, site.id);
  practice.webServices.settings.assignableRoles.delete(4);
  await keepReport(core.store, site.id, await checkConnection(core, access));
  const cohortId = practice.webServices.addCohort(`Gruppe ${sub}`);
  for (const { userId } of practice.invent(8) as unknown as { userId: string }[]) {
    await makeMember(world, desk.space, await come(world, { sub: userId, name: `Person ${userId}` }));
  }
  const { id: mapping } = await addMapping(core.sync, site.id, {
    ...{ spaceId: desk.space.id, people: { kind: 'role', role: 'teacher' }, moodleName: `Gruppe ${sub}` },
    ...{ moodle: { kind: 'cohort', cohortId }, direction: 'to-moodle', whenGone: 'keep', schedule: null },
  });
  const plan = desk.led(await desk.send(desk.at(paths.syncPlans), { mapping }));
  return { ...desk, plan, mapping };
}

/** A browser with the administrator's cookies. */
async function contextOf(
  { world, browser }: BrowserWorld,
  desk: SyncDesk,
  options = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'de-DE', ...options });
  const url = world.settings.publicUrl;
  await context.addCookies(Object.entries(desk.admin.cookies).map(([name, value]) => ({ name, value, url })));
  return context;
}

async function expectGood({ world }: BrowserWorld, page: Page, address: string): Promise<void> {
  for (const lang of ['en', 'de']) {
    const url = new URL(address, world.settings.publicUrl);
    url.searchParams.set('lang', lang);
    const response = await page.goto(url.href);
    const mistakes: Record<string, unknown> = {
      status: response?.status(),
      markup: await markupMistakes((await response?.text()) ?? ''),
    };
    for (const width of [1280, 304]) {
      await page.setViewportSize({ width, height: 700 });
      mistakes[`axe ${width}`] = await accessibilityMistakes(page);
      mistakes[`sideways ${width}`] = await sidewaysScroll(page);
    }
    const good = {
      status: 200,
      markup: [],
      'axe 1280': [],
      'sideways 1280': 0,
      'axe 304': [],
      'sideways 304': 0,
    };
    expect({ address, ...mistakes }).toEqual({ address, ...good });
  }
}
