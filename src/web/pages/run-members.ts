import { memberships } from '../../store/membership.ts';
import { everyRow } from '../../store/port.ts';
import { mentorsOf, participants } from '../../store/training-participant.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { Draft } from '../views/problems.tsx';
import { type PersonFieldName, RunPeoplePage, type RunPeoplePageProps } from '../views/run-people.tsx';
import type { Answer } from '../visit.ts';
import { byLastName, namesOf } from './run-people.ts';
import { mayTakePart, rosterFor } from './run-roster.ts';
import { runAddress } from './runs.ts';
import { traineeAddress } from './training-group.ts';

/** What was not right in one of the forms. */
export interface PeopleDrafts {
  isNobodyTicked?: 'course' | 'members';
  person?: { id: string; draft: Draft<PersonFieldName> };
}

/** Who takes part in a run, and who could. */
export async function runPeoplePage(visit: TrainingVisit, drafts: PeopleDrafts = {}): Promise<Answer> {
  const { services, site, space, run, t } = visit;
  const { store } = services;
  const values = { site: site.id, space: space.doc.id, run: run.doc.id };
  const [inRun, members, roster] = await Promise.all([
    Array.fromAsync(everyRow(store, participants, 'byRun', [run.doc.id]), ({ doc }) => doc),
    Array.fromAsync(everyRow(store, memberships, 'bySpace', [space.doc.id]), ({ doc }) => doc),
    rosterFor(visit, run.doc.id),
  ]);
  // Who was removed from the space comes back by the list of its members, not here.
  const removed = new Set(
    members.filter(({ status }) => status === 'removed').map(({ accountId }) => accountId),
  );
  const all = inRun.filter(({ accountId }) => !removed.has(accountId));
  const mentorOf = await mentorsOf(store, all);
  const names = await namesOf(
    store,
    t,
    space.doc.id,
    members.map(({ accountId }) => accountId),
  );
  const name = (accountId: string): string => names.get(accountId) ?? '';
  const inOrder = <Item extends { name: string }>(items: Item[]): Item[] =>
    items.sort((a, b) => byLastName(a.name, b.name));
  const known = new Set(all.map(({ accountId }) => accountId));
  const page = RunPeoplePage({
    frame: spaceFrame(visit, 'runs'),
    seal: visit.seal,
    run: run.doc,
    back: runAddress(visit, run.doc.id),
    action: addressOf(paths.runPeople, values),
    people: inOrder(
      all
        .filter(({ isGone }) => !isGone)
        .map(({ id, accountId, practiceNetwork }) => {
          const mentorId = mentorOf.get(accountId);
          const of = { ...values, participant: id };
          return {
            ...{ id, name: name(accountId), page: traineeAddress(visit, id), network: practiceNetwork },
            ...{ mentorId: mentorId ?? '', mentor: mentorId === undefined ? undefined : name(mentorId) },
            action: addressOf(paths.runPerson, of),
            remove: addressOf(paths.runPersonRemoval, of),
            ...(drafts.person?.id === id ? { draft: drafts.person.draft } : {}),
          };
        }),
    ),
    gone: inOrder(
      all
        .filter(({ isGone }) => isGone)
        .map(({ id, accountId }) => ({
          ...{ id, name: name(accountId) },
          bringBack: addressOf(paths.runPersonReturn, { ...values, participant: id }),
        })),
    ),
    mentors: inOrder(
      members
        .filter(({ role, status, isConfirmed }) => role === 'mentor' && status === 'active' && isConfirmed)
        .map(({ accountId }) => ({ id: accountId, name: name(accountId) })),
    ),
    course: courseOf(visit, roster),
    members: inOrder(
      members
        .filter((member) => mayTakePart(member) && !known.has(member.accountId))
        .map(({ accountId }) => ({ value: accountId, name: name(accountId) })),
    ),
    ...(visit.may('manage-members') ? { invitations: addressOf(paths.settings, values) } : {}),
    ...(drafts.isNobodyTicked ? { isNobodyTicked: drafts.isNobodyTicked } : {}),
  });
  return Object.keys(drafts).length === 0 ? { page } : { page, status: 422 };
}

function courseOf(
  { t }: TrainingVisit,
  roster: Awaited<ReturnType<typeof rosterFor>>,
): RunPeoplePageProps['course'] {
  if (!roster || 'failure' in roster) return roster;
  const candidates = roster.entries
    .map(({ sub, displayName }) => ({ value: sub, name: displayName || t('roster.nameless') }))
    .sort((a, b) => byLastName(a.name, b.name));
  return { title: roster.title, candidates };
}
