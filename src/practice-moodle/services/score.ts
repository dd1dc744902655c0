import { z } from 'zod';
import type { AppliedScore } from '../grade.ts';

/** PHP's is_numeric(). */
export const numeric = z
  .union([z.number(), z.string().regex(/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/)])
  .transform(Number);
const isSet = z.unknown().refine((value) => value !== null && value !== undefined);

/** ISO 8601 with date and time; fractions and zone may be missing. */
const moment = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?([zZ]|[+-]\d{2}(:?\d{2})?)?$/;

const scoreSchema = z
  .looseObject({
    userId: z.union([z.string(), z.number()]).transform(String),
    timestamp: z.string().regex(moment),
    activityProgress: isSet,
    gradingProgress: isSet,
    scoreGiven: numeric.nullish(),
    scoreMaximum: numeric.nullish(),
    comment: z.string().nullish(),
  })
  .refine(
    ({ scoreGiven, scoreMaximum }) => typeof scoreGiven !== 'number' || typeof scoreMaximum === 'number',
  );

/** A score that can be read, and for whom. The progress of the activity is never looked at. */
export interface ReadScore extends AppliedScore {
  readonly userId: string;
}

/** @returns nothing for a body that Moodle calls an incorrect score */
export function readScore(body: string): ReadScore | undefined {
  try {
    const sent = scoreSchema.parse(JSON.parse(body));
    const isFinal = sent.gradingProgress === 'FullyGraded';
    return {
      userId: sent.userId,
      given: isFinal ? (sent.scoreGiven ?? null) : null,
      max: sent.scoreMaximum ?? 1,
      comment: sent.comment ?? null,
      at: secondsOf(sent.timestamp),
    };
  } catch {
    return undefined;
  }
}

/** Whole seconds: fractions are cut off. Without a zone it is UTC here. */
function secondsOf(timestamp: string): number {
  const [, time = '', zone = 'Z'] =
    /^(.{10}[T ]\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?(.*)$/.exec(timestamp) ?? [];
  const minutes = zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours, rest) => `${hours}:${rest ?? '00'}`);
  const at = Date.parse(`${time.replace(' ', 'T')}${(minutes || 'Z').toUpperCase()}`);
  if (Number.isNaN(at)) throw new RangeError('no such moment');
  return Math.floor(at / 1000);
}
