import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { memberRoles } from '../../src/domain/member-role.ts';
import type { MoodleUser } from '../../src/domain/moodle-state.ts';
import type { PersonEntry } from '../../src/domain/person-entry.ts';
import { accounts, findAccount } from '../../src/store/account.ts';
import { memberships } from '../../src/store/membership.ts';
import { importChunks, peopleImports } from '../../src/store/people-import.ts';
import { personEntries } from '../../src/store/person-entry.ts';
import { everyRow, type Store } from '../../src/store/port.ts';
import { schools } from '../../src/store/school.ts';
import { createSpace } from '../../src/store/space.ts';
import { importTemplate, readTable, roleNames } from '../../src/sync/import-table.ts';
import { applyImport, finishImports, type ImportPreview, stageImport } from '../../src/sync/people-import.ts';
import { confirmMatch, matchPeople } from '../../src/sync/people-match.ts';
import { createFakeMoodle } from '../support/fake-moodle.ts';
import { type Life, mortal } from '../support/mortal.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { type SyncGround, syncGround } from '../support/sync-ground.ts';

const german: Record<string, string> = { teacher: 'Lehrkraft', 'school-head': 'Schulleitung' };
const roles = roleNames(memberRoles, (role) => [german[role] ?? role]);

let database: TemporaryDatabase;
let store: Store;
let ground: SyncGround;
let users: MoodleUser[];
beforeAll(async () => {
  database = await temporaryDatabase({ clock: () => Date.parse('2026-11-23T10:00:00Z') });
  store = await database.connect();
});
afterAll(() => database.remove());
beforeEach(async () => {
  const clock = (): number => Date.parse('2026-11-23T10:00:00Z');
  const space = await createSpace(store, clock, { kind: 'network', title: 'Netz', purpose: '' }, undefined);
  const moodle = createFakeMoodle();
  users = [];
  const usersBy = async (): Promise<MoodleUser[]> => users;
  const site = { reader: { ...moodle.reader, usersBy }, writer: moodle.writer };
  ground = syncGround(store, site, { siteId: randomUUID(), spaceId: space.id });
});

function stage(kind: 'people' | 'schools', content: string | Uint8Array): Promise<ImportPreview> {
  const { spaceId, siteId } = ground;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return stageImport(ground.services, { spaceId, siteId, kind, bytes, by: null, roles });
}

async function read(kind: 'people' | 'schools', content: string): Promise<void> {
  const { staged, problems } = await stage(kind, content);
  expect(problems).toEqual([]);
  await applyImport(ground.services, staged?.id ?? '');
}

async function entries(): Promise<PersonEntry[]> {
  return Array.fromAsync(everyRow(store, personEntries, 'bySpace', [ground.spaceId]), ({ doc }) => doc);
}

async function members(): Promise<string[]> {
  const rows = await Array.fromAsync(
    everyRow(store, memberships, 'bySpace', [ground.spaceId]),
    ({ doc }) => doc,
  );
  const lines = await Promise.all(
    rows.map(async ({ accountId, role, status, number }) => {
      const account = (await store.get(accounts, accountId))?.doc;
      return `${number} ${account?.sub} ${account?.displayName} ${role} ${status}`;
    }),
  );
  return lines.sort();
}

const twoSchools = 'Schulnummer;Schule\n100001;Gesamtschule Nord\n100002;Gymnasium Süd\n';

