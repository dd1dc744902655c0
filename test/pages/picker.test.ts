import { expect, test } from '@jest/globals';
import nock from 'nock';
import type { Page } from 'playwright-core';
import { describeInBrowser, logIn, withBrowserWorld } from '../support/browser-world.ts';
import { accessibilityMistakes, markupMistakes, sidewaysScroll } from '../support/page-check.ts';

const dialog = { width: 885, height: 600 };

describeInBrowser('choosing content in Moodle', () => {
  const both = withBrowserWorld();

  async function openPicker() {
    const { practice, settings } = both().world;
    const known = [new URL(practice.origin).host, new URL(settings.publicUrl).host];
    nock.enableNetConnect((host) => known.includes(host));
    const { context, page } = await logIn(both(), 'network-manager', { viewport: dialog });
    await page.goto(`${practice.origin}/mod/lti/contentitem.php?id=1&course=3`);
    await page.waitForURL(/\/pick/);
    return { context, page };
  }

  const countOf = (page: Page) =>
    page.evaluate(() => {
      const shown = document.querySelector('.nb-picker-bar .btn-primary .nb-picker-links');
      return shown ? getComputedStyle(shown, '::before').content : '';
    });

  test('is usable for everybody, in both languages, in the dialog and on a phone', async () => {
    const { context, page } = await openPicker();
    for (const language of ['de', 'en']) {
      for (const width of [dialog.width, 304]) {
        await page.setViewportSize({ width, height: 600 });
        const response = await page.goto(`${page.url().split('?')[0]}?lang=${language}`);
        const mistakes = [
          ...(await accessibilityMistakes(page)),
          ...(await markupMistakes((await response?.text()) ?? '')),
          `${await sidewaysScroll(page)} pixels wider`,
        ];
        expect(mistakes).toEqual(['0 pixels wider']);
        const bar = await page.locator('.nb-picker-bar').boundingBox();
        expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(600);
        await expect(page.locator('.nb-footer').count()).resolves.toBe(0);
      }
    }
    await context.close();
  });

  test('counts the links while they are ticked, and brings them to Moodle', async () => {
    const { context, page } = await openPicker();
    await expect(countOf(page)).resolves.toContain('counter(links)');
    await page.locator('.nb-picks-steps').first().check();
    await page.locator('.nb-picks-one').first().check();
    await page.locator('button[value=take]').click();
    await page.waitForURL(/contentitem_return/);
    await expect(page.locator('.items li').count()).resolves.toBe(7);
    await context.close();
  });

  test('brings them to Moodle by a button where no script runs', async () => {
    const { context, page } = await openPicker();
    await context.route('**/send-answer.js*', (route) => route.abort());
    await page.locator('.nb-picks-one').first().check();
    await page.locator('button[value=take]').click();
    await page.getByRole('button', { name: 'Weiter zu Moodle' }).waitFor();
    await expect(accessibilityMistakes(page)).resolves.toEqual([]);
    await page.getByRole('button', { name: 'Weiter zu Moodle' }).click();
    await page.waitForURL(/contentitem_return/);
    await expect(page.locator('.items li').count()).resolves.toBe(1);
    await context.close();
  });

  test('cancelling leads back to Moodle with nothing', async () => {
    const { context, page } = await openPicker();
    await page.locator('button[value=cancel]').click();
    await page.waitForURL(/contentitem_return/);
    await expect(page.locator('main').textContent()).resolves.toContain('Es wurde nichts ausgewählt.');
    await context.close();
  });
});
