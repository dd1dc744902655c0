import type { ScoreOutcome } from '../domain/score-delivery.ts';
import { backOff } from '../domain/score-delivery.ts';
import type { Clock } from '../runtime/clock.ts';

/** Reasons that lie with the whole platform: whoever comes next would meet the same. */
const ofThePlatform: readonly (string | null)[] = ['service.wait', 'service.unreachable'];
/** How long a platform that does not answer is left alone (milliseconds). */
const silence = 30_000;

/**
 * Platforms that are left alone for a while: one that asks for patience, or does not answer, would else be asked
 * once for each score that waits, and would hold up the scores for all others.
 */
export interface Pauses {
  /** What an attempt would end with; undefined where it should be made. */
  outcomeFor(registrationId: string, attempts: number): ScoreOutcome | undefined;
  note(registrationId: string, outcome: ScoreOutcome): void;
}

export function createPauses(clock: Clock): Pauses {
  const pauses = new Map<string, { until: number; reason: string | null }>();
  return {
    outcomeFor(registrationId, attempts) {
      const pause = pauses.get(registrationId);
      const rest = (pause?.until ?? 0) - clock();
      if (!pause || rest <= 0) return undefined;
      const { reason } = pause;
      return {
        kind: 'postponed',
        reason,
        ms: reason === 'service.wait' ? rest : Math.max(rest, backOff(attempts)),
      };
    },
    note(registrationId, outcome) {
      if (outcome.kind !== 'postponed' || !ofThePlatform.includes(outcome.reason)) return;
      const { reason, ms } = outcome;
      pauses.set(registrationId, { until: clock() + (reason === 'service.wait' ? ms : silence), reason });
    },
  };
}
