import { expect, test } from '@jest/globals';
import {
  describeInBrowser,
  logIn,
  openFramed,
  toolFrame,
  withBrowserWorld,
} from '../support/browser-world.ts';
import { accessibilityMistakes, sidewaysScroll } from '../support/page-check.ts';

describeInBrowser('the gradebook of a course', () => {
  const both = withBrowserWorld();

  test('leads from the cell of a person to how far that person is, on every width', async () => {
    const { practice } = both().world;
    const link = practice.activityById('training');
    const learner = await logIn(both(), 'trainee');
    await openFramed(both(), learner.page, 'training');
    await learner.context.close();

    const { context, page } = await logIn(both(), 'teacher');
    await page.goto(`${practice.origin}/grade/report/grader/index.php?id=3`);
    await page.click(`a[href="/mod/lti/grade.php?id=${link.cmid}&userid=5"]`);
    const frame = await toolFrame(both().world, page);
    await frame.waitForURL(/\/reviews\//);
    expect(await frame.textContent('h1')).toBe('Stand von Jonas Heitkamp');
    for (const width of [1280, 304]) {
      await page.setViewportSize({ width, height: 800 });
      expect([await accessibilityMistakes(frame), await sidewaysScroll(frame)]).toEqual([[], 0]);
    }
    await frame.click('text=Alle Lernenden des Kurses');
    await frame.waitForURL(/\/reviews$/);
    expect([await accessibilityMistakes(frame), await sidewaysScroll(frame)]).toEqual([[], 0]);
    await frame.click('text=Jonas Heitkamp');
    await frame.waitForURL(/\/reviews\/[\w-]+$/);
    await context.close();
  }, 60_000);
});
