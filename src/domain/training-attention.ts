import { type Curriculum, meetingKinds, unitsOf } from './training-curriculum.ts';
import type { Participant } from './training-participant.ts';
import { countedUnits, isDone, nextUnit } from './training-progress.ts';
import type { TrainingRun } from './training-run.ts';

const day = 86_400_000;
/** The stated rule of "braucht Hilfe". */
export const attentionRule = { failedAttempts: 3, silentDays: 14, overdueDays: 3 } as const;

/** Why somebody needs a look, with since when in epoch milliseconds. */
export type AttentionReason =
  | { kind: 'self-check-failed'; unitKey: string; attempts: number; best: number; since: number }
  | { kind: 'meeting-missed'; unitKey: string; since: number }
  | { kind: 'step-overdue'; stepId: string; since: number }
  | { kind: 'silent'; since: number };

/**
 * Reasons to look after somebody, the longest-standing first: a self-check failed three times and not passed; a
 * meeting that is over, without having been there; a step three days overdue; nothing done for fourteen days while
 * something is open. Nobody whose training is complete or whose run is not under way needs a look.
 */
export function attentionOf(
  curriculum: Curriculum,
  run: Pick<TrainingRun, 'meetings' | 'dueAt' | 'state'>,
  participant: Participant,
  now: number,
): AttentionReason[] {
  if (run.state !== 'running' || participant.completedAt !== null || participant.isGone) return [];
  const { units: states } = participant;
  const reasons: AttentionReason[] = [];
  for (const { unit } of unitsOf(curriculum)) {
    if (unit.isOptional || isDone(states, unit)) continue;
    const { attempts = 0, best = 0, at = 0 } = states[unit.key] ?? {};
    if (unit.kind === 'self-check' && attempts >= attentionRule.failedAttempts) {
      reasons.push({ kind: 'self-check-failed', unitKey: unit.key, attempts, best, since: at });
    }
    const meeting = run.meetings[unit.key];
    const isOver = meeting !== undefined && meeting.endsAt < now && meeting.endsAt > participant.joinedAt;
    if (meetingKinds.includes(unit.kind) && isOver) {
      reasons.push({ kind: 'meeting-missed', unitKey: unit.key, since: meeting.endsAt });
    }
  }
  for (const step of curriculum.steps) {
    const dueAt = run.dueAt[step.id];
    const isLate = dueAt !== undefined && dueAt + attentionRule.overdueDays * day < now;
    const isAloneOpen = countedUnits(step).some(
      (unit) => !meetingKinds.includes(unit.kind) && !isDone(states, unit),
    );
    if (isLate && isAloneOpen) reasons.push({ kind: 'step-overdue', stepId: step.id, since: dueAt });
  }
  const isSilent = now - participant.lastActiveAt > attentionRule.silentDays * day;
  if (isSilent && nextUnit(curriculum, states))
    reasons.push({ kind: 'silent', since: participant.lastActiveAt });
  return reasons.sort((a, b) => a.since - b.since);
}
