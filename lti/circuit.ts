import { CodedError } from '../src/domain/errors.ts';
import type { Clock } from '../src/runtime/clock.ts';

/** Failures in a row after which nobody waits any more. */
const mostFailures = 3;
/** Milliseconds until one call tries again. */
const rest = 30_000;

interface State {
  failures: number;
  /** Epoch milliseconds; until then nothing is tried. */
  restsUntil: number;
  isTrying: boolean;
}

/**
 * Spares calls to something that does not answer: after three failures in a row they fail at once for half a minute,
 * then one call tries for all. Without it each page would wait for the whole timeout.
 */
export interface Circuit {
  /** @throws CodedError `service.unreachable` without calling; else what `call` throws */
  run<Result>(id: string, call: () => Promise<Result>): Promise<Result>;
}

export function createCircuit(clock: Clock): Circuit {
  const states = new Map<string, State>();
  return {
    async run(id, call) {
      const state = states.get(id) ?? { failures: 0, restsUntil: 0, isTrying: false };
      const isOpen = state.failures >= mostFailures;
      if (isOpen && (state.isTrying || clock() < state.restsUntil))
        throw new CodedError('service.unreachable', { reason: 'resting' });
      states.set(id, state);
      state.isTrying = true;
      try {
        const result = await call();
        states.delete(id);
        return result;
      } catch (error) {
        if (isSilence(error)) {
          state.failures += 1;
          state.restsUntil = clock() + rest;
        } else states.delete(id);
        throw error;
      } finally {
        state.isTrying = false;
      }
    },
  };
}

/** A refusal is an answer. */
function isSilence(error: unknown): boolean {
  return error instanceof CodedError && error.code === 'service.unreachable';
}
