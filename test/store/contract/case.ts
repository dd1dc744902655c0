import { test as jestTest } from '@jest/globals';

/** Titles of cases that the database under test cannot show, and whether they were met. */
let lacking = new Map<string, boolean>();

/** A case of the contract; skipped, and reported as such, where the database under test cannot show it. */
export const test = Object.assign(
  (title: string, body: () => Promise<void>): void => {
    const isLacking = lacking.has(title);
    if (isLacking) lacking.set(title, true);
    (isLacking ? jestTest.skip : jestTest)(title, body);
  },
  { each: jestTest.each },
);

/** Defines cases without these. @throws Error where a title is not that of a case: it was renamed. */
export function withoutCases(titles: readonly string[], define: () => void): void {
  lacking = new Map(titles.map((title) => [title, false]));
  define();
  const strange = [...lacking].filter(([, isMet]) => !isMet).map(([title]) => title);
  lacking = new Map();
  if (strange.length > 0) throw new Error(`no case of the contract: ${strange.join('; ')}`);
}