describe('A table', () => {
  test.each([
    ['semicolons', 'Rolle;E-Mail\nLehrkraft;a@example.org\n'],
    ['commas', 'Rolle,E-Mail\nLehrkraft,a@example.org\n'],
    ['tabs', 'Rolle\tE-Mail\nLehrkraft\ta@example.org\n'],
    ['a byte order mark and lines as Windows ends them', '\uFEFFRolle;E-Mail\r\nLehrkraft;a@example.org\r\n'],
    ['quotes', '"Rolle";"E-Mail"\n"Lehrkraft";"a@example.org"\n'],
  ])('with %s is read', (_, content) => {
    const table = readTable(new TextEncoder().encode(content));
    expect(table).toEqual({
      header: ['Rolle', 'E-Mail'],
      rows: [{ line: 2, cells: ['Lehrkraft', 'a@example.org'] }],
    });
  });

  test('in Windows-1252 or UTF-16, as Excel writes it, keeps its umlauts', () => {
    const windows = Uint8Array.from(
      [...'Schule;Schulnummer\nSch']
        .map((c) => c.charCodeAt(0))
        .concat(
          [0xf6],
          [...'n;7'].map((c) => c.charCodeAt(0)),
        ),
    );
    expect(readTable(windows)).toMatchObject({ rows: [{ cells: ['Schön', '7'] }] });
    const utf16 = new Uint8Array(Buffer.from('\uFEFFSchule;Schulnummer\nSchön;7', 'utf16le'));
    expect(readTable(utf16)).toMatchObject({ rows: [{ cells: ['Schön', '7'] }] });
  });

  test('with empty lines and breaks inside of cells keeps the line numbers of the file', () => {
    const table = readTable(new TextEncoder().encode('Schule;Schulnummer\n\nA;1\n"B\nC";2\n;\nD;3\n'));
    expect('rows' in table && table.rows.map(({ line }) => line)).toEqual([3, 4, 7]);
  });

  test.each([
    ['nothing in it', '', { line: 1, code: 'empty-file' }],
    ['only a header', 'Schule;Schulnummer\n', { line: 1, code: 'empty-file' }],
    ['a quote that never ends', 'Schule;Schulnummer\n"A;1\n', { code: 'not-readable' }],
    ['more cells than headings', 'Schule;Schulnummer\nA;1;zu viel\n', { line: 2, code: 'too-many-cells' }],
    ['the bytes of a picture', '\0\0\0PNG', { line: 1, code: 'not-readable' }],
  ])('with %s is refused, with its line', (_, content, problem) => {
    expect(readTable(new TextEncoder().encode(content))).toMatchObject(problem);
  });

  test('made from the templates is in order', async () => {
    await read('schools', importTemplate('schools'));
    await read('people', importTemplate('people'));
    expect(await entries()).toMatchObject([{ name: 'Bente Beispiel', role: 'teacher' }]);
  });
});

describe('A list of people', () => {
  test('names everything that is wrong with line and column, and then nothing is stored', async () => {
    await read('schools', twoSchools);
    const { staged, problems } = await stage(
      'people',
      ['Name;Rolle;Schule;E-Mail;Telefon', 'A;Lehrkraft;100001;a@example.org;'].join('\n'),
    );
    expect([staged, problems]).toEqual([undefined, [{ line: 1, code: 'column-unknown', column: 'Telefon' }]]);
    const more = await stage(
      'people',
      [
        'Name;Rolle;Schule;E-Mail',
        'A;Lehrkraft;Gesamtschule nord;a@example.org',
        'B;Hausmeister;100001;b@example.org',
        'C;Schulleitung;100009;c@example.org',
        'D;;;kein-at-zeichen',
        'E;;;',
        'F;;;A@EXAMPLE.org',
      ].join('\n'),
    );
    expect(more.problems).toEqual([
      { line: 3, code: 'role-unknown', column: 'Rolle' },
      { line: 4, code: 'school-unknown', column: 'Schule' },
      { line: 5, code: 'cell-invalid', column: 'E-Mail' },
      { line: 6, code: 'cell-missing', column: 'E-Mail' },
      { line: 7, code: 'same-person-twice', other: 2 },
    ]);
    expect(await entries()).toEqual([]);
  });

  test('is in force only after it was decided', async () => {
    const { staged, rows } = await stage('people', 'Name;E-Mail\nA;a@example.org\n');
    expect(rows).toMatchObject([{ name: 'A', role: 'member', identifiers: { email: 'a@example.org' } }]);
    expect(await entries()).toEqual([]);
    await applyImport(ground.services, staged?.id ?? '');
    expect(await entries()).toMatchObject([{ state: 'waiting', accountId: null }]);
    expect(await Array.fromAsync(everyRow(store, importChunks, 'byImport', [staged?.id ?? '']))).toEqual([]);
    await expect(applyImport(ground.services, 'unknown')).rejects.toMatchObject({ code: 'import.not-found' });
  });

  test('of 450 people stays nowhere half imported, at whatever step the process ends', async () => {
    const lines = Array.from({ length: 450 }, (_, place) => `P${place};p${place}@example.org`);
    const content = ['Name;E-Mail', ...lines].join('\n');
    for (let at = 1, died = true; died; at += 3) {
      const { staged } = await stage('people', content);
      const life: Life = { left: at, isOver: false };
      const services = { ...ground.services, store: mortal(store, life) };
      await applyImport(services, staged?.id ?? '').catch((error: unknown) => {
        if (!life.isOver) throw error;
      });
      died = life.isOver;
      const wasDecided = (await store.get(peopleImports, staged?.id ?? ''))?.doc.state !== 'staged';
      await finishImports(ground.services);
      expect([at, (await entries()).length]).toEqual([at, wasDecided ? 450 : 0]);
      if (wasDecided) died = false;
    }
  });

  test('that comes again changes what has changed, and doubles nobody', async () => {
    await read('schools', twoSchools);
    users = [{ id: 7, fullname: 'A', idnumber: 'X1' }];
    await read('people', 'Name;Rolle;Schule;ID-Nummer\nA;Lehrkraft;100001;X1\n');
    expect(await matchPeople(ground.services, ground.spaceId, ground.siteId)).toMatchObject({ found: 1 });
    await read('schools', twoSchools.replace('Nord', 'West'));
    await read('people', 'Name;Rolle;Schule;ID-Nummer\nA;Schulleitung;100002;x1\n');
    const known = await Array.fromAsync(
      everyRow(store, schools, 'bySpace', [ground.spaceId]),
      ({ doc }) => doc,
    );
    expect(known.map(({ number, name }) => `${number} ${name}`)).toEqual([
      '100001 Gesamtschule West',
      '100002 Gymnasium Süd',
    ]);
    expect(await entries()).toMatchObject([{ role: 'school-head', schoolId: known[1]?.id, state: 'found' }]);
    expect(await members()).toEqual(['1 7 A school-head active']);
  });
});

