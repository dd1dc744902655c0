import { CodedError } from '../domain/errors.ts';
import type { SyncPlan } from '../domain/sync-run.ts';
import { planSync } from '../sync/plan.ts';
import { workOn } from '../sync/run.ts';
import type { SyncServices } from '../sync/services.ts';

/** What goes on after a page has been answered. */
export interface SyncWork {
  /** Works on a run until it is done, paused or stopped; whoever asks twice, asks once. */
  begin(runId: string): void;
  /** Plans; a form that was sent twice gets the same plan. @throws CodedError as `planSync` does */
  plan(siteId: string, mappingIds: readonly string[]): Promise<SyncPlan>;
  /** Aborted when this process ends. */
  readonly signal: AbortSignal;
  /** Pauses what runs, after the calls that are under way. */
  stop(): Promise<void>;
}

export function createSyncWork(services: SyncServices): SyncWork {
  const stopping = new AbortController();
  const { signal } = stopping;
  const runs = new Map<string, Promise<unknown>>();
  const plans = new Map<string, Promise<SyncPlan>>();
  return {
    signal,
    begin(runId) {
      if (runs.has(runId)) return;
      const working = workOn(services, runId, { signal })
        .catch((error: unknown) => {
          // Another process has it, or the store is gone: the run is taken up again where it was.
          const code = error instanceof CodedError ? error.code : 'internal.unexpected';
          services.log.warn({ run: runId, code }, 'sync');
        })
        .finally(() => runs.delete(runId));
      runs.set(runId, working);
    },
    plan(siteId, mappingIds) {
      const key = JSON.stringify([siteId, ...mappingIds]);
      const known = plans.get(key);
      if (known) return known;
      const planning = planSync(services, siteId, { mappingIds });
      plans.set(key, planning);
      const forget = (): void => void plans.delete(key);
      planning.then(forget, forget);
      return planning;
    },
    async stop() {
      stopping.abort();
      await Promise.all(runs.values());
    },
  };
}
