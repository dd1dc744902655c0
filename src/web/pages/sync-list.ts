import { CodedError } from '../../domain/errors.ts';
import { rolesOfKind } from '../../domain/member-role.ts';
import { moodleFailureClass } from '../../domain/moodle-failure.ts';
import type { PeopleImport } from '../../domain/people-import.ts';
import { importChunks, peopleImports } from '../../store/people-import.ts';
import { roleNames } from '../../sync/import-table.ts';
import { applyImport, stageImport } from '../../sync/people-import.ts';
import { matchPeople } from '../../sync/people-match.ts';
import { addressOf, paths } from '../addresses.ts';
import { syncFrame } from '../frame.ts';
import { languages, translator } from '../language.ts';
import { SyncListPage } from '../views/sync-list.tsx';
import { SyncListProblemsPage } from '../views/sync-list-problems.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { peopleAddress, spaceOf } from './sync-people.ts';

const rowsShown = 50;

/** Reads a list, from a file or from pasted text. With a mistake in it, nothing of it is kept. */
export async function readList(visit: SignedInVisit): Promise<Answer> {
  const { services, site, account, fields, request } = visit;
  const { space } = await spaceOf(visit);
  const kind = fields.kind === 'schools' ? 'schools' : 'people';
  const { staged, problems, rows } = await stageImport(services, {
    ...{ spaceId: space.id, siteId: site.id, kind, by: account.id },
    bytes: bytesOf(visit),
    roles: roleNames(rolesOfKind[space.kind], (role) =>
      languages.map((one) => translator(one)(`roles.${role}`)),
    ),
  });
  request.log.info(
    { site: site.id, space: space.id, kind, rows: rows.length, problems: problems.length },
    'list',
  );
  if (!staged) {
    const page = SyncListProblemsPage({
      frame: syncFrame(visit, 'sync-people'),
      problems,
      spaceTitle: space.title,
      again: peopleAddress(visit, space.id),
      text: fields.text ?? '',
      upload: addressOf(paths.syncLists, { site: site.id, space: space.id }),
      seal: visit.seal,
      kind,
    });
    return { page, status: 422 };
  }
  return { redirect: listAddress(visit, space.id, staged.id) };
}

/** What a list would bring, before anything of it is in force. */
export async function listPage(visit: SignedInVisit): Promise<Answer> {
  const { services, site, seal } = visit;
  const { space } = await spaceOf(visit);
  const list = await listOf(visit, space.id);
  const { rows } = await services.store.find(importChunks, 'byImport', [list.id], { limit: 1 });
  const [first] = rows;
  const page = SyncListPage({
    frame: syncFrame(visit, 'sync-people'),
    ...{ seal, list, siteName: site.name, spaceTitle: space.title },
    people: first?.doc.people.slice(0, rowsShown) ?? [],
    schools: first?.doc.schools.slice(0, rowsShown) ?? [],
    apply: listAddress(visit, space.id, list.id),
    leave: peopleAddress(visit, space.id),
  });
  return { page };
}

/** Puts a list into force, all of it, and looks for the accounts of its people. */
export async function applyList(visit: SignedInVisit): Promise<Answer> {
  const { services, site, request } = visit;
  const { space } = await spaceOf(visit);
  const list = await listOf(visit, space.id);
  await applyImport(services, list.id);
  request.log.info(
    { site: site.id, space: space.id, list: list.id, account: visit.account.id },
    'list applied',
  );
  const redirect = peopleAddress(visit, space.id);
  if (list.kind === 'schools') return { redirect, flash: { notice: 'schools-imported' } };
  try {
    await matchPeople(services.sync, space.id, site.id);
  } catch (error) {
    // The people are in; their accounts are looked for by a button, when Moodle answers again.
    if (!(error instanceof CodedError) || moodleFailureClass(error.code) === undefined) throw error;
    return { redirect, flash: { notice: 'people-imported-unmatched' } };
  }
  return { redirect, flash: { notice: 'people-imported' } };
}

function bytesOf({ request, fields }: SignedInVisit): Uint8Array {
  const { file } = (request.body ?? {}) as { file?: unknown };
  if (file instanceof Uint8Array && file.length > 0) return file;
  return new TextEncoder().encode(fields.text ?? '');
}

async function listOf({ services, site, values }: SignedInVisit, spaceId: string): Promise<PeopleImport> {
  const found = (await services.store.get(peopleImports, values.list ?? ''))?.doc;
  if (found?.spaceId !== spaceId || found.siteId !== site.id) throw new CodedError('import.not-found');
  return found;
}

function listAddress({ site }: SignedInVisit, space: string, list: string): string {
  return addressOf(paths.syncList, { site: site.id, space, list });
}
