import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createPracticeMoodle, type PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { startBrowser } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-world.ts';
import { freePort } from '../support/free-port.ts';
import { accessibilityMistakes, sidewaysScroll } from '../support/page-check.ts';
import { offered, openToolSite } from './tool-site.ts';

const widths = [1280, 320];

describeInBrowser('In a browser, the practice Moodle', () => {
  let site: Awaited<ReturnType<typeof openToolSite>>;
  let moodle: PracticeMoodle;
  let browser: Browser;

  beforeAll(async () => {
    site = await openToolSite();
    const port = await freePort();
    moodle = await createPracticeMoodle({
      origin: `http://localhost:${port}`,
      toolUrl: site.url,
      clock: Date.now,
    });
    await moodle.listen('localhost', port);
    browser = await startBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await moodle.close();
    await site.close();
  });

  async function as(person: string, width = 1280): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'de-DE' });
    const page = await context.newPage();
    await page.goto(moodle.origin);
    await page.locator(`button[name="person"][value="${person}"]`).click();
    await page.getByText('Angemeldet als').waitFor();
    return page;
  }

  async function expectGoodLook(page: Page): Promise<void> {
    expect(await accessibilityMistakes(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  }

  test('adds what a teacher has chosen in the tool’s frame', async () => {
    const page = await as('teacher');
    await page.getByRole('link', { name: 'Kurs NETZ-28' }).click();
    await page.getByRole('link', { name: 'Inhalt auswählen' }).click();
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Zwei Module nehmen' }).click();
    await frame.getByText('Die folgenden Elemente werden zum Kurs hinzugefügt:').waitFor();
    await frame.getByRole('button', { name: 'Speichern und zurück zum Kurs' }).click();
    await page.waitForURL('**/course/view.php?id=4');
    for (const { title } of offered) {
      expect(await page.locator('a.activity', { hasText: title }).count()).toBe(1);
    }
    await page.locator('a.activity', { hasText: 'Modul 2' }).click();
    await page.frameLocator('iframe').getByText('LtiResourceLinkRequest').waitFor();
    await page.context().close();
  });

  test('registers a tool in a frame, and lets the administrator activate it', async () => {
    const page = await as('admin');
    await page.getByRole('link', { name: 'Tools verwalten' }).click();
    await page.getByLabel('Registrierungsadresse des Tools').fill(`${site.url}/lti/register`);
    await page.getByRole('button', { name: 'LTI Advantage hinzufügen' }).click();
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Als neues externes Tool registrieren' }).click();
    await frame.getByRole('button', { name: 'Fertig' }).click();
    await page.getByRole('button', { name: 'Aktivieren: Zweites Tool' }).click();
    await page.getByRole('button', { name: 'Im Aktivitätenverzeichnis zeigen: Zweites Tool' }).click();
    expect(moodle.toolTypes[1]).toMatchObject({
      state: 'configured',
      courseVisible: 'activity-chooser',
    });
    await expectGoodLook(page);
    await page.context().close();
  });

  test.each(widths)('has accessible pages for teachers, %d pixels wide', async (width) => {
    const page = await as('teacher', width);
    await expectGoodLook(page);
    for (const path of ['/grade/report/grader/index.php?id=3', '/mod/lti/view.php?id=14']) {
      await page.goto(moodle.origin + path);
      await expectGoodLook(page);
    }
    await page.goto(`${moodle.origin}/mod/lti/contentitem.php?id=1&course=4`);
    await page.getByRole('button', { name: 'Zwei Module nehmen' }).click();
    await page.getByText('Die folgenden Elemente').waitFor();
    await expectGoodLook(page);
    await page.context().close();
  });
});
