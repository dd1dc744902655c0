import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { NoBrowser, startBrowser } from './browser.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** Tests that need a browser: named as skipped where none starts, a failure where one is required. */
const reason = await whyNoBrowser();
export function describeInBrowser(title: string, tests: () => void): void {
  if (reason === undefined) describe(title, tests);
  else describe.skip(`${title} (skipped: ${reason})`, tests);
}

async function whyNoBrowser(): Promise<string | undefined> {
  try {
    await (await startBrowser()).close();
    return undefined;
  } catch (error) {
    if (!(error instanceof NoBrowser) || process.env.REQUIRE_BROWSER) throw error;
    return error.message;
  }
}

export interface BrowserWorld {
  world: World;
  browser: Browser;
}

/** A world that listens on its ports, and a browser: one for all tests of a file. */
export function withBrowserWorld(options?: WorldOptions): () => BrowserWorld {
  let both: BrowserWorld | undefined;
  beforeAll(async () => {
    const world = await openWorld(options);
    await world.app.listen({ host: '127.0.0.1', port: world.settings.port });
    both = { world, browser: await startBrowser() };
  }, 60_000);
  afterAll(async () => {
    await both?.browser.close();
    await both?.world.close();
  });
  return () => {
    if (!both) throw new Error('the browser is started before the first test');
    return both;
  };
}

/** A browser profile in which somebody is logged in to the practice Moodle, on the course page. */
export async function logIn(
  { world, browser }: BrowserWorld,
  personId: string,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'de-DE',
    ...options,
  });
  const page = await context.newPage();
  await page.goto(world.practice.origin);
  const person = world.practice.people.find(({ id }) => id === personId);
  await page.getByRole('button', { name: `${person?.firstName} ${person?.lastName}` }).click();
  await page.waitForLoadState();
  return { context, page };
}

/** Clicks a link of the course that shows the tool in Moodle's frame. */
export async function openFramed({ world }: BrowserWorld, page: Page, activityId: string): Promise<Frame> {
  await page.goto(`${world.practice.origin}/mod/lti/view.php?id=${cmidOf(world, activityId)}`);
  return toolFrame(world, page);
}

/** The tool's document inside Moodle's frame, when it has arrived at a page with a heading. */
export async function toolFrame(world: World, page: Page): Promise<Frame> {
  const frame = await page.waitForSelector('#contentframe').then((element) => element.contentFrame());
  if (!frame) throw new Error('Moodle shows no frame');
  await frame.waitForURL((url) => url.origin === world.settings.publicUrl);
  await frame.waitForSelector('h1');
  return frame;
}

/** Opens a link of the course in a window of its own. */
export async function openInWindow({ world }: BrowserWorld, page: Page, activityId: string): Promise<Page> {
  await page.goto(`${world.practice.origin}/mod/lti/launch.php?id=${cmidOf(world, activityId)}&container=4`);
  await page.waitForURL((url) => url.origin === world.settings.publicUrl);
  await page.waitForSelector('h1');
  return page;
}

function cmidOf(world: World, activityId: string): string {
  return world.practice.activities.find(({ id }) => id === activityId)?.cmid ?? '';
}
