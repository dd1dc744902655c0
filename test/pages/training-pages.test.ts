import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { update } from '../../src/store/port.ts';
import { participants } from '../../src/store/training-participant.ts';
import { describeInBrowser, logIn, openInWindow, withBrowserWorld } from '../support/browser-world.ts';
import { expectGoodAnswer, expectGoodPage } from '../support/good-page.ts';
import { partOf } from '../support/training-ground.ts';

/** Pages of the training behind a form: an attempt, a practice log that is open, a meeting with its code. */
describeInBrowser('pages of a training that somebody works on', () => {
  const both = withBrowserWorld();

  async function enter(person: string): Promise<{ page: Page; space: string }> {
    const { page } = await logIn(both(), person);
    await openInWindow(both(), page, 'training');
    return { page, space: page.url().replace(/(\/spaces\/[^/?]+).*/, '$1') };
  }
  const press = async (page: Page, selector: string) => {
    await page.locator(selector).first().click();
    await page.waitForLoadState();
  };

  test('a self-check: saved in place, and its missing answers', async () => {
    const { page, space } = await enter('trainee');
    await page.goto(`${space}/training/units/module-3-check?lang=de`);
    await press(page, 'form[action$="/attempts"] button');
    const attempt = page.url();
    await expectGoodPage(page, attempt);
    await page.goto(`${attempt}?lang=de`);
    const question = page.locator('.nb-question').first();
    const select = question.locator('select').first();
    const text = question.locator('input[type=text]');
    if ((await select.count()) > 0) await select.selectOption('1');
    else if ((await text.count()) > 0) await text.fill('sechs');
    else await question.locator('input').first().check();
    await page.locator('[role="status"]', { hasText: /^Gespeichert um/ }).waitFor();
    await press(page, '.btn-primary');
    expect(await page.locator('[role="alert"] li').count()).toBe(5 + Number((await select.count()) > 0));
    await expectGoodAnswer(page);
    await page.context().close();
  });

  test('a self-check that was submitted: its result, and the list of attempts', async () => {
    const { page, space } = await enter('trainee');
    await page.goto(`${space}/training/units/module-1-check?lang=de`);
    await press(page, 'form[action$="/attempts"] button');
    const attempt = page.url();
    for (const one of await page.locator('.nb-question').all()) await answer(one);
    await press(page, '.btn-primary');
    expect(page.url()).toBe(attempt);
    await expectGoodPage(page, attempt);
    await expectGoodPage(page, `${space}/training/units/module-1-check`);
    await page.context().close();
  });

  test('a practice log: with an entry, its form, its mistakes, and the page that asks before it is gone', async () => {
    const { page, space } = await enter('trainee');
    const { store } = both().world.core;
    const part = await store.get(participants, (await partOf(both().world, 'trainee')).id);
    if (!part) throw new Error('no part');
    const done = { state: 'done', at: both().world.now(), by: 'trainer' } as const;
    const units = { ...part.doc.units, 'module-2-day-1': done, 'module-2-day-2': done };
    await store.commit([update(participants, part, { units })]);
    await page.goto(`${space}/training/practice?lang=de`);
    await press(page, '.btn-primary');
    await expectGoodAnswer(page);
    await page.locator('[name="event"]').fill('Schulleitungsrunde');
    await page.locator('[name="hours"]').fill('2,5');
    await page.locator('[name="learned"]').fill('Zuhören hilft.');
    await press(page, '.btn-primary');
    await expectGoodPage(page, `${space}/training/practice`);
    const entry = await page.locator('a[href*="/training/practice/"]').first().getAttribute('href');
    await expectGoodPage(page, new URL(entry ?? '', space).href);
    await expectGoodPage(page, `${new URL(entry ?? '', space).href}/removal`);
    await page.context().close();
    const lead = await enter('network-manager');
    await expectGoodPage(lead.page, new URL(entry ?? '', space).href);
    await lead.page.context().close();
  });

  test('a meeting: its list and its code; and where a trainee enters it', async () => {
    const { page, space } = await enter('network-manager');
    await page.goto(`${space}/training/attendance?lang=de`);
    await press(page, '.nb-rows a');
    const meeting = page.url();
    await press(page, 'form[action$="/code"] button');
    expect(await page.locator('.nb-room-code').textContent()).toMatch(/^\d{3} \d{3}$/);
    await expectGoodPage(page, meeting);
    await page.context().close();
    const trainee = await enter('trainee');
    await expectGoodPage(trainee.page, `${space}/training/units/kick-off-day`);
    await trainee.page.goto(`${space}/training/units/kick-off-day?lang=de`);
    await trainee.page.locator('[name="code"]').fill('12');
    await press(trainee.page, '.btn-primary');
    await expectGoodAnswer(trainee.page);
    await trainee.page.context().close();
  });
});

/** Gives a question any whole answer. */
async function answer(question: Locator): Promise<void> {
  const selects = await question.locator('select').all();
  for (const [index, select] of selects.entries()) await select.selectOption(String(index + 1));
  const text = question.locator('input[type=text]');
  if ((await text.count()) > 0) await text.fill('zehn');
  else if (selects.length === 0) await question.locator('input').first().check();
}
