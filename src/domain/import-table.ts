/** A table as it was read, with the line of the file at which each row begins (1 is the header). */
export interface ImportTable {
  header: string[];
  rows: { line: number; cells: string[] }[];
}

export const importProblems = [
  'empty-file',
  'too-large',
  'not-readable',
  'column-missing',
  'column-unknown',
  'column-twice',
  'cell-missing',
  'cell-invalid',
  'too-many-cells',
  'role-unknown',
  'school-unknown',
  'same-person-twice',
  'same-school-twice',
] as const;
/** What is wrong with a line of an import. */
export interface ImportProblem {
  /** Line of the file, from 1. */
  line: number;
  code: (typeof importProblems)[number];
  /** Column as the file calls it. */
  column?: string;
  /** Line that has the same. */
  other?: number;
}

/** Name of a column by what a header may call it, in both languages: lower case, letters only. */
export type ColumnNames<Column extends string> = Record<Column, readonly string[]>;

/**
 * Which cell of a row is which column; `problems` for headers that are unknown, doubled or missing.
 */
export function columnsOf<Column extends string>(
  header: readonly string[],
  names: ColumnNames<Column>,
  required: readonly Column[],
): { places: Partial<Record<Column, number>>; problems: ImportProblem[] } {
  const places: Partial<Record<Column, number>> = {};
  const problems: ImportProblem[] = [];
  for (const [place, title] of header.entries()) {
    const found = (Object.keys(names) as Column[]).find((column) => names[column].includes(plain(title)));
    if (found === undefined) {
      if (plain(title) !== '') problems.push({ line: 1, code: 'column-unknown', column: title.slice(0, 80) });
    } else if (places[found] === undefined) places[found] = place;
    else problems.push({ line: 1, code: 'column-twice', column: title });
  }
  for (const column of required) {
    if (places[column] === undefined)
      problems.push({ line: 1, code: 'column-missing', column: names[column][0] ?? column });
  }
  return { places, problems };
}

/** A heading without case, accents of spelling, spaces and signs: `E-Mail-Adresse` is `emailadresse`. */
export function plain(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
