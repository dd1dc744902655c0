import type { HoldReason } from '../domain/safeguard.ts';
import type { SyncPlan, SyncRun } from '../domain/sync-run.ts';
import { settledSteps, timeLeft } from '../domain/sync-run.ts';
import type { SyncStep, SyncWarning } from '../domain/sync-step.ts';
import { isTextKey, type T } from './language.ts';

/** "Netzbrücke → Moodle Lippenau: 12 neu, 3 ausgesetzt, 0 entfernt", with the rest where there is any. */
export function planHeadline({ counts, undoes }: SyncPlan, site: string, t: T): string {
  const { add, suspend, remove, reactivate, list } = counts;
  const parts = [
    t('sync.headline', { site, add, suspend, remove }),
    ...(reactivate > 0 ? [t('sync.reactivated', { count: reactivate })] : []),
    ...(list > 0 ? [t('sync.listed', { count: list })] : []),
  ];
  return `${undoes === null ? '' : `${t('sync.undo')}: `}${parts.join(', ')}`;
}

/** Name of a target by its key in a plan. */
export function targetText(plan: Pick<SyncPlan, 'targets'>, key: string, t: T): string {
  const found = plan.targets.find((one) => one.key === key);
  if (!found) return key;
  const { target, name } = found;
  switch (target.kind) {
    case 'cohort':
      return t('sync.target.cohort', { name: name || target.cohortId });
    case 'enrolment':
      return t('sync.target.enrolment', { name: name || target.courseId, role: target.role });
    case 'group':
      return t('sync.target.group', { name: name || target.groupId, course: target.courseId });
    case 'space':
      return t('sync.target.space', { name });
  }
}

/** Why a plan waits, one sentence each. */
export function holdText(plan: SyncPlan, reason: HoldReason, t: T): string {
  const values = {
    ...reason,
    ...('target' in reason && { target: targetText(plan, reason.target, t) }),
    ...('mappingId' in reason && {
      name: plan.mappings.find(({ id }) => id === reason.mappingId)?.name ?? reason.mappingId,
    }),
  };
  return t(`sync.hold.${reason.code}`, values);
}

/** Mappings that a plan leaves out, one sentence each. */
export function leftOutTexts({ leftOut = [] }: Pick<SyncPlan, 'leftOut'>, t: T): string[] {
  return leftOut.map(({ name, code }) => {
    const key = `errors.${code}.what`;
    return t('sync.left-out', { name, cause: isTextKey(key) ? t(key) : code });
  });
}

/** How often each warning is in some steps. */
export function warningTexts(steps: readonly Pick<SyncStep, 'warnings'>[], t: T): string[] {
  const counts = new Map<SyncWarning, number>();
  for (const { warnings } of steps)
    for (const warning of warnings) counts.set(warning, (counts.get(warning) ?? 0) + 1);
  return [...counts].map(([warning, count]) =>
    t('sync.warned', { count, warning: t(`sync.warnings.${warning}`) }),
  );
}

/** "120 von 300 Schritten, noch etwa 0 min 12 s". */
export function progressText(run: SyncRun, t: T): string {
  const parts = [t('sync.progress', { settled: settledSteps(run), total: run.total })];
  const left = timeLeft(run);
  if (left !== undefined) {
    const seconds = Math.ceil(left / 1000);
    parts.push(t('sync.time-left', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }));
  }
  return parts.join(', ');
}

export function resultText({ state, done, wasSo, skipped, refused }: SyncRun, t: T): string {
  return `${t(`sync.run-states.${state}`)}: ${t('sync.result', { done, wasSo, skipped, refused })}`;
}
