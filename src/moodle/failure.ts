import { CodedError } from '../domain/errors.ts';
import {
  type MoodleErrorCode,
  type MoodleFailureClass,
  moodleFailureClass,
} from '../domain/moodle-failure.ts';

export interface FailureFacts {
  /** Web service function, HTTP status, Moodle's errorcode, seconds to wait: what may be logged. */
  details?: Record<string, string | number>;
  /** Moodle's own words; they may name people. */
  said?: string;
  /** Nobody knows whether Moodle has done what was asked. */
  isLost?: boolean;
  cause?: unknown;
}

/** A failed call of a web service. Moodle's words are no property of it, so that no log writes them down. */
export class MoodleFailure extends CodedError {
  readonly #said: string;
  readonly #isLost: boolean;

  constructor(code: MoodleErrorCode, { details = {}, said = '', isLost = false, cause }: FailureFacts = {}) {
    super(code, details, cause);
    this.#said = said;
    this.#isLost = isLost;
  }

  get said(): string {
    return this.#said;
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  get class(): MoodleFailureClass {
    return moodleFailureClass(this.code) ?? 'retry';
  }
}
