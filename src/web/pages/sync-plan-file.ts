import { stepsOf } from '../../sync/plan-store.ts';
import { filteredSteps, filterOf } from '../plan-filter.ts';
import { planTable } from '../plan-table.ts';
import { moodlePersonText } from '../views/moodle-person.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { moodlePeople } from './moodle-people.ts';
import { planOf } from './sync-plan.ts';

/** Every step of a plan, or those of the filter, as a table for a spreadsheet. */
export async function planFile(visit: SignedInVisit): Promise<Answer> {
  const { services, t } = visit;
  const plan = await planOf(visit);
  const steps = filteredSteps(await stepsOf(services.store, plan.id), filterOf(visit));
  const people = await moodlePeople(visit, steps);
  return {
    file: planTable(plan, steps, (step) => moodlePersonText(t, people.of(step)), t),
    type: 'text/csv; charset=utf-8',
    name: t('sync-plan.file.name'),
  };
}
