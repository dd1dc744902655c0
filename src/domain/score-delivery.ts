import { z } from 'zod';

const scoreWishSchema = z.enum(['complete', 'undone']);
/** What the gradebook shall show of a person's activity: done, or done no more. */
export type ScoreWish = z.infer<typeof scoreWishSchema>;

export const scoreDeliverySchema = z.object({
  /** Made from registration, line item and person: there is one for each, so that order cannot get lost. */
  id: z.string(),
  siteId: z.string(),
  registrationId: z.string(),
  accountId: z.string(),
  /** The account's LTI `sub`: sending needs nothing else of the person. */
  sub: z.string().min(1).max(255),
  spaceId: z.string(),
  resourceLinkId: z.string(),
  /** As the platform gave it at the last wish. */
  lineItemUrl: z.string().max(1000),
  wanted: scoreWishSchema,
  wantedAt: z.number().int(),
  /** What the platform has surely taken last; `nothing` also where it has something newer than ours. */
  acknowledged: z.enum(['nothing', 'complete', 'undone']),
  /** Timestamp of the `complete` that was acknowledged last, in epoch seconds; 0 for none. */
  acknowledgedTimestamp: z.number().int(),
  /** Timestamp of the last score that was sent or is being sent, in epoch seconds; 0 for none. Only grows. */
  timestamp: z.number().int(),
  /** What is being sent with this timestamp: its answer is not known, and may never be. */
  sending: scoreWishSchema.nullable(),
  /** When a worker takes it; null for one that is delivered or given up. */
  dueAt: z.number().int().nullable(),
  attempts: z.number().int().nonnegative(),
  state: z.enum(['queued', 'delivered', 'superseded', 'dead']),
  /** Code of the error table; null where nothing went wrong. */
  reason: z.string().max(60).nullable(),
  changedAt: z.number().int(),
});
/** A score on its way into the gradebook of a platform (the outbox). Times in epoch milliseconds unless told. */
export type ScoreDelivery = z.infer<typeof scoreDeliverySchema>;

/** What the gradebook shows of a person. */
export interface ScoreResult {
  /** Whether it is the full score. */
  isFull: boolean;
  /** Epoch seconds. */
  timestamp: number;
}

/** How an attempt to deliver ended. */
export type ScoreOutcome =
  | { kind: 'delivered' | 'superseded' }
  /** The platform wants a later timestamp, although it shows nothing. */
  | { kind: 'outdated' }
  | { kind: 'dead'; reason: string }
  | { kind: 'postponed'; reason: string | null; ms: number };

const day = 86_400_000;
/** For how long something is tried. */
const patience = 14 * day;
const shortestBackOff = 30_000;
const longestBackOff = day / 4;

/** Milliseconds until the next attempt: 30 s, doubled each time, six hours at most. */
export function backOff(attempts: number): number {
  return Math.min(longestBackOff, shortestBackOff * 2 ** Math.min(20, Math.max(0, attempts - 1)));
}

/**
 * Before anything is sent: the timestamp under which it goes. One that may have gone out before keeps its own, so
 * that the platform takes it once. The time is that of the wish: a grade that was given in Moodle after it stays.
 */
export function aboutToSend(
  delivery: ScoreDelivery,
  wish: ScoreWish,
): Pick<ScoreDelivery, 'sending' | 'timestamp'> {
  if (delivery.sending === wish) return { sending: wish, timestamp: delivery.timestamp };
  const wanted = Math.floor(delivery.wantedAt / 1000);
  return { sending: wish, timestamp: Math.max(delivery.timestamp + 1, wanted) };
}

/** Whether what the gradebook shows is a `complete` of ours, also one whose answer we never got. */
export function isOurs(delivery: ScoreDelivery, result: ScoreResult): boolean {
  const { acknowledgedTimestamp, timestamp, sending } = delivery;
  const own = [acknowledgedTimestamp, sending === 'complete' ? timestamp : 0];
  return result.isFull && result.timestamp > 0 && own.includes(result.timestamp);
}

/** What an attempt changes. `delivery` as it is stored now: what is wanted may have changed since `wish`. */
export function settled(
  delivery: ScoreDelivery,
  wish: ScoreWish,
  outcome: ScoreOutcome,
  now: number,
): Partial<ScoreDelivery> {
  if (outcome.kind === 'postponed' || outcome.kind === 'outdated') return waiting(delivery, outcome, now);
  const changes: Partial<ScoreDelivery> = { ...ended(delivery, wish, outcome), dueAt: null, changedAt: now };
  if (delivery.wanted === wish) return changes;
  return { ...changes, state: 'queued', reason: null, dueAt: now, attempts: 0 };
}

function waiting(
  { wantedAt, timestamp, attempts }: ScoreDelivery,
  outcome: Extract<ScoreOutcome, { kind: 'postponed' | 'outdated' }>,
  now: number,
): Partial<ScoreDelivery> {
  const isOutdated = outcome.kind === 'outdated';
  const later = { sending: null, timestamp: Math.max(timestamp, Math.floor(now / 1000)) };
  const reason = isOutdated ? null : outcome.reason;
  const changes = { ...(isOutdated ? later : {}), reason, changedAt: now };
  if (now - wantedAt > patience) return { ...changes, state: 'dead', dueAt: null };
  return { ...changes, state: 'queued', dueAt: now + (isOutdated ? backOff(attempts) : outcome.ms) };
}

function ended(
  { sending, timestamp, acknowledgedTimestamp }: ScoreDelivery,
  wish: ScoreWish,
  outcome: Exclude<ScoreOutcome, { kind: 'postponed' | 'outdated' }>,
): Partial<ScoreDelivery> {
  switch (outcome.kind) {
    case 'delivered': {
      const isNew = wish === 'complete' && sending === 'complete';
      const kept = { acknowledgedTimestamp: isNew ? timestamp : acknowledgedTimestamp };
      return { state: 'delivered', reason: null, acknowledged: wish, sending: null, ...kept };
    }
    case 'superseded':
      return { state: 'superseded', reason: 'grade.superseded', acknowledged: 'nothing', sending: null };
    case 'dead':
      return { state: 'dead', reason: outcome.reason };
  }
}
