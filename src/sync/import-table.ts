import { CsvError, parse } from 'csv-parse/sync';
import { type ImportProblem, type ImportTable, plain } from '../domain/import-table.ts';

const mostBytes = 5 * 1024 * 1024;
const mostRows = 20_000;
const delimiters = [';', ',', '\t'];

/**
 * Reads a table as spreadsheets write it: `;`, `,` or tab; UTF-8 with or without BOM, UTF-16 with BOM, or
 * Windows-1252. Empty lines are skipped, but counted.
 */
export function readTable(bytes: Uint8Array): ImportTable | ImportProblem {
  if (bytes.length > mostBytes) return { line: 1, code: 'too-large' };
  const text = decoded(bytes);
  if (text.includes('\0')) return { line: 1, code: 'not-readable' };
  let rows: ImportTable['rows'];
  try {
    rows = parsed(text);
  } catch (error) {
    if (error instanceof CsvError) return { line: Number(error.lines ?? 1), code: 'not-readable' };
    throw error;
  }
  const [header, ...rest] = rows;
  if (!header || rest.length === 0) return { line: 1, code: 'empty-file' };
  if (rest.length > mostRows) return { line: mostRows + 2, code: 'too-large' };
  const tooLong = rest.find(({ cells }) => cells.slice(header.cells.length).some((cell) => cell !== ''));
  if (tooLong) return { line: tooLong.line, code: 'too-many-cells' };
  return { header: header.cells, rows: rest };
}

function decoded(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function parsed(text: string): ImportTable['rows'] {
  const records = parse(text, {
    ...{ delimiter: delimiterOf(text), info: true, trim: true, skip_empty_lines: true },
    ...{ relax_column_count: true, skip_records_with_empty_values: true },
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return records.map(({ record, info }) => {
    // A cell may hold line breaks: the row begins as many lines before.
    const inside = record.join('').split('\n').length - 1;
    return { line: info.lines - inside, cells: record };
  });
}

/** The one that the first line has most of, outside of quotes; `;` where it has none. */
function delimiterOf(text: string): string {
  const header = (/^[^\r\n]*\S[^\r\n]*/m.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => header.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ';';
}

/** First line of a list to fill in, with a line of invented people. Excel takes UTF-8 only with a BOM. */
export function importTemplate(kind: 'people' | 'schools'): string {
  const lines =
    kind === 'schools'
      ? ['Schulnummer;Schule', '100001;Gesamtschule Beispielstadt']
      : [
          'Nachname;Vorname;Rolle;Schulnummer;Gruppe;ID-Nummer;Anmeldename;E-Mail',
          'Beispiel;Bente;Lehrkraft;100001;;;;bente.beispiel@example.org',
        ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Roles by what a list may call them: their code, and their names in every language. */
export function roleNames<Role extends string>(
  roles: readonly Role[],
  names: (role: Role) => readonly string[],
): Map<string, Role> {
  return new Map(
    roles.flatMap((role) => [role, ...names(role)].map((name): [string, Role] => [plain(name), role])),
  );
}
