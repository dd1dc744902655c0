import { describe } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import type { BrowserWorld } from './browser-world.ts';

/**
 * A real Moodle, told by the environment. Its external tool points to `MOODLE_TOOL_URL` (a loopback address that
 * the test listens on), and one activity of it lies in a course of a teacher and a student.
 */
const names = [
  'MOODLE_URL',
  'MOODLE_TOOL_URL',
  'MOODLE_CLIENT_ID',
  'MOODLE_DEPLOYMENT_ID',
  'MOODLE_ACTIVITY',
  'MOODLE_TEACHER',
  'MOODLE_STUDENT',
] as const;

export type RealMoodle = Record<(typeof names)[number], string>;

const missing = names.filter((name) => !process.env[name]);

export function realMoodle(): RealMoodle {
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? ''])) as RealMoodle;
}

/** Journeys that need it; reported as skipped by name where the environment names none. */
export function describeOnRealMoodle(title: string, tests: () => void): void {
  if (missing.length === 0) describe(title, tests);
  else describe.skip(`${title} (skipped: not set: ${missing.join(', ')})`, tests);
}

/** @param login user name and password, separated by a colon */
export async function logInToMoodle(
  { browser }: Pick<BrowserWorld, 'browser'>,
  login: string,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  // Moodle's pages wait for a formula library from the Internet.
  await context.route(/cdn\.jsdelivr\.net/, (route) => route.abort());
  const page = await context.newPage();
  const [user = '', password = ''] = login.split(':');
  await page.goto(`${realMoodle().MOODLE_URL}/login/index.php`, { waitUntil: 'networkidle' });
  await page.fill('#username', user);
  await page.fill('#password', password);
  await page.click('#loginbtn');
  await page.waitForLoadState();
  return { context, page };
}
