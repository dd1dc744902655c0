import { stringify } from 'csv-stringify/sync';
import { stepsOf } from '../../sync/plan-store.ts';
import { filteredSteps, filterOf } from '../plan-filter.ts';
import { targetText } from '../sync-text.ts';
import { moodlePersonText } from '../views/moodle-person.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { moodlePeople } from './moodle-people.ts';
import { planOf } from './sync-plan.ts';

/**
 * Every step of a plan, or those of the filter, as a table for a spreadsheet: with BOM, by `;`, and with cells that a
 * spreadsheet would take for a formula made harmless.
 */
export async function planFile(visit: SignedInVisit): Promise<Answer> {
  const { services, t } = visit;
  const plan = await planOf(visit);
  const steps = filteredSteps(await stepsOf(services.store, plan.id), filterOf(visit));
  const people = await moodlePeople(visit, steps);
  const rows = steps.map((step) => [
    String(step.no + 1),
    t(`sync.actions.${step.action}`),
    moodlePersonText(t, people.of(step)),
    step.userId > 0 ? String(step.userId) : '',
    targetText(plan, step.target, t),
    t(`sync.reasons.${step.reason}`),
    step.warnings.map((warning) => t(`sync.warnings.${warning}`)).join('; '),
    t(step.isReversible ? 'sync-plan.file.yes' : 'sync-plan.file.not'),
    t(`sync.step-states.${step.state}`),
  ]);
  const header = ['no', 'step', 'person', 'account', 'where', 'why', 'know', 'undo', 'state'] as const;
  const titles = header.map((name) => t(`sync-plan.file.${name}`));
  return {
    file: stringify([titles, ...rows], {
      delimiter: ';',
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    }),
    type: 'text/csv; charset=utf-8',
    name: t('sync-plan.file.name'),
  };
}
