import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityMistakes, markupMistakes, sidewaysScroll } from './page-check.ts';

const languages = ['de', 'en'];
const widths = [1280, 304];

/** A page that everybody can use, in both languages, on a screen and on a phone. */
export async function expectGoodPage(page: Page, address: string): Promise<void> {
  for (const language of languages) {
    const url = new URL(address);
    url.searchParams.set('lang', language);
    const response = await page.goto(url.href);
    const html = (await response?.text()) ?? '';
    const mistakes: Record<string, unknown> = { lang: await page.getAttribute('html', 'lang') };
    mistakes.markup = await markupMistakes(html);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 700 });
      mistakes[`axe at ${width}`] = await accessibilityMistakes(page);
      mistakes[`sideways at ${width}`] = await sidewaysScroll(page);
    }
    expect({ url: url.pathname, ...mistakes }).toEqual({
      url: url.pathname,
      lang: language,
      markup: [],
      'axe at 1280': [],
      'sideways at 1280': 0,
      'axe at 304': [],
      'sideways at 304': 0,
    });
  }
}
