/** What never stands in a log, whoever wrote it. */
const forbidden: readonly (readonly [kind: string, pattern: RegExp])[] = [
  // The head of a JWT, or another part of one: longer than our ids, in which these three letters may stand by chance.
  ['token', /(?<![\w-])eyJ(?:(?:hbGci|0eXAi|raWQi)[\w-]*|[\w-]{24,})/g],
  ['mail address', /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/gi],
  ['sesskey', /sesskey/gi],
  ['cookie', /nb_[\w-]+=/g],
];

/**
 * Secrets and personal data in lines of a log, each as "kind: text"; none is what a test wants.
 *
 * @param lines parsed or as text
 * @param known names of people, codes and cookie values that were in use while the lines were written
 */
export function secretsIn(lines: readonly unknown[], known: Iterable<string> = []): string[] {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const found = forbidden.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(([match]) => `${kind}: ${match}`),
  );
  for (const value of known) {
    // In a line of JSON a quotation mark or an umlaut may be written as an escape.
    const written = [value, JSON.stringify(value).slice(1, -1)];
    if (value !== '' && written.some((one) => text.includes(one))) found.push(`known: ${value}`);
  }
  return [...new Set(found)];
}
