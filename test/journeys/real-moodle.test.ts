import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import type { BrowserWorld } from '../support/browser-world.ts';
import { describeOnRealMoodle, logInToMoodle, realMoodle } from '../support/real-moodle.ts';
import { openWorld } from '../support/world.ts';

describeOnRealMoodle('from a real Moodle', () => {
  let both: BrowserWorld;
  beforeAll(async () => {
    const moodle = realMoodle();
    const tool = new URL(moodle.MOODLE_TOOL_URL);
    const world = await openWorld({
      seeded: false,
      environment: {
        PORT: tool.port,
        PUBLIC_URL: tool.origin,
        ALLOW_PRIVATE_HOSTS: `localhost,${tool.hostname}`,
      },
      allowedHost: new URL(moodle.MOODLE_URL).host,
    });
    await world.core.platforms.add({
      issuer: moodle.MOODLE_URL,
      name: 'Moodle',
      clientId: moodle.MOODLE_CLIENT_ID,
      deploymentIds: [moodle.MOODLE_DEPLOYMENT_ID],
      authUrl: `${moodle.MOODLE_URL}/mod/lti/auth.php`,
      tokenUrl: `${moodle.MOODLE_URL}/mod/lti/token.php`,
      keySetUrl: `${moodle.MOODLE_URL}/mod/lti/certs.php`,
    });
    await world.app.listen({ host: tool.hostname, port: Number(tool.port) });
    both = { world, browser: await startBrowser() };
  }, 60_000);
  afterAll(async () => {
    await both?.browser.close();
    await both?.world.close();
  });

  test('a student learns that the link is not set up, a teacher sets it up, and then both are in the space', async () => {
    const { MOODLE_TEACHER, MOODLE_STUDENT } = realMoodle();
    const student = await logInToMoodle(both, MOODLE_STUDENT);
    const early = await openActivity(student.page);
    expect(new URL(early.url()).pathname).toMatch(/\/link$/);
    await expect(early.locator('form').count()).resolves.toBe(0);

    const teacher = await logInToMoodle(both, MOODLE_TEACHER);
    const setup = await openActivity(teacher.page);
    await setup.locator('input[name=kind][value=network]').check();
    await setup.locator('#new-title').fill('Netzwerk Probe');
    await setup.locator('form[aria-labelledby=new-heading] button').click();
    await setup.waitForURL(/\/spaces\//);

    const late = await openActivity(student.page);
    expect(new URL(late.url()).pathname).toBe(new URL(setup.url()).pathname);
    await late.goto(`${late.url()}/members`);
    await expect(late.locator('.nb-members > li').count()).resolves.toBe(2);
    await Promise.all([student.context.close(), teacher.context.close()]);
  }, 60_000);

  test('“Grade analysis” in the gradebook leads a teacher to how far a student is, and a student into the space', async () => {
    const { MOODLE_TEACHER, MOODLE_STUDENT, MOODLE_URL, MOODLE_ACTIVITY } = realMoodle();
    const student = await logInToMoodle(both, MOODLE_STUDENT);
    await openActivity(student.page);
    const own = await analysisOf(student.page, 'user');
    const teacher = await logInToMoodle(both, MOODLE_TEACHER);
    await openActivity(teacher.page);
    expect(await analysisOf(teacher.page, 'grader')).toContain(own[0]);

    const review = await openActivity(teacher.page, own[0]);
    expect(new URL(review.url()).pathname).toMatch(/\/reviews\/[\w-]+$/);
    const nobody = await openActivity(teacher.page, `${MOODLE_URL}/mod/lti/grade.php?id=${MOODLE_ACTIVITY}`);
    expect(new URL(nobody.url()).pathname).toMatch(/\/reviews$/);
    const space = await openActivity(student.page, own[0]);
    expect(new URL(space.url()).pathname).toMatch(/\/spaces\/[\w-]+$/);
    await Promise.all([student.context.close(), teacher.context.close()]);
  }, 90_000);
});

/** Addresses behind "Grade analysis" of the activity in a report of its course; the page shows the activity. */
async function analysisOf(page: Page, report: 'grader' | 'user'): Promise<string[]> {
  const { MOODLE_URL, MOODLE_ACTIVITY } = realMoodle();
  const course = await page.evaluate(() => (globalThis as unknown as { M: MoodlePage }).M.cfg.courseId);
  await page.goto(`${MOODLE_URL}/grade/report/${report}/index.php?id=${course}`);
  const links = page.locator(`a[href*="/mod/lti/grade.php?id=${MOODLE_ACTIVITY}&"][href*="userid="]`);
  const people = await links.evaluateAll((all) =>
    all.map((link) => /userid=(\d+)/.exec(String(link.getAttribute('href')))?.[1]),
  );
  return people.map((id) => `${MOODLE_URL}/mod/lti/grade.php?id=${MOODLE_ACTIVITY}&userid=${id}`);
}

/** What Moodle's pages tell their scripts. */
interface MoodlePage {
  cfg: { courseId: number };
}

/** The tool's page inside Moodle's frame. */
async function openActivity(page: Page, address?: string): Promise<Frame> {
  const { MOODLE_URL, MOODLE_ACTIVITY, MOODLE_TOOL_URL } = realMoodle();
  await page.goto(address ?? `${MOODLE_URL}/mod/lti/view.php?id=${MOODLE_ACTIVITY}`);
  const frame = await page.waitForSelector('#contentframe').then((element) => element.contentFrame());
  if (!frame) throw new Error('Moodle shows no frame');
  await frame.waitForURL((url) => url.origin === MOODLE_TOOL_URL);
  await frame.waitForSelector('h1');
  return frame;
}
