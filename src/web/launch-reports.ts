import type { LaunchTrace } from '../../lti/launch.ts';
import { CodedError, type ErrorCode } from '../domain/errors.ts';
import type { LaunchReport, LaunchReportKind } from '../domain/launch-report.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { mostReports, reportOps } from '../store/launch-report.ts';
import { commitWhat, type Store } from '../store/port.ts';

const flushAfterMs = 1000;
const bufferLimits: Record<LaunchReportKind, number> = { signed: 500, unsigned: mostReports('unsigned') };

type Gathered = Record<LaunchReportKind, { siteId: string; report: LaunchReport }[]>;

/**
 * Reports of launches whose state we issued, and counts of all other refusals. Reports are gathered and written
 * together: a launch does not wait for its report, and a lost one harms nobody.
 */
export class LaunchReports {
  readonly #services: { store: Store; clock: Clock; log: Log };
  readonly #strangers = new Map<ErrorCode, number>();
  #gathered: Gathered = { signed: [], unsigned: [] };
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(services: { store: Store; clock: Clock; log: Log }) {
    this.#services = services;
  }

  /** @param failure what the launch was refused with; undefined for one that was let in */
  record(trace: LaunchTrace, requestNumber: string, failure?: unknown): void {
    const code =
      failure === undefined ? null : failure instanceof CodedError ? failure.code : 'internal.unexpected';
    const { siteId, passed, failed = null } = trace;
    if (siteId === undefined) {
      if (code) this.#strangers.set(code, (this.#strangers.get(code) ?? 0) + 1);
      return;
    }
    const kind = passed.includes('signature') ? 'signed' : 'unsigned';
    if (this.#gathered[kind].length >= bufferLimits[kind]) return;
    const report = { at: this.#services.clock(), requestNumber, passed, failed, code };
    this.#gathered[kind].push({ siteId, report });
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
    this.#gathered = { signed: [], unsigned: [] };
    this.#writing = this.#writing.then(() => this.#write(gathered));
    return this.#writing;
  }

  async #write({ signed, unsigned }: Gathered): Promise<void> {
    const { store, log } = this.#services;
    try {
      await commitWhat(store, async () => {
        const ops = [...(await this.#ops('signed', signed)), ...(await this.#ops('unsigned', unsigned))];
        return { ops, result: undefined };
      });
    } catch (error) {
      log.warn(
        {
          code: error instanceof CodedError ? error.code : 'unknown',
          lost: signed.length + unsigned.length,
        },
        'launch reports',
      );
    }
  }

  async #ops(kind: LaunchReportKind, gathered: Gathered[LaunchReportKind]) {
    const bySite = Object.entries(Object.groupBy(gathered, ({ siteId }) => siteId));
    const ops = await Promise.all(
      bySite.map(([siteId, ofSite = []]) =>
        reportOps(
          this.#services.store,
          siteId,
          kind,
          ofSite.map(({ report }) => report),
        ),
      ),
    );
    return ops.flat();
  }
}
