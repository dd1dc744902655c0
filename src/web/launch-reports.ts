import type { LaunchTrace } from '../../lti/launch.ts';
import { CodedError, type ErrorCode } from '../domain/errors.ts';
import type { LaunchReport } from '../domain/launch-report.ts';
import { type Clock, day } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { nextPlace, placeOp, reportsPerSite } from '../store/launch-report.ts';
import type { Op, Store } from '../store/port.ts';

const retention = 14 * day;
const flushAfterMs = 1000;
const bufferLimit = 500;

type NewReport = Omit<LaunchReport, 'id'>;

/**
 * Reports of launches whose state we issued, and counts of all other refusals. Reports are gathered and written
 * together: a launch does not wait for its report, and a lost one harms nobody.
 */
export class LaunchReports {
  readonly #services: { store: Store; clock: Clock; log: Log };
  readonly #places = new Map<string, number>();
  readonly #strangers = new Map<ErrorCode, number>();
  #gathered: NewReport[] = [];
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(services: { store: Store; clock: Clock; log: Log }) {
    this.#services = services;
  }

  /** @param failure what the launch was refused with; undefined for one that was let in */
  record(trace: LaunchTrace, requestNumber: string, failure?: unknown): void {
    const code =
      failure === undefined ? null : failure instanceof CodedError ? failure.code : 'internal.unexpected';
    if (trace.siteId === undefined) {
      if (code) this.#strangers.set(code, (this.#strangers.get(code) ?? 0) + 1);
      return;
    }
    if (this.#gathered.length >= bufferLimit) return;
    const at = this.#services.clock();
    const { siteId, passed, failed = null } = trace;
    this.#gathered.push({
      siteId,
      passed,
      failed,
      code,
      at,
      order: -at,
      requestNumber,
      expiresAt: at + retention,
    });
    this.#timer ??= setTimeout(() => void this.flush(), flushAfterMs).unref();
  }

  /** Refusals since the start whose state was not ours, by code: anybody can cause them, so they are only counted. */
  strangers(): ReadonlyMap<ErrorCode, number> {
    return this.#strangers;
  }

  /** Writes what was gathered; failures are logged and forgotten. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gathered = this.#gathered;
    this.#gathered = [];
    this.#writing = this.#writing.then(() => this.#write(gathered));
    return this.#writing;
  }

  async #write(reports: NewReport[]): Promise<void> {
    const { store, log } = this.#services;
    if (reports.length === 0) return;
    try {
      const ops = new Map<string, Op>();
      for (const report of reports) {
        const place = this.#places.get(report.siteId) ?? (await nextPlace(store, report.siteId));
        this.#places.set(report.siteId, (place + 1) % reportsPerSite);
        ops.set(`${report.siteId}:${place}`, await placeOp(store, place, report));
      }
      await store.commit([...ops.values()]);
    } catch (error) {
      this.#places.clear();
      log.warn(
        { code: error instanceof CodedError ? error.code : 'unknown', lost: reports.length },
        'launch reports',
      );
    }
  }
}