describe('Imported people', () => {
  test('become members when their Moodle account is found; what they were found by is dropped', async () => {
    users = [{ id: 7, fullname: 'A', username: 'anna' }];
    await read('people', 'Name;Rolle;Gruppe;Anmeldename\nAnna A;Schulleitung;G1;Anna\nBen B;;;ben\n');
    expect(await matchPeople(ground.services, ground.spaceId, ground.siteId)).toEqual({
      ...{ waiting: 0, 'to-confirm': 0, several: 0 },
      none: 1,
      found: 1,
    });
    expect(await members()).toEqual(['1 7 Anna A school-head active']);
    const found = (await entries()).find(({ state }) => state === 'found');
    expect(found).toMatchObject({ identifiers: {}, name: '', group: 'G1', expiresAt: null });
    expect((await findAccount(store, ground.siteId, '7'))?.doc.id).toBe(found?.accountId);
    // Again: nobody is doubled, and who was not found is looked for again.
    users.push({ id: 8, fullname: 'B', username: 'ben' });
    expect(await matchPeople(ground.services, ground.spaceId, ground.siteId)).toMatchObject({ found: 2 });
    expect(await members()).toEqual(['1 7 Anna A school-head active', '2 8 Ben B member active']);
  });

  test('wait for a human where only the address agrees, or where there are two; only a candidate can be chosen', async () => {
    users = [
      { id: 7, fullname: 'A', email: 'a@example.org' },
      { id: 8, fullname: 'B', idnumber: 'N' },
      { id: 9, fullname: 'C', idnumber: 'n' },
    ];
    await read('people', 'Name;ID-Nummer;E-Mail\nA;;a@example.org\nB;N;\n');
    expect(await matchPeople(ground.services, ground.spaceId, ground.siteId)).toMatchObject({
      'to-confirm': 1,
      several: 1,
      found: 0,
    });
    expect(await members()).toEqual([]);
    const [toConfirm, several] = ['to-confirm', 'several'].map(async (state) =>
      (await entries()).find((entry) => entry.state === state),
    );
    expect((await several)?.candidates).toEqual([8, 9]);
    await expect(confirmMatch(ground.services, (await several)?.id ?? '', 7)).rejects.toMatchObject({
      code: 'import.candidate-unknown',
    });
    await confirmMatch(ground.services, (await toConfirm)?.id ?? '', 7);
    await confirmMatch(ground.services, (await several)?.id ?? '', 9);
    expect(await members()).toEqual(['1 7 A member active', '2 9 B member active']);
  });
});
