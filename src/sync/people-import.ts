import { folded } from '../domain/account-match.ts';
import { CodedError } from '../domain/errors.ts';
import type { ImportProblem } from '../domain/import-table.ts';
import { type MemberRole, rolesOfKind } from '../domain/member-role.ts';
import type { ImportChunk, PeopleImport } from '../domain/people-import.ts';
import { personRows } from '../domain/person-rows.ts';
import { schoolRows } from '../domain/school-rows.ts';
import { day } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { importChunks, peopleImports } from '../store/people-import.ts';
import { commitWhat, everyRow, insert, remove, type Store, type Stored, update } from '../store/port.ts';
import { schools } from '../store/school.ts';
import { spaces } from '../store/space.ts';
import { chunkOps } from './import-chunk.ts';
import { readTable } from './import-table.ts';
import type { SyncServices } from './services.ts';

type Keeper = Pick<SyncServices, 'store' | 'clock'>;

/** A list as somebody gives it. */
export interface GivenList {
  spaceId: string;
  /** Moodle site whose accounts the people have. */
  siteId: string;
  kind: PeopleImport['kind'];
  bytes: Uint8Array;
  /** Account of who reads it; null for the operator. */
  by: string | null;
  /** Roles by what the list may call them (`roleNames`). */
  roles: ReadonlyMap<string, MemberRole>;
}

/** What somebody sees before anything is in force. */
export interface ImportPreview {
  /** Absent where there are problems: then nothing is stored. */
  staged?: PeopleImport;
  rows: (ImportChunk['people'][number] | ImportChunk['schools'][number])[];
  problems: ImportProblem[];
}

const rowsInChunk = 200;
const waitsMs = day;
const keptMs = 90 * day;

/** Reads a list and keeps it for a day, until `applyImport`. @throws CodedError `space.not-found` */
export async function stageImport({ store, clock }: Keeper, list: GivenList): Promise<ImportPreview> {
  const { kind, spaceId, siteId, by: createdBy } = list;
  const { rows, problems } = await checkedRows(store, list);
  if (problems.length > 0) return { rows, problems };
  const [id, now] = [randomId(), clock()];
  const chunks = Math.ceil(rows.length / rowsInChunk);
  for (let no = 0; no < chunks; no += 1) {
    const own = rows.slice(no * rowsInChunk, (no + 1) * rowsInChunk);
    const content = kind === 'people' ? { people: own, schools: [] } : { people: [], schools: own };
    const chunk = { id: `${id}.${no}`, importId: id, no, ...content, createdBy, expiresAt: now + waitsMs };
    await store.commit([insert(importChunks, chunk as ImportChunk)]);
  }
  const staged: PeopleImport = {
    ...{ id, spaceId, siteId, kind, state: 'staged', rows: rows.length, chunks },
    ...{ createdBy, createdAt: now, expiresAt: now + waitsMs },
  };
  await store.commit([insert(peopleImports, staged)]);
  return { staged, rows, problems: [] };
}

async function checkedRows(store: Store, list: GivenList): Promise<ImportPreview> {
  const space = await store.get(spaces, list.spaceId);
  if (!space) throw new CodedError('space.not-found');
  const table = readTable(list.bytes);
  if ('code' in table) return { rows: [], problems: [table] };
  if (list.kind === 'schools') return schoolRows(table);
  const [usualRole = 'member'] = rolesOfKind[space.doc.kind];
  const known = await Array.fromAsync(everyRow(store, schools, 'bySpace', [list.spaceId]), ({ doc }) => doc);
  const byName = new Map(
    known.flatMap(({ id, number, name }) => [[folded(name), id] as const, [folded(number), id] as const]),
  );
  const { rows, problems } = personRows(table, { roles: list.roles, usualRole, schools: byName });
  return { rows: rows.map(({ line: _, ...row }) => row), problems };
}

/**
 * Puts a staged list into force: the decision is one commit, and whoever comes next carries it to its end, so that
 * nothing stays half imported.
 *
 * @throws CodedError `import.not-found`
 */
export async function applyImport(keeper: Keeper, importId: string): Promise<PeopleImport> {
  const { store, clock } = keeper;
  const list = await commitWhat(store, async () => {
    const stored = await store.get(peopleImports, importId);
    if (
      !stored ||
      (stored.doc.state === 'staged' && (await chunkCount(store, importId)) !== stored.doc.chunks)
    ) {
      throw new CodedError('import.not-found');
    }
    if (stored.doc.state !== 'staged') return { ops: [], result: stored.doc };
    const changes = { state: 'applying' as const, expiresAt: clock() + keptMs };
    return { ops: [update(peopleImports, stored, changes)], result: { ...stored.doc, ...changes } };
  });
  await finish(keeper, list);
  return { ...list, state: 'done' };
}

/** Carries to their end what was decided and broke off; before any plan. */
export async function finishImports(keeper: Keeper): Promise<void> {
  for await (const { doc } of everyRow(keeper.store, peopleImports, 'byState', ['applying']))
    await finish(keeper, doc);
}

async function finish({ store, clock }: Keeper, list: PeopleImport): Promise<void> {
  for await (const chunk of everyRow(store, importChunks, 'byImport', [list.id])) {
    await commitWhat(store, async () => {
      const stored = await store.get(importChunks, chunk.doc.id);
      if (!stored) return { ops: [], result: undefined };
      const ops = await chunkOps(store, clock(), list, stored.doc);
      return { ops: [...ops, remove(importChunks, stored)], result: undefined };
    });
  }
  await commitWhat(store, async () => {
    const stored: Stored<PeopleImport> | undefined = await store.get(peopleImports, list.id);
    return { ops: stored ? [update(peopleImports, stored, { state: 'done' })] : [], result: undefined };
  });
}

async function chunkCount(store: Store, importId: string): Promise<number> {
  return (await Array.fromAsync(everyRow(store, importChunks, 'byImport', [importId]))).length;
}
