import { stringify } from 'csv-stringify/sync';
import type { SyncPlan } from '../domain/sync-run.ts';
import type { SyncStep } from '../domain/sync-step.ts';
import type { T } from './language.ts';
import { targetText } from './sync-text.ts';

const columns = ['no', 'step', 'person', 'account', 'where', 'why', 'know', 'undo', 'state'] as const;

/**
 * Steps of a plan as a table for a spreadsheet: with BOM, by `;`, and with cells that a spreadsheet would take for a
 * formula made harmless.
 *
 * @param personOf what to call the person of a step; empty where only the number of the account is known
 */
export function planTable(
  plan: SyncPlan,
  steps: readonly SyncStep[],
  personOf: (step: SyncStep) => string,
  t: T,
): string {
  const rows = steps.map((step) => [
    String(step.no + 1),
    t(`sync.actions.${step.action}`),
    personOf(step),
    step.userId > 0 ? String(step.userId) : '',
    targetText(plan, step.target, t),
    t(`sync.reasons.${step.reason}`),
    step.warnings.map((warning) => t(`sync.warnings.${warning}`)).join('; '),
    t(step.isReversible ? 'sync-plan.file.yes' : 'sync-plan.file.not'),
    t(`sync.step-states.${step.state}`),
  ]);
  return stringify([columns.map((name) => t(`sync-plan.file.${name}`)), ...rows], {
    delimiter: ';',
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
