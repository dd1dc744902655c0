import { expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { curriculum } from '../../config/curriculum.ts';
import { hour } from '../../src/runtime/clock.ts';
import { update } from '../../src/store/port.ts';
import { trainingRuns } from '../../src/store/training-run.ts';
import { describeInBrowser, logIn, openInWindow, withBrowserWorld } from '../support/browser-world.ts';
import { firstRun } from '../support/training-ground.ts';

const meetings = ['video-conference', 'workshop'];
const allUnits = curriculum.steps.flatMap(({ units }) => units);
const questions = new Map(
  allUnits
    .flatMap(({ selfCheck }) => selfCheck?.questions ?? [])
    .map((question) => [question.text.de, question]),
);

/** Everything in a real browser beside the practice Moodle, as people do it: by pressing what stands on the pages. */
describeInBrowser('the whole training', () => {
  const both = withBrowserWorld();
  const inTraining = (page: Page, path: string) =>
    page.goto(page.url().replace(/(\/spaces\/[^/?]+).*/, '$1') + path);
  const press = async (page: Page, name: string | RegExp) => {
    await page.getByRole('button', { name }).first().click();
    await page.waitForLoadState();
  };

  /** The teacher adds all six modules in Moodle's own dialogue, and saves. */
  async function addModules(page: Page): Promise<string[]> {
    const { practice } = both().world;
    const before = practice.activities.length;
    await page.goto(`${practice.origin}/mod/lti/contentitem.php?id=1&course=3`);
    await page.waitForURL('**/pick*');
    await page.getByLabel(/Ausbildung Netzwerkmanager/).check();
    await press(page, /übernehmen/);
    await page.waitForURL(`${practice.origin}/**`);
    await press(page, /speichern|Save/i);
    const added = practice.activities.slice(before);
    // Moodle follows the completion of an activity only when somebody says so in its settings.
    for (const { cmid } of added) {
      await page.goto(`${practice.origin}/mod/lti/view.php?id=${cmid}`);
      await press(page, 'Abschluss verfolgen: Bewertung erhalten');
    }
    return added.map(({ id }) => id);
  }

  /** Answers every question of the attempt rightly, whatever order it asks in. */
  async function answerAll(page: Page): Promise<void> {
    for (const box of await page.locator('.nb-question').all()) {
      const text = (await box.textContent()) ?? '';
      const question = [...questions].find(([words]) => text.includes(words))?.[1];
      if (!question) throw new Error(`no such question: ${text.slice(0, 80)}`);
      if (question.kind === 'short-text') await box.locator('input').fill(question.accepted[0] ?? '');
      for (const [index, option] of question.options.entries()) {
        const field = box.getByLabel(option.text.de, { exact: true });
        if (question.kind === 'order') await field.selectOption(String(index + 1));
        else if (option.isRight) await field.check();
      }
    }
  }

  /** Goes along the own path until a unit comes at which people meet. */
  async function learn(page: Page): Promise<string> {
    for (let units = 0; units < allUnits.length; units += 1) {
      await inTraining(page, '/training/path');
      const title = (await page.textContent('h1')) ?? '';
      const unit = allUnits.find((one) => one.title.de === title);
      if (!unit || meetings.includes(unit.kind)) return unit?.key ?? 'end';
      if (unit.kind === 'reading') await press(page, 'Als gelesen markieren und weiter');
      if (unit.kind === 'reflection') {
        await page.locator('textarea').fill(`Gedanken zu ${title}`);
        await press(page, 'Speichern und weiter');
      }
      if (unit.kind === 'self-check') {
        await press(page, /beginnen/);
        await answerAll(page);
        await press(page, /auswerten|abgeben/i);
        expect(await page.textContent('h1')).toMatch(/^Bestanden/);
      }
    }
    throw new Error('the path does not end');
  }

  async function enterPractice(page: Page, event: string): Promise<void> {
    await inTraining(page, '/training/practice');
    await page.getByLabel('Was haben Sie begleitet').first().fill(event);
    await page.locator('input[type="date"]').fill('2026-11-20');
    await page.locator('input[name="hours"]').fill('1,5');
    await page.locator('textarea').first().fill('Zuhören hilft.');
    await press(page, /eintragen|speichern/i);
  }

  test('two trainees and a trainer, from the kick-off to the last grade in Moodle', async () => {
    const { world } = both();
    const trainer = await logIn(both(), 'network-manager');
    const contexts: BrowserContext[] = [trainer.context];
    const modules = await addModules(trainer.page);
    expect(modules).toHaveLength(6);
    await openInWindow(both(), trainer.page, modules[0] ?? '');

    const trainees: Page[] = [];
    for (const person of ['trainee', 'school-head']) {
      const { context, page } = await logIn(both(), person);
      contexts.push(context);
      for (const module of modules) await openInWindow(both(), page, module);
      trainees.push(page);
    }

    // All meetings are about to begin: their dates are entered on a page that has tests of its own.
    const run = await firstRun(world);
    const startsAt = world.now() + hour / 2;
    const meeting = { startsAt, endsAt: startsAt + hour, place: 'Aula', url: '' as const };
    const dates = allUnits.filter(({ kind }) => meetings.includes(kind)).map(({ key }) => [key, meeting]);
    await world.core.store.commit([update(trainingRuns, run, { meetings: Object.fromEntries(dates) })]);

    for (let round = 0; ; round += 1) {
      const waiting = await Promise.all(trainees.map(learn));
      expect(new Set(waiting).size).toBe(1);
      const [unit = 'end'] = waiting;
      if (unit === 'end') break;
      await inTraining(trainer.page, `/training/attendance/${run.doc.id}/${unit}`);
      if (round % 2 === 0) {
        // One enters the code of the room, the other is ticked in the list.
        await press(trainer.page, /Code/);
        const code = (await trainer.page.locator('.nb-room-code').first().textContent()) ?? '';
        await trainees[0]?.locator('input[name="code"]').fill(code);
        await press(trainees[0] as Page, 'Mich als anwesend eintragen');
        await trainer.page.reload();
      }
      for (const box of await trainer.page.locator('input[name^="there."]').all()) await box.check();
      await press(trainer.page, /speichern/i);
    }
    for (const page of trainees) {
      expect(await page.textContent('h1')).toBe('Vier Treffen der Praxis fehlen noch');
      for (const event of ['Lenkungsrunde', 'Schulleitungsrunde', 'Netzwerktreffen', 'Barcamp'])
        await enterPractice(page, event);
      await inTraining(page, '/training/path');
      expect(await page.textContent('h1')).toBe('Sie haben die Ausbildung abgeschlossen');
    }

    const arrived = (): boolean =>
      modules.every((id) =>
        ['trainee', 'school-head'].every((who) => world.practice.completion(id, who) === 1),
      );
    for (let waited = 0; waited < 200 && !arrived(); waited += 1) await trainer.page.waitForTimeout(100);
    for (const id of modules) {
      expect(Object.values(world.practice.grades(id)).map(({ value }) => value)).toEqual([100, 100]);
      expect(['trainee', 'school-head'].map((who) => world.practice.completion(id, who))).toEqual([1, 1]);
    }
    await inTraining(trainer.page, '/training/group');
    expect(await trainer.page.textContent('h1')).toBe('Beide haben die Ausbildung abgeschlossen');
    for (const context of contexts) await context.close();
  }, 180_000);
});
