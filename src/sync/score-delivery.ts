import { readResult, sendScore } from '../../lti/grades.ts';
import type { ServiceServices } from '../../lti/service-call.ts';
import { CodedError, type ErrorCode } from '../domain/errors.ts';
import {
  aboutToSend,
  backOff,
  isOurs,
  type ScoreDelivery,
  type ScoreOutcome,
  settled,
} from '../domain/score-delivery.ts';
import type { Registration } from '../domain/site.ts';
import { hour } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { commitWhat, type Store, type Stored, update } from '../store/port.ts';
import { scoreDeliveries } from '../store/score-delivery.ts';
import { registrations } from '../store/site.ts';

export interface ScoreServices extends ServiceServices {
  store: Store;
  log: Log;
}

const fullScore = { given: 100, maximum: 100 };

/** What cannot get better by itself. */
const hopeless: readonly ErrorCode[] = [
  'grade.user-refused',
  'grade.line-item-gone',
  'service.address-foreign',
  'site.not-found',
];
/** What somebody has to mend. */
const forSomebody: readonly ErrorCode[] = [
  'service.scope-refused',
  'service.token-refused',
  'service.our-keys-unreachable',
  'address.refused',
];

/**
 * One attempt to bring a claimed score into the gradebook. It may break off after any step: the next attempt finds
 * in the store what may have been sent, and asks the platform where it cannot know.
 *
 * @throws CodedError `store.*`
 */
export async function deliver(
  services: ScoreServices,
  { doc }: Stored<ScoreDelivery>,
): Promise<ScoreOutcome> {
  const outcome = await attempt(services, doc).catch((error: unknown) => outcomeOf(error, doc));
  await settle(services, doc, outcome);
  return outcome;
}

/** Stores how an attempt ended; nothing where somebody else has taken the delivery meanwhile. */
export async function settle(
  services: ScoreServices,
  doc: ScoreDelivery,
  outcome: ScoreOutcome,
): Promise<void> {
  const now = services.clock();
  const state = await commitWhat(services.store, async () => {
    const latest = await leased(services.store, doc);
    if (!latest) return { ops: [], result: 'taken over' };
    const changes = settled(latest.doc, doc.wanted, outcome, now);
    return { ops: [update(scoreDeliveries, latest, changes)], result: changes.state };
  });
  const reason = 'reason' in outcome ? outcome.reason : undefined;
  const { id: delivery, registrationId: registration, wanted } = doc;
  services.log.info({ delivery, registration, wanted, state, reason }, 'score');
}

async function attempt(services: ScoreServices, delivery: ScoreDelivery): Promise<ScoreOutcome> {
  const registration = (await services.store.get(registrations, delivery.registrationId))?.doc;
  if (!registration) throw new CodedError('site.not-found');
  const { wanted, acknowledged, sending, timestamp } = delivery;
  const isKnown = acknowledged === wanted && sending === null;
  if (isKnown || (wanted === 'undone' && timestamp === 0)) return { kind: 'delivered' };
  if (wanted === 'complete') return post(services, registration, delivery, {});
  // Taken back is only what is ours: a grade that somebody gave in Moodle since then stays.
  const result = await readResult(services, registration, delivery);
  if (!result) return { kind: 'delivered' };
  if (!isOurs(delivery, result)) return { kind: 'superseded' };
  const { timestamp: acknowledgedTimestamp } = result;
  return post(services, registration, delivery, { acknowledged: 'complete', acknowledgedTimestamp });
}

/** The timestamp is stored before it leaves, so that whatever happens, nothing goes out under two. */
async function post(
  services: ScoreServices,
  registration: Registration,
  delivery: ScoreDelivery,
  learnt: Partial<ScoreDelivery>,
): Promise<ScoreOutcome> {
  const wish = delivery.wanted;
  const timestamp = await commitWhat(services.store, async () => {
    const latest = await leased(services.store, delivery);
    const isOurTurn = (latest?.doc.dueAt ?? 0) > services.clock();
    if (!latest || !isOurTurn) return { ops: [], result: undefined };
    const sending = aboutToSend(latest.doc, wish);
    const isStored = latest.doc.sending === wish;
    const ops = isStored ? [] : [update(scoreDeliveries, latest, { ...learnt, ...sending })];
    return { ops, result: sending.timestamp };
  });
  if (timestamp === undefined) return { kind: 'postponed', reason: null, ms: 0 };
  const points = wish === 'complete' ? fullScore : null;
  const { lineItemUrl, sub } = delivery;
  const answer = await sendScore(services, registration, { lineItemUrl, sub, timestamp, points });
  return answer === 'accepted'
    ? { kind: 'delivered' }
    : whoseIsNewer(services, registration, delivery, timestamp);
}

/** After a 409: the gradebook has this very score already, or somebody's newer one, or only the time of an erasure. */
async function whoseIsNewer(
  services: ScoreServices,
  registration: Registration,
  delivery: ScoreDelivery,
  timestamp: number,
): Promise<ScoreOutcome> {
  const result = await readResult(services, registration, delivery).catch((error: unknown) => {
    if (error instanceof CodedError && error.code === 'service.scope-refused') return 'unreadable' as const;
    throw error;
  });
  if (delivery.wanted === 'undone') return { kind: result === undefined ? 'delivered' : 'superseded' };
  if (result === undefined) return { kind: 'outdated' };
  const isThisOne = result !== 'unreadable' && result.isFull && result.timestamp === timestamp;
  return { kind: isThisOne ? 'delivered' : 'superseded' };
}

/** The delivery as it is stored now, while nobody else has taken it since. */
async function leased(store: Store, claimed: ScoreDelivery): Promise<Stored<ScoreDelivery> | undefined> {
  const latest = await store.get(scoreDeliveries, claimed.id);
  return latest?.doc.attempts === claimed.attempts ? latest : undefined;
}

function outcomeOf(error: unknown, { attempts }: ScoreDelivery): ScoreOutcome {
  const code = error instanceof CodedError ? error.code : 'internal.unexpected';
  if (code.startsWith('store.')) throw error;
  if (hopeless.includes(code)) return { kind: 'dead', reason: code };
  if (forSomebody.includes(code)) return { kind: 'postponed', reason: code, ms: hour };
  const seconds = error instanceof CodedError && code === 'service.wait' ? Number(error.details.seconds) : 0;
  return { kind: 'postponed', reason: code, ms: seconds > 0 ? seconds * 1000 : backOff(attempts) };
}
