import type { Curriculum } from '../../domain/training-curriculum.ts';
import { runsOf } from '../../store/training-run.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { type GroupFilter, GroupPage } from '../views/training-group.tsx';
import type { Answer, SpaceVisit } from '../visit.ts';
import { runPeople } from './run-people.ts';

/** How the group of a run stands. The part that is shown stands in the address: `?show=`, `?step=`. */
export async function groupPage(visit: TrainingVisit): Promise<Answer> {
  const { services, site, space, run, curriculum, now } = visit;
  const values = { site: site.id, space: space.doc.id };
  const [people, runs] = await Promise.all([
    runPeople(visit, run.doc, curriculum),
    runsOf(services.store, space.doc.id),
  ]);
  const group = (parameters: Record<string, string>): string =>
    `${addressOf(paths.group, values)}?${new URLSearchParams(parameters)}`;
  const query = new URLSearchParams({ run: run.doc.id });
  const page = GroupPage({
    frame: spaceFrame(visit, 'group'),
    run: run.doc,
    curriculum,
    now,
    people: people.map((person) => ({ ...person, address: traineeAddress(visit, person.participant.id) })),
    filter: filterOf(visit.request.query, curriculum),
    filters: filtersOf(curriculum).map((filter) => ({
      filter,
      href: group({ run: run.doc.id, ...parametersOf(filter) }),
    })),
    runs: runs
      .filter(({ doc }) => doc.id !== run.doc.id)
      .map(({ doc }) => ({ title: doc.title, href: group({ run: doc.id }) })),
    peoplePage: addressOf(paths.runPeople, { ...values, run: run.doc.id }),
    csv: `${addressOf(paths.groupTable, values)}?${query}`,
  });
  return { page };
}

export function traineeAddress({ site, space }: SpaceVisit, participant: string): string {
  return addressOf(paths.trainee, { site: site.id, space: space.doc.id, participant });
}

function filtersOf({ steps }: Curriculum): GroupFilter[] {
  return [
    { kind: 'all' },
    ...steps.map(({ id }): GroupFilter => ({ kind: 'step', stepId: id })),
    { kind: 'practice' },
    { kind: 'attention' },
  ];
}

function parametersOf(filter: GroupFilter): Record<string, string> {
  if (filter.kind === 'step') return { step: filter.stepId };
  return filter.kind === 'all' ? {} : { show: filter.kind };
}

/** Whatever an address asks for that there is not counts as everything. */
function filterOf(query: unknown, { steps }: Curriculum): GroupFilter {
  const { show, step } = (query ?? {}) as { show?: unknown; step?: unknown };
  if (typeof step === 'string' && steps.some(({ id }) => id === step)) return { kind: 'step', stepId: step };
  return { kind: show === 'practice' || show === 'attention' ? show : 'all' };
}
