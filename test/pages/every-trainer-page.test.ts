import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seedTraining } from '../../src/demo/seed-training.ts';
import { describeInBrowser, logIn, openInWindow, withBrowserWorld } from '../support/browser-world.ts';
import { expectGoodPage } from '../support/good-page.ts';
import { sidewaysScroll } from '../support/page-check.ts';

describeInBrowser('every page of those who train, in German and English', () => {
  const both = withBrowserWorld();

  beforeAll(async () => {
    const { core, now, site } = both().world;
    await seedTraining(core.store, now, site.id);
  });

  /** Address of the space of the training, without what a launch adds to it. */
  async function training(page: Page): Promise<string> {
    await openInWindow(both(), page, 'training');
    const { origin, pathname } = new URL(page.url());
    return origin + pathname.replace(/\/training.*$/, '');
  }

  test.each(['', '?step=module-3', '?show=practice'])(
    'how the group stands, whole and in parts (%s)',
    async (query) => {
      const { context, page } = await logIn(both(), 'network-manager');
      await expectGoodPage(page, `${await training(page)}/training/group${query}`);
      await context.close();
    },
  );

  test('one trainee, with notes', async () => {
    const { context, page } = await logIn(both(), 'network-manager');
    const start = await training(page);
    await page.goto(`${start}/training/group`);
    await page.getByRole('link', { name: 'Ewa Nowak' }).first().click();
    await page.getByRole('textbox').fill('Ruft am Montag an.');
    await page.getByRole('button', { name: 'Notiz speichern' }).click();
    await page.getByText('Die Notiz ist gespeichert.').waitFor();
    await expectGoodPage(page, page.url());
    await context.close();
  });

  test('runs, a run, its dates, its people', async () => {
    const { context, page } = await logIn(both(), 'network-manager');
    const start = await training(page);
    await expectGoodPage(page, `${start}/training/runs`);
    await page.goto(`${start}/training/runs`);
    await page.getByRole('link', { name: 'Durchgang 4', exact: true }).click();
    const run = page.url();
    for (const part of ['', '/meetings', '/people']) await expectGoodPage(page, run + part);
    await context.close();
  });

  test('whom a mentor accompanies, and one of them', async () => {
    const { context, page } = await logIn(both(), 'school-head');
    const start = await training(page);
    await expectGoodPage(page, `${start}/training/mentees`);
    await page.goto(`${start}/training/mentees?lang=de`);
    await page.getByRole('link', { name: 'Dirk Sandmann' }).click();
    await expectGoodPage(page, page.url());
    await context.close();
  });

  test('the matrix is reached and scrolled by keyboard, its first column stays, and the page does not scroll', async () => {
    const { context, page } = await logIn(both(), 'network-manager', {
      viewport: { width: 885, height: 600 },
    });
    const start = await training(page);
    await page.goto(`${start}/training/group`);
    const region = page.getByRole('region', { name: 'Wer wie weit ist: Personen und Einheiten' });
    await region.focus();
    const name = region.getByRole('link', { name: 'Lena Brinkhoff' });
    const before = await name.boundingBox();
    for (let times = 0; times < 20; times += 1) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => (document.querySelector('.nb-matrix')?.scrollLeft ?? 0) > 0);
    expect(Math.round((await name.boundingBox())?.x ?? 0)).toBe(Math.round(before?.x ?? -1));
    expect(await sidewaysScroll(page)).toBe(0);
    await context.close();
  });
});
