import { folded } from './account-match.ts';
import { columnsOf, type ImportProblem, type ImportTable, plain } from './import-table.ts';
import type { MemberRole } from './member-role.ts';
import { identityOf, type PersonText, personTextSchema } from './person-entry.ts';

const personColumns = {
  name: ['name', 'vollername', 'anzeigename', 'fullname'],
  firstName: ['vorname', 'firstname'],
  lastName: ['nachname', 'familienname', 'lastname'],
  role: ['rolle', 'role'],
  school: ['schule', 'schulnummer', 'schulnr', 'school', 'schoolnumber'],
  group: ['gruppe', 'ausbildungsgruppe', 'group', 'traininggroup'],
  moodleId: ['moodleid', 'moodlenummer', 'userid', 'nutzerid'],
  idnumber: ['idnummer', 'idnumber'],
  username: ['anmeldename', 'benutzername', 'username'],
  email: ['email', 'emailadresse', 'mail', 'mailadresse'],
} as const;
type Column = keyof typeof personColumns;

/** What a list of people is checked against. */
export interface PersonContext {
  /** Roles of the space's kind by what a list may call them; keys as `plain` makes them. */
  roles: ReadonlyMap<string, MemberRole>;
  /** Role of a line that names none. */
  usualRole: MemberRole;
  /** School ids by number and by name, folded. */
  schools: ReadonlyMap<string, string>;
}

/** A line that is in order. */
export interface PersonRow extends PersonText {
  line: number;
  schoolId: string | null;
}

/** People of a table, and everything that is wrong with it. */
export function personRows(
  table: ImportTable,
  context: PersonContext,
): { rows: PersonRow[]; problems: ImportProblem[] } {
  const { places, problems } = columnsOf<Column>(table.header, personColumns, []);
  const hasIdentifier = (['moodleId', 'idnumber', 'username', 'email'] as const).some((c) => c in places);
  if (!hasIdentifier) problems.push({ line: 1, code: 'column-missing', column: 'email' });
  if (problems.length > 0) return { rows: [], problems };
  const rows: PersonRow[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of table.rows) {
    const cell = (column: Column): string => (cells[places[column] ?? -1] ?? '').trim();
    const title = (column: Column): string => table.header[places[column] ?? -1] ?? column;
    const read = rowOf(line, cell, context);
    if ('code' in read) {
      problems.push({ line, code: read.code, column: title(read.column) });
      continue;
    }
    const identity = folded(identityOf(read.identifiers));
    const other = lines.get(identity);
    if (other !== undefined) problems.push({ line, code: 'same-person-twice', other });
    lines.set(identity, line);
    rows.push(read);
  }
  return { rows, problems };
}

function rowOf(
  line: number,
  cell: (column: Column) => string,
  { roles, usualRole, schools }: PersonContext,
): PersonRow | { code: ImportProblem['code']; column: Column } {
  const role = cell('role') === '' ? usualRole : roles.get(plain(cell('role')));
  if (role === undefined) return { code: 'role-unknown', column: 'role' };
  const school = cell('school');
  const schoolId = school === '' ? null : schools.get(folded(school));
  if (schoolId === undefined) return { code: 'school-unknown', column: 'school' };
  const moodleId = cell('moodleId');
  if (moodleId !== '' && !/^[1-9]\d{0,9}$/.test(moodleId))
    return { code: 'cell-invalid', column: 'moodleId' };
  const email = cell('email');
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    return { code: 'cell-invalid', column: 'email' };
  const identifiers = {
    ...(moodleId && { moodleId: Number(moodleId) }),
    ...(cell('idnumber') && { idnumber: cell('idnumber').normalize('NFC') }),
    ...(cell('username') && { username: cell('username').normalize('NFC').toLowerCase() }),
    ...(email && { email: email.normalize('NFC').toLowerCase() }),
  };
  if (Object.keys(identifiers).length === 0) return { code: 'cell-missing', column: 'email' };
  const name = cell('name') || `${cell('firstName')} ${cell('lastName')}`.trim();
  const text = { name, role, ...(cell('group') && { group: cell('group') }), identifiers };
  const checked = personTextSchema.safeParse(text);
  if (checked.success) return { ...checked.data, line, schoolId };
  const [first, second] = checked.error.issues[0]?.path ?? [];
  return { code: 'cell-invalid', column: (first === 'identifiers' ? second : first) as Column };
}
