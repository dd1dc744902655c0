import type { Site } from '../domain/site.ts';
import type { SyncPlan, SyncRun } from '../domain/sync-run.ts';
import type { SyncStep } from '../domain/sync-step.ts';
import { everyRow, type Store } from '../store/port.ts';
import { syncSteps } from '../store/sync-plan.ts';
import { stepsOf } from '../sync/plan-store.ts';
import { planById } from '../sync/status.ts';
import { isTextKey, type T } from '../web/language.ts';
import { holdText, leftOutTexts, planHeadline, targetText, warningTexts } from '../web/sync-text.ts';

/** Enough of a hash to tell plans apart by hand. */
const shownHash = 12;

/** A plan in words; with every step where that is asked for. People are named by their Moodle account's number. */
export async function planLines(
  store: Store,
  plan: SyncPlan,
  site: Pick<Site, 'name'>,
  { steps: withSteps, issuer }: { steps: boolean; issuer: string },
  t: T,
): Promise<string[]> {
  const steps = await stepsOf(store, plan.id);
  const lines = [planHeadline(plan, site.name, t)];
  for (const { key, size, notOurs, counts } of plan.targets) {
    const { add, reactivate, suspend, remove, list } = counts;
    const parts = Object.entries({ add, reactivate, suspend, remove, list })
      .filter(([, count]) => count > 0)
      .map(([action, count]) => `${count} ${t(`sync.actions.${action as keyof typeof counts}`)}`);
    const inTarget = t('sync.in-target', { size, notOurs });
    lines.push(`- ${targetText(plan, key, t)}: ${[...parts, inTarget].join(', ')}`);
  }
  for (const warning of warningTexts(steps, t)) lines.push(`  ${warning}`);
  lines.push(...leftOutTexts(plan, t));
  if (plan.unmatched > 0) lines.push(t('sync.unmatched', { count: plan.unmatched }));
  if (plan.irreversible > 0) lines.push(t('sync.irreversible', { count: plan.irreversible }));
  if (plan.lost.grades + plan.lost.dates > 0) lines.push(t('sync.lost', plan.lost));
  if (withSteps) lines.push(...steps.map((step) => stepLine(plan, step, t)));
  return [...lines, ...nextLines(plan, steps.length, issuer, t)];
}

function nextLines(plan: SyncPlan, steps: number, issuer: string, t: T): string[] {
  if (plan.holdReasons.length === 0 || plan.state === 'open') {
    return [steps === plan.counts.list ? t('sync.nothing') : t('sync.next.apply', { issuer })];
  }
  return [
    t('sync.waits'),
    ...new Set(plan.holdReasons.map((reason) => `- ${holdText(plan, reason, t)}`)),
    t('sync.next.approve', { issuer, hash: plan.hash.slice(0, shownHash) }),
    ...(plan.irreversible > 0 ? [t('sync.next.remove')] : []),
  ];
}

function stepLine(plan: SyncPlan, { action, userId, target, reason }: SyncStep, t: T): string {
  const values = { action: t(`sync.actions.${action}`), user: userId, reason: t(`sync.reasons.${reason}`) };
  return `  ${t('sync.step', { ...values, target: targetText(plan, target, t) })}`;
}

/** What did not work, step by step, with Moodle's own words; and why a run stands still. */
export async function troubleLines(store: Store, run: SyncRun, t: T): Promise<string[]> {
  const plan = await planById(store, run.planId);
  const lines: string[] = [];
  for (const state of ['refused', 'skipped']) {
    for await (const { doc } of everyRow(store, syncSteps, 'byState', [plan.id, state]))
      lines.push(...stepTrouble(plan, doc, t));
  }
  if (run.failure !== null) {
    for (const part of ['what', 'admin', 'todo']) {
      const key = `errors.${run.failure}.${part}`;
      if (isTextKey(key)) lines.push(t(key));
    }
    lines.push(`[${run.failure}]`);
  }
  return lines;
}

function stepTrouble(
  plan: SyncPlan,
  { state, userId, target, code = '', message }: SyncStep,
  t: T,
): string[] {
  const key = `errors.${code}.what`;
  const values = { state: t(`sync.step-states.${state}`), user: userId, target: targetText(plan, target, t) };
  return [
    `- ${t('sync.failed-step', { ...values, cause: isTextKey(key) ? t(key) : code })}`,
    ...(message === undefined ? [] : [`  ${t('sync.said', { message })}`]),
  ];
}
