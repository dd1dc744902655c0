import { CodedError } from '../../domain/errors.ts';
import type { PersonEntry } from '../../domain/person-entry.ts';
import { mayBringIn } from '../../domain/sync-access.ts';
import { personEntries } from '../../store/person-entry.ts';
import { everyRow } from '../../store/port.ts';
import { importTemplate } from '../../sync/import-table.ts';
import { confirmMatch, matchPeople } from '../../sync/people-match.ts';
import { addressOf, paths } from '../addresses.ts';
import { syncFrame } from '../frame.ts';
import { SyncPeoplePage } from '../views/sync-people.tsx';
import { SyncPeopleSpacesPage } from '../views/sync-people-spaces.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { moodlePeople } from './moodle-people.ts';
import { type KnownSpace, knownSpaces } from './sync-spaces.ts';

const openShown = 100;

/** Spaces into which this administrator may bring people by a list. */
export async function peopleSpacesPage(visit: SignedInVisit): Promise<Answer> {
  const spaces = await knownSpaces(visit);
  const open = spaces.filter(({ space, standing }) => mayBringIn(space.kind, standing));
  const page = SyncPeopleSpacesPage({
    frame: syncFrame(visit, 'sync-people'),
    spaces: open.map(({ space }) => ({ space, href: peopleAddress(visit, space.id) })),
    hasOthers: spaces.length > open.length,
  });
  return { page };
}

/** People of a space by list: who has a Moodle account, whom a human has to confirm, and a form for a list. */
export async function spacePeoplePage(visit: SignedInVisit): Promise<Answer> {
  const { services, site, seal } = visit;
  const { space } = await spaceOf(visit);
  const rows = everyRow(services.store, personEntries, 'bySpace', [space.id, site.id]);
  const entries = await Array.fromAsync(rows, ({ doc }) => doc);
  const count = (state: PersonEntry['state']): number => entries.filter((one) => one.state === state).length;
  const open = entries.filter(({ candidates, state }) => candidates.length > 0 && state !== 'found');
  const shown = open.slice(0, openShown);
  const candidates = shown.flatMap((entry) =>
    entry.candidates.map((userId) => ({ userId, accountId: null })),
  );
  const people = await moodlePeople(visit, candidates);
  const values = { site: site.id, space: space.id };
  const template = addressOf(paths.syncTemplate, { site: site.id });
  const page = SyncPeoplePage({
    frame: syncFrame(visit, 'sync-people'),
    ...{ seal, space, siteName: site.name },
    counts: {
      ...{ found: count('found'), waiting: count('waiting'), none: count('none') },
      ...{ 'to-confirm': count('to-confirm'), several: count('several') },
    },
    open: shown.map((entry) => ({
      entry,
      candidates: entry.candidates.map((userId) => people.of({ userId, accountId: null })),
      confirm: addressOf(paths.syncConfirm, { ...values, entry: entry.id }),
    })),
    hidden: open.length - shown.length,
    missing: entries.filter(({ state }) => state === 'none').slice(0, openShown),
    match: addressOf(paths.syncMatch, values),
    upload: addressOf(paths.syncLists, values),
    templates: { people: template, schools: `${template}?kind=schools` },
    all: addressOf(paths.syncPeople, { site: site.id }),
  });
  return { page };
}

/** Looks in Moodle for the accounts of everybody who has none yet. @throws CodedError `moodle.*` */
export async function matchAgain(visit: SignedInVisit): Promise<Answer> {
  const { space } = await spaceOf(visit);
  await matchPeople(visit.services.sync, space.id, visit.site.id);
  return { redirect: peopleAddress(visit, space.id), flash: { notice: 'people-matched' } };
}

/** A human says: this person has this account. @throws CodedError `import.*` */
export async function confirmPerson(visit: SignedInVisit): Promise<Answer> {
  const { services, site, values, fields } = visit;
  const { space } = await spaceOf(visit);
  const entry = await services.store.get(personEntries, values.entry ?? '');
  const isHere = entry?.doc.spaceId === space.id && entry.doc.siteId === site.id;
  if (!entry || !isHere) throw new CodedError('import.not-found');
  if (!/^[1-9]\d{0,9}$/.test(fields.user ?? '')) throw new CodedError('request.invalid', { field: 'user' });
  await confirmMatch(services.sync, entry.doc.id, Number(fields.user));
  return { redirect: peopleAddress(visit, space.id), flash: { notice: 'person-confirmed' } };
}

/** First lines of a list, with an invented person: for spreadsheets with BOM. */
export async function templateFile(visit: SignedInVisit): Promise<Answer> {
  const kind = (visit.request.query as { kind?: unknown }).kind === 'schools' ? 'schools' : 'people';
  return {
    file: importTemplate(kind),
    type: 'text/csv; charset=utf-8',
    name: visit.t(`sync-people.files.${kind}`),
  };
}

/** The space in the address. @throws CodedError `space.not-found`, `access.denied`: its members are made by owners */
export async function spaceOf(visit: SignedInVisit): Promise<KnownSpace> {
  const found = (await knownSpaces(visit)).find(({ space }) => space.id === visit.values.space);
  if (!found) throw new CodedError('space.not-found');
  const { space, standing } = found;
  if (!mayBringIn(space.kind, standing)) {
    throw new CodedError('access.denied', { action: 'manage-members', kind: space.kind, standing });
  }
  return found;
}

export function peopleAddress({ site }: SignedInVisit, space: string): string {
  return addressOf(paths.syncSpacePeople, { site: site.id, space });
}
