import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../domain/errors.ts';
import type { ScoreDelivery } from '../domain/score-delivery.ts';
import type { Stored } from '../store/port.ts';
import { createDueScores, type DueScores } from './due-scores.ts';
import { createPauses, type Pauses } from './pauses.ts';
import { deliver, type ScoreServices, settle } from './score-delivery.ts';

/** How many are claimed at once, for each worker. */
const ahead = 3;
const lookEvery = 1000;

export interface ScoreWorkers {
  /** Delivers from now on what is due. */
  start(): void;
  /** Takes nothing more, waits for what is being sent, and gives back what was not. */
  stop(): Promise<void>;
  /** Delivers everything that is due now. @throws CodedError `store.*` */
  drain(): Promise<void>;
}

/** Brings scores into the gradebooks, `workers` at a time (4 unless told). */
export function createScoreWorkers(services: ScoreServices, { workers = 4 } = {}): ScoreWorkers {
  const pauses = createPauses(services.clock);
  const due = createDueScores(services.store, workers * ahead);
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<unknown> = Promise.resolve();
  const each = (work: () => Promise<void>): Promise<unknown> =>
    Promise.all(Array.from({ length: workers }, () => work()));
  return {
    start() {
      running = each(async () => {
        while (!signal.aborted) {
          await deliverDue(services, pauses, due, signal).catch((error: unknown) => report(services, error));
          await sleep(lookEvery, undefined, { signal, ref: false }).catch(() => undefined);
        }
      });
    },
    async stop() {
      stopping.abort();
      await running;
      for (const { doc } of due.rest()) {
        const postponed = { kind: 'postponed', reason: doc.reason, ms: 0 } as const;
        await settle(services, doc, postponed).catch((error: unknown) => report(services, error));
      }
    },
    async drain() {
      await each(() => deliverDue(services, pauses, due, signal));
    },
  };
}

async function deliverDue(
  services: ScoreServices,
  pauses: Pauses,
  due: DueScores,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const claimed = await due.next();
    if (!claimed) return;
    await deliverUnlessPaused(services, pauses, claimed);
  }
}

async function deliverUnlessPaused(
  services: ScoreServices,
  pauses: Pauses,
  claimed: Stored<ScoreDelivery>,
): Promise<void> {
  const { registrationId, attempts } = claimed.doc;
  const paused = pauses.outcomeFor(registrationId, attempts);
  if (paused) return settle(services, claimed.doc, paused);
  pauses.note(registrationId, await deliver(services, claimed));
}

/** A delivery that broke off here is taken again when its lease ends. */
function report({ log }: ScoreServices, error: unknown): void {
  const code = error instanceof CodedError ? error.code : 'internal.unexpected';
  log.warn({ code }, 'scores wait');
}
