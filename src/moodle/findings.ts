import type { ConnectionFinding } from '../domain/connection-report.ts';
import type { MoodleErrorCode } from '../domain/moodle-failure.ts';
import type { Clock } from '../runtime/clock.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import type { SiteInfo } from './reader.ts';

/** What a check is made with. */
export interface CheckSubject {
  client: MoodleClient;
  clock: Clock;
  info: SiteInfo;
  findings: Findings;
}

/** A user id that no Moodle has: the largest of its database column. */
export const nobody = 2_147_483_647;

/** What a check has found, each thing once. */
export class Findings {
  readonly #found = new Map<string, ConnectionFinding>();

  get all(): ConnectionFinding[] {
    return [...this.#found.values()];
  }

  add(
    kind: ConnectionFinding['kind'],
    topic: ConnectionFinding['topic'],
    details: ConnectionFinding['details'] = {},
  ): void {
    this.#found.set(JSON.stringify([topic, details]), { kind, topic, details });
  }

  /**
   * Tries something. A refusal becomes a finding: the capability that is known to be needed, or the failure itself.
   *
   * @param capabilities what may be missing when Moodle says that something is
   * @returns what was read; undefined if it was refused
   */
  async from<Result>(
    work: () => Promise<Result>,
    capabilities: readonly string[] = [],
  ): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MoodleFailure)) throw error;
      this.addFailure(error, capabilities);
      return undefined;
    }
  }

  addFailure({ code, details }: MoodleFailure, capabilities: readonly string[] = []): void {
    const name = String(details.function ?? '');
    const isAbsent = this.all.some(
      (one) => one.topic === 'function-missing' && one.details.function === name,
    );
    if (isAbsent) return;
    if (code === 'moodle.capability-missing' && capabilities.length > 0) {
      this.add('problem', 'capability-missing', { capability: capabilities.join(', ') });
    } else if (code === 'moodle.course-closed') {
      this.add('problem', 'capability-missing', {
        capability: 'moodle/course:view, moodle/course:viewhiddencourses',
      });
    } else {
      this.add('problem', code as MoodleErrorCode, details);
    }
  }

  /**
   * Tries to write something that must be refused in the end, because somebody in it does not exist.
   *
   * @returns whether it came that far
   */
  async refused(work: () => Promise<unknown>, capabilities: readonly string[]): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof MoodleFailure)) throw error;
      if (error.class === 'data') return true;
      this.addFailure(error, capabilities);
      return false;
    }
  }
}
