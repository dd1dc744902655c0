import { expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { describeInBrowser, logIn, withBrowserWorld } from '../support/browser-world.ts';
import { accessibilityMistakes, markupMistakes, sidewaysScroll } from '../support/page-check.ts';
import { arrived, invitation } from '../support/registering.ts';

describeInBrowser('the registration in the frame of "Manage tools"', () => {
  const both = withBrowserWorld({ seeded: false });

  /** The administrator pastes an invitation into Moodle. */
  async function paste(page: Page): Promise<Frame> {
    const { practice, settings } = both().world;
    const address = await invitation(both().world, 'Moodle im Kreis');
    // Moodle asks first where a tool of this host is there already: `type=0` answers that.
    await page.goto(`${practice.origin}/mod/lti/toolconfigure.php`);
    await page.locator('#register').evaluate((element) => {
      const type = Object.assign(element.ownerDocument.createElement('input'), { name: 'type', value: '0' });
      element.append(type);
    });
    await page.fill('#url', address.href);
    await page.click('#register button');
    const frame = await page.waitForSelector('#registration').then((element) => element.contentFrame());
    await frame?.waitForURL((url) => url.origin === settings.publicUrl);
    if (!frame) throw new Error('no frame');
    return frame;
  }

  test('leads from one button to a new tool, and "close" brings Moodle back', async () => {
    const { context, page } = await logIn(both(), 'admin');
    const frame = await paste(page);
    await frame.waitForSelector('h1');
    expect(await frame.textContent('h1')).toBe('Netzbrücke in diesem Moodle registrieren');
    await frame.click('text=Registrieren >> nth=-1');
    await frame.waitForSelector('text=Netzbrücke ist registriert');
    await Promise.all([page.waitForEvent('load'), frame.click('button:has-text("Schließen")')]);
    expect(await page.locator('.tool', { hasText: 'Ausstehend' }).textContent()).toContain('Netzbrücke');
    await context.close();
  }, 60_000);

  test('works without JavaScript, and can be read on every width and with every aid', async () => {
    const address = await arrived(both().world);
    for (const javaScriptEnabled of [true, false]) {
      const context = await both().browser.newContext({ javaScriptEnabled, locale: 'de-DE' });
      const page = await context.newPage();
      const check = async (): Promise<void> => {
        if (!javaScriptEnabled) return;
        for (const width of [885, 304]) {
          await page.setViewportSize({ width, height: 800 });
          expect([await accessibilityMistakes(page), await sidewaysScroll(page)]).toEqual([[], 0]);
        }
      };
      const given = javaScriptEnabled ? address : await arrived(both().world);
      const html = await page.goto(given.href).then((answer) => answer?.text());
      expect(await markupMistakes(html ?? '')).toEqual([]);
      await check();
      await page.click('button[type=submit]');
      expect(await page.textContent('h1')).toBe('Netzbrücke ist registriert');
      // The script shows the button; without it there is none.
      if (javaScriptEnabled) await page.waitForSelector('[data-close]', { state: 'visible' });
      else expect(await page.locator('[data-close]').isVisible()).toBe(false);
      await check();
      await context.close();
    }
  }, 60_000);
});
