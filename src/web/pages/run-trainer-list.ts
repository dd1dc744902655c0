import { isLeading } from '../../domain/member-role.ts';
import type { Membership } from '../../domain/membership.ts';
import { memberships } from '../../store/membership.ts';
import { everyRow } from '../../store/port.ts';
import { runTrainers } from '../../store/training-run.ts';
import { addressOf, paths } from '../addresses.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { RunPageProps } from '../views/run.tsx';
import { byLastName, namesOf } from './run-people.ts';

/** Who trains in a run, and who could. */
export async function trainersPart(
  visit: TrainingVisit,
  runId: string,
): Promise<Omit<RunPageProps['trainers'], 'draft'>> {
  const { services, site, space, t } = visit;
  const { store } = services;
  const values = { site: site.id, space: space.doc.id, run: runId };
  const trainers = await Array.fromAsync(everyRow(store, runTrainers, 'byRun', [runId]));
  const ids = new Set(trainers.map(({ doc }) => doc.accountId));
  const possible = (await possibleTrainers(visit)).filter((id) => !ids.has(id));
  const names = await namesOf(store, t, space.doc.id, [...ids, ...possible]);
  const named = (all: Iterable<string>) =>
    [...all].map((id) => ({ id, name: names.get(id) ?? '' })).sort((a, b) => byLastName(a.name, b.name));
  return {
    action: addressOf(paths.runTrainers, values),
    listed: named(ids).map(({ id, name }) => ({
      name,
      remove: addressOf(paths.runTrainerRemoval, { ...values, account: id }),
    })),
    offered: named(possible),
  };
}

/** Accounts of members who may train: a run gives no right that the space did not give. */
export async function possibleTrainers({ services, space }: TrainingVisit): Promise<string[]> {
  const members = await Array.fromAsync(everyRow(services.store, memberships, 'bySpace', [space.doc.id]));
  return members.filter(({ doc }) => mayTrain(doc)).map(({ doc }) => doc.accountId);
}

function mayTrain({ status, isConfirmed, isOwner, role }: Membership): boolean {
  return status === 'active' && (isOwner || (isConfirmed && isLeading(role)));
}
