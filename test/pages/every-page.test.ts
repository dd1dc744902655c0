import { test } from '@jest/globals';
import { operatorLink } from '../../src/commands/operator.ts';
import { describeInBrowser, logIn, openInWindow, withBrowserWorld } from '../support/browser-world.ts';
import { expectGoodPage } from '../support/good-page.ts';

/** Who opens which link, and which pages behind it are looked at; `''` is where the launch leads. */
const walks: [person: string, activity: string, pages: string[]][] = [
  ['network-manager', 'network', ['', '/members', '/events', '/grades', '/settings']],
  ['teacher', 'working-group', ['', '/members', '/events', '/settings']],
  ['trainee', 'training', ['', '/about', '/members', '/training/path']],
  [
    'trainee',
    'training',
    [
      '/training/units/media-didactics',
      '/training/units/module-1-check',
      '/training/units/module-1-reflection',
      '/training/units/module-1-conference',
      '/training/reflections',
      '/training/practice',
    ],
  ],
  [
    'network-manager',
    'training',
    ['/about', '/training/attendance', '/training/contents', '/training/contents/steps/module-1'],
  ],
  [
    'network-manager',
    'training',
    [
      '/training/contents/units/media-didactics',
      '/training/contents/units/media-didactics/removal',
      '/training/contents/units/module-1-check',
      '/training/contents/units/module-1-check/questions/new',
    ],
  ],
  ['zfsl-leader', 'zfsl-group', ['', '/settings']],
  ['network-manager', 'managers', ['', '/members']],
  ['teacher', 'unbound', ['']],
  ['trainee', 'unbound', ['']],
  ['trainee', 'managers', ['']],
];
const anybodysPages = ['/', '/help', '/privacy', '/accessibility', '/no-such-page', '/operator'];

describeInBrowser('every page, in German and English', () => {
  const both = withBrowserWorld();

  test.each(walks)(
    '%s at the link to the %s, pages %j: usable for everybody, on a phone too',
    async (person, activity, pages) => {
      const { context, page } = await logIn(both(), person);
      await openInWindow(both(), page, activity);
      const start = page.url();
      const space = start.replace(/(\/spaces\/[^/?]+).*/, '$1');
      for (const path of pages) await expectGoodPage(page, path === '' ? start : space + path);
      await context.close();
    },
  );

  test('pages that ask before something is taken away', async () => {
    const { context, page } = await logIn(both(), 'network-manager');
    await openInWindow(both(), page, 'network');
    const start = page.url();
    for (const list of ['/members', '/events']) {
      await page.goto(start + list);
      const removal = await page.locator('a[href$="/removal"]').first().getAttribute('href');
      await expectGoodPage(page, new URL(removal ?? '', start).href);
    }
    await context.close();
  });

  test('pages for anybody, and failures', async () => {
    const page = await both().browser.newPage();
    for (const path of anybodysPages) await expectGoodPage(page, both().world.settings.publicUrl + path);
    await page.close();
  });

  test('pages of the operator', async () => {
    const lines: string[] = [];
    await operatorLink(both().world.core, (line) => lines.push(line));
    const page = await both().browser.newPage();
    await expectGoodPage(page, lines[0] ?? '');
    await page.getByRole('button').click();
    await page.waitForURL('**/operator');
    await expectGoodPage(page, page.url());
    await page.close();
  });
});
