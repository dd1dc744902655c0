import { readFile } from 'node:fs/promises';
import { CodedError } from '../domain/errors.ts';
import { memberRoles } from '../domain/member-role.ts';
import type { PeopleImport } from '../domain/people-import.ts';
import { personEntries } from '../store/person-entry.ts';
import { everyRow } from '../store/port.ts';
import { importTemplate, roleNames } from '../sync/import-table.ts';
import { applyImport, stageImport } from '../sync/people-import.ts';
import { confirmMatch, matchPeople } from '../sync/people-match.ts';
import type { SyncServices } from '../sync/services.ts';
import { languages, translator } from '../web/language.ts';
import { type SyncFlags, siteOf, type Terminal } from './sync.ts';

export interface ImportFlags extends SyncFlags {
  space: string;
  kind: PeopleImport['kind'];
  yes?: boolean;
}

const roles = roleNames(memberRoles, (role) =>
  languages.map((language) => translator(language)(`roles.${role}`)),
);

/** Reads a list, says what is wrong with it line by line, and applies it with `yes`. Returns whether it was in order. */
export async function importPeople(
  services: SyncServices,
  file: string,
  { issuer, language, space: spaceId, kind, yes }: ImportFlags,
  { print }: Terminal,
): Promise<boolean> {
  const t = translator(language);
  const site = await siteOf(services, issuer);
  const bytes = await readFile(file);
  const { staged, problems, rows } = await stageImport(services, {
    spaceId,
    siteId: site.id,
    kind,
    bytes,
    by: null,
    roles,
  });
  for (const { line, code, column = '', other = 0 } of problems) {
    print(t('people.problem', { line, what: t(`people.problems.${code}`, { column, other }) }));
  }
  if (!staged) {
    print(t('people.nothing-stored'));
    return false;
  }
  print(t('people.rows', { count: rows.length }));
  if (!yes) print(t('people.not-yet'));
  else {
    await applyImport(services, staged.id);
    print(t('people.applied', { count: staged.rows }));
    if (kind === 'people') await matchCommand(services, { issuer, language, space: spaceId }, { print });
  }
  return true;
}

/** Looks for the Moodle accounts of imported people, and names those that a human has to choose. */
export async function matchCommand(
  services: SyncServices,
  { issuer, language, space }: SyncFlags & { space: string },
  { print }: Pick<Terminal, 'print'>,
): Promise<void> {
  const t = translator(language);
  const site = await siteOf(services, issuer);
  const { found, several, none, ...rest } = await matchPeople(services, space, site.id);
  print(t('people.matched', { found, several, none, confirm: rest['to-confirm'] }));
  for await (const { doc } of everyRow(services.store, personEntries, 'bySpace', [space, site.id])) {
    if (doc.candidates.length === 0) continue;
    print(t('people.candidates', { name: doc.name, entry: doc.id, candidates: doc.candidates.join(', ') }));
  }
}

/** @throws CodedError `request.invalid`, `import.not-found`, `import.candidate-unknown` */
export async function confirmCommand(
  services: SyncServices,
  entry: string,
  account: string,
  { print }: Terminal,
): Promise<void> {
  if (!/^\d+$/.test(account)) throw new CodedError('request.invalid', { option: 'account' });
  await confirmMatch(services, entry, Number(account));
  print(translator('en')('people.confirmed'));
}

export function printTemplate(kind: PeopleImport['kind'], write: (text: string) => void): void {
  write(importTemplate(kind));
}
