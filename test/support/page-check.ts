import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import type { Frame, Page } from 'playwright-core';
import { projectRoot } from '../../src/runtime/project-root.ts';

const axe = readFileSync(join(projectRoot(), 'node_modules/axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'void-style': 'off' },
});

/** What is wrong with a page for people who use it with a keyboard, a screen reader, a phone; empty if nothing. */
export async function accessibilityMistakes(page: Page | Frame): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(
    (wanted) =>
      (
        globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<AxeResult> } }
      ).axe.run(document, { runOnly: wanted }),
    tags,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ; ')}`);
}

interface AxeResult {
  violations: { id: string; nodes: { html: string }[] }[];
}

/** Pixels by which the page is wider than its window. */
export function sidewaysScroll(page: Page | Frame): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Mistakes in the markup, as html-validate's recommended rules see them; empty if none. */
export async function markupMistakes(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`),
  );
}
