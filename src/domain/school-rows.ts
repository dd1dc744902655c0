import { columnsOf, type ImportProblem, type ImportTable } from './import-table.ts';
import { type SchoolText, schoolTextSchema } from './school.ts';

const schoolColumns = {
  number: ['schulnummer', 'nummer', 'schulnr', 'number', 'schoolnumber'],
  name: ['schule', 'name', 'schulname', 'school', 'schoolname'],
} as const;

/** Schools of a table, and everything that is wrong with it. */
export function schoolRows(table: ImportTable): { rows: SchoolText[]; problems: ImportProblem[] } {
  const { places, problems } = columnsOf(table.header, schoolColumns, ['number', 'name']);
  if (problems.length > 0) return { rows: [], problems };
  const rows: SchoolText[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of table.rows) {
    const cell = (column: keyof typeof schoolColumns): string => (cells[places[column] ?? -1] ?? '').trim();
    const school = schoolTextSchema.safeParse({ number: cell('number'), name: cell('name') });
    if (!school.success) {
      const column = String(school.error.issues[0]?.path[0]) as keyof typeof schoolColumns;
      const code = cell(column) === '' ? 'cell-missing' : 'cell-invalid';
      problems.push({ line, code, column: table.header[places[column] ?? 0] ?? column });
      continue;
    }
    const other = lines.get(school.data.number);
    if (other !== undefined) problems.push({ line, code: 'same-school-twice', other });
    lines.set(school.data.number, line);
    rows.push(school.data);
  }
  return { rows, problems };
}
