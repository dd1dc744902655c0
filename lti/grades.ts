import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { ScoreResult } from '../src/domain/score-delivery.ts';
import type { Registration } from '../src/domain/site.ts';
import { serviceScope } from './claims.ts';
import { checkServed, readJson } from './grade-answer.ts';
import { callService, type ServiceServices } from './service-call.ts';

const mediaTypes = {
  score: 'application/vnd.ims.lis.v1.score+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
};
const limits = { timeoutMs: 15_000, maxBytes: 1024 * 1024 };

/** One cell of the gradebook: a line item and a person. */
export interface GradeCell {
  /** As the platform gave it. */
  lineItemUrl: string;
  sub: string;
}

export interface Score extends GradeCell {
  /** Epoch seconds. Moodle compares whole seconds and refuses an equal one. */
  timestamp: number;
  /** Null erases: the one score that Moodle allows to have no number. */
  points: { given: number; maximum: number } | null;
}

/**
 * Assignment and Grade Services 2.0, section 3.4: sends one score. Always final: Moodle stores no other, and an
 * activity "in progress" would take a grade away again.
 *
 * @returns `older`: the gradebook has something of the same second or later
 * @throws CodedError `grade.user-refused`, `grade.line-item-gone`, `service.*`
 */
export async function sendScore(
  services: ServiceServices,
  registration: Registration,
  { lineItemUrl, sub, timestamp, points }: Score,
): Promise<'accepted' | 'older'> {
  const body = {
    userId: sub,
    timestamp: new Date(timestamp * 1000).toISOString(),
    activityProgress: points ? 'Completed' : 'Initialized',
    gradingProgress: points ? 'FullyGraded' : 'NotReady',
    ...(points ? { scoreGiven: points.given, scoreMaximum: points.maximum } : {}),
  };
  const url = below(lineItemUrl, 'scores');
  const headers = { 'Content-Type': mediaTypes.score, Accept: 'application/json' };
  const call = {
    method: 'POST',
    url,
    scope: serviceScope.scores,
    headers,
    body: JSON.stringify(body),
  } as const;
  const answer = await callService(services, registration, call, limits);
  if (answer.status === 409) return 'older';
  if (answer.status === 400) throw new CodedError('grade.user-refused', { status: 400 });
  checkServed(answer);
  return 'accepted';
}

const resultsSchema = z
  .array(
    z.object({
      userId: z.union([z.string(), z.number().transform(String)]),
      resultScore: z.number().nullish(),
      resultMaximum: z.number().nullish(),
      timestamp: z.string().max(60).nullish(),
    }),
  )
  .max(50_000);

/**
 * Section 3.3: what the gradebook shows of one person. Without `limit`, which Moodle answers with an error page.
 *
 * @returns undefined where it shows nothing
 * @throws CodedError `grade.line-item-gone`, `service.*`
 */
export async function readResult(
  services: ServiceServices,
  registration: Registration,
  { lineItemUrl, sub }: GradeCell,
): Promise<ScoreResult | undefined> {
  const results = below(lineItemUrl, 'results');
  const url = `${results}${results.includes('?') ? '&' : '?'}user_id=${encodeURIComponent(sub)}`;
  const call = {
    method: 'GET',
    url,
    scope: serviceScope.results,
    headers: { Accept: mediaTypes.results },
  } as const;
  const answer = await callService(services, registration, call, limits);
  checkServed(answer);
  const own = readJson(resultsSchema, answer).find(({ userId }) => userId === sub);
  const { resultScore, resultMaximum, timestamp } = own ?? {};
  if (typeof resultScore !== 'number') return undefined;
  const at = Math.floor(Date.parse(timestamp ?? '') / 1000);
  return { isFull: resultScore === resultMaximum, timestamp: Number.isNaN(at) ? 0 : at };
}

/** The address of a part of a line item: before its query, which Moodle needs to know the tool. */
function below(lineItemUrl: string, part: 'scores' | 'results'): string {
  const [path = '', ...query] = lineItemUrl.split('?');
  return [`${path}/${part}`, ...query].join('?');
}
