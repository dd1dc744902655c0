import { type SyncRun, settledSteps, timeLeft } from '../domain/sync-run.ts';
import { minute } from '../runtime/clock.ts';
import { formatNumber } from './dates.ts';
import type { T } from './language.ts';

/** "416 von 640 Schritten, noch etwa 2 Minuten"; after the end, what came of it. */
export function runHeading(run: SyncRun, t: T): string {
  const settled = formatNumber(settledSteps(run), t.language);
  const values = { settled, total: formatNumber(run.total, t.language) };
  const open = run.skipped + run.refused;
  switch (run.state) {
    case 'running': {
      const left = timeLeft(run);
      return left === undefined
        ? t('sync-run.running', values)
        : t('sync-run.running-left', { ...values, left: timeText(left, t) });
    }
    case 'paused':
      return t('sync-run.paused', values);
    case 'stopped':
      return t('sync-run.stopped', values);
    case 'done':
      if (open > 0) return t('sync-run.done-but', { count: open, total: values.total });
      return run.total === 0
        ? t('sync-run.done-nothing')
        : t('sync-run.done', { count: run.total, total: values.total });
  }
}

/** Rounded: nobody believes seconds. */
function timeText(ms: number, t: T): string {
  if (ms < minute) return t('sync-run.less-than-a-minute');
  return t('sync-run.minutes', { count: Math.round(ms / minute) });
}

/** What the page of a run shows while it runs; also what its script is sent. */
export interface RunNow {
  heading: string;
  settled: number;
  total: number;
  state: SyncRun['state'];
  wish: SyncRun['wish'];
  done: number;
  wasSo: number;
  skipped: number;
  refused: number;
}

export function runNow(run: SyncRun, t: T): RunNow {
  const { state, wish, total, done, wasSo, skipped, refused } = run;
  return {
    heading: runHeading(run, t),
    settled: settledSteps(run),
    state,
    wish,
    total,
    done,
    wasSo,
    skipped,
    refused,
  };
}
