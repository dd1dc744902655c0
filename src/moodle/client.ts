import { setTimeout } from 'node:timers/promises';
import PQueue from 'p-queue';
import { z } from 'zod';
import { CodedError } from '../domain/errors.ts';
import type { HttpAnswer, HttpClient } from '../outbound/http-client.ts';
import type { Clock } from '../runtime/clock.ts';
import { resultOf } from './answer.ts';
import { MoodleFailure } from './failure.ts';
import { formVariables, mostVariables, type Parameters } from './form.ts';
import type { MoodleFunction } from './functions.ts';

export interface MoodleServices {
  http: HttpClient;
  clock: Clock;
  /** Waits so many milliseconds; tests replace it. */
  wait?: (ms: number) => Promise<unknown>;
}

/** Where the web services are, and who calls. The token is never logged, and never part of an address. */
export interface MoodleAccess {
  /** wwwroot, without a slash at the end. */
  siteUrl: string;
  token: string;
}

export interface MoodleClient {
  readonly siteUrl: string;
  /**
   * Calls a function, and does so again where that does no harm: a read after any failure that may pass, a write only
   * where Moodle cannot have done anything.
   *
   * @throws MoodleFailure
   */
  call<Answer>(asked: MoodleFunction<Answer>, parameters?: Parameters): Promise<Answer>;
  /** Calls that were sent, repeated ones too. */
  readonly count: number;
}

/** Moodle on two processors is fastest with two to four calls at once, and slower with eight. */
const atOnce = 4;
const limits = { timeoutMs: 60_000, maxBytes: 32 * 1024 * 1024 };
const attempts = 4;
/** Milliseconds before the first repetition; doubled each time. */
const firstPause = 500;
/** Seconds; a site that asks for more is left to whoever planned the call. */
const longestPause = 30;

export function createMoodleClient(
  { http, clock, wait = setTimeout }: MoodleServices,
  { siteUrl, token }: MoodleAccess,
  concurrency = atOnce,
): MoodleClient {
  const queue = new PQueue({ concurrency });
  const url = `${siteUrl}/webservice/rest/server.php`;
  let pausedUntil = 0;
  let count = 0;

  const send = async (name: string, parameters: Parameters): Promise<unknown> => {
    const variables = formVariables({
      ...parameters,
      wstoken: token,
      wsfunction: name,
      moodlewsrestformat: 'json',
      // Names as they are, not as HTML.
      moodlewssettingraw: true,
    });
    if (variables.length > mostVariables) throw new RangeError(`${variables.length} variables for ${name}`);
    const body = new URLSearchParams(variables).toString();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
    count += 1;
    const answer = await http
      .send({ method: 'POST', url, headers, body }, limits)
      .catch((error: unknown): HttpAnswer => {
        throw noAnswer(error, name);
      });
    return resultOf(answer, name, clock());
  };

  const attempt = async <Answer>(asked: MoodleFunction<Answer>, parameters: Parameters): Promise<Answer> => {
    for (let number = 1; ; number++) {
      const pause = pausedUntil - clock();
      if (pause > 0) await wait(pause);
      try {
        return shaped(asked, await send(asked.name, parameters));
      } catch (error) {
        const seconds = pauseAfter(error, asked, number);
        if (seconds === undefined) throw error;
        // The others wait too: it is the site that asks for patience, not this call.
        if (hasPromised(error)) pausedUntil = clock() + seconds * 1000;
        else await wait(seconds * 1000);
      }
    }
  };
  return {
    siteUrl,
    call: (asked, parameters = {}) => queue.add(() => attempt(asked, parameters)),
    get count() {
      return count;
    },
  };
}

/** Seconds until the call may be made again; undefined where it must not be. */
function pauseAfter(error: unknown, { kind }: MoodleFunction<unknown>, number: number): number | undefined {
  if (!(error instanceof MoodleFailure) || error.class !== 'retry' || number >= attempts) return undefined;
  if (kind === 'write' && error.isLost) return undefined;
  const asked = Number(error.details.seconds ?? 0);
  if (asked > longestPause) return undefined;
  const usual = (firstPause / 1000) * 2 ** (number - 1);
  return Math.max(asked, usual * (0.75 + Math.random() / 2));
}

function hasPromised(error: unknown): boolean {
  return error instanceof CodedError && error.details.seconds !== undefined;
}

function shaped<Answer>({ name, answer }: MoodleFunction<Answer>, result: unknown): Answer {
  const checked = answer.safeParse(result);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const place = z.core.toDotPath(issue?.path ?? []).slice(0, 100);
  throw new MoodleFailure('moodle.answer-invalid', { details: { function: name, place }, isLost: true });
}

/** Names of failures before anything was sent. */
const unsent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

function noAnswer(error: unknown, name: string): unknown {
  if (error instanceof CodedError) {
    const isUnresolved = error.details.reason === 'unresolved';
    if (!isUnresolved) return error;
    return new MoodleFailure('moodle.unreachable', { details: { function: name, reason: 'unresolved' } });
  }
  const reason = /^no answer: (.+)$/.exec(error instanceof Error ? error.message : '')?.[1] ?? 'unknown';
  const details = { function: name, reason };
  if (reason === 'too large') return new MoodleFailure('moodle.answer-too-large', { details, isLost: true });
  return new MoodleFailure('moodle.unreachable', { details, isLost: !unsent.includes(reason) });
}
