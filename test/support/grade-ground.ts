import { randomUUID } from 'node:crypto';
import { type AccessTokens, createAccessTokens } from '../../lti/access-token.ts';
import { sendScore } from '../../lti/grades.ts';
import { createPlatforms } from '../../lti/platforms.ts';
import type { ServiceServices } from '../../lti/service-call.ts';
import type { GradableLink } from '../../src/domain/gradable-link.ts';
import type { ScoreDelivery, ScoreWish } from '../../src/domain/score-delivery.ts';
import type { Registration } from '../../src/domain/site.ts';
import { createPracticeMoodle, type PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { createLog } from '../../src/runtime/log.ts';
import { createSecrets } from '../../src/runtime/secrets.ts';
import { commitWhat, everyRow, type Store } from '../../src/store/port.ts';
import { deliveryId, scoreDeliveries, wantScoreOps } from '../../src/store/score-delivery.ts';
import type { ScoreServices } from '../../src/sync/score-delivery.ts';
import { createScoreWorkers, type ScoreWorkers } from '../../src/sync/score-worker.ts';
import { createFront, type MoodleFront } from './moodle-front.ts';
import { type TemporaryDatabase, temporaryDatabase } from './store.ts';
import { testSecret } from './world.ts';

/** Jonas Heitkamp, who learns in the course. */
export const learner = '5';
export const spaceId = 'a-space';

/** A database and a practice Moodle with the column of one course link; the clock stands still until it is turned. */
export interface GradeGround {
  practice: PracticeMoodle;
  front: MoodleFront;
  database: TemporaryDatabase;
  store: Store;
  registration: Registration;
  link: GradableLink;
  now(): number;
  turnClock(ms: number): void;
  services(store?: Store): ScoreServices;
  workers(store?: Store, count?: number): ScoreWorkers;
  /** Wants something for the person with this user id, as a page does. */
  want(wanted: ScoreWish, userId?: string): Promise<void>;
  /** Delivers what is due, until nothing more changes by itself within a day. */
  patiently(): Promise<void>;
  delivery(userId?: string): Promise<ScoreDelivery | undefined>;
  /** A teacher grades in Moodle: like a score with Moodle's own time. */
  gradeInMoodle(points: number): Promise<void>;
  /** What the gradebook shows. */
  grade(userId?: string): number | null;
  close(): Promise<void>;
}

export async function gradeGround({ port = 80 } = {}): Promise<GradeGround> {
  let present = Date.parse('2026-11-23T10:00:00.400Z');
  const now = (): number => present;
  const origin = `http://localhost${port === 80 ? '' : `:${port}`}`;
  const database = await temporaryDatabase({ clock: now });
  const store = await database.connect();
  const secrets = createSecrets(testSecret);
  const platforms = createPlatforms({ store, secrets, clock: now });
  const practice = await createPracticeMoodle({
    origin,
    toolUrl: 'http://127.0.0.1:3000',
    clock: now,
    download: async () => JSON.stringify(await platforms.publicKeySet()),
  });
  const front = createFront(() => practice);
  const { clientId, deploymentId, ...addresses } = practice.toolType;
  const details = { issuer: origin, name: 'Moodle Lippenau', clientId, deploymentIds: [deploymentId] };
  const { registration } = await platforms.add({ ...details, ...addresses });
  const link = linkOf(practice, registration);
  const log = createLog('silent');
  const tokens: AccessTokens = createAccessTokens({ store, secrets, http: front.http, clock: now });
  const services = (other: Store = store): ScoreServices => ({
    ...({ http: front.http, tokens, clock: now } satisfies ServiceServices),
    store: other,
    log,
  });
  const workers = (other?: Store, count = 4): ScoreWorkers =>
    createScoreWorkers(services(other), { workers: count });
  const ground: GradeGround = {
    ...{ practice, front, database, store, registration, link, now, services, workers },
    turnClock: (ms) => {
      present += ms;
    },
    async want(wanted, userId = learner) {
      const account = { id: `account-${userId}`, siteId: registration.siteId, sub: userId };
      await commitWhat(store, async () => ({
        ops: await wantScoreOps(store, now, { link: ground.link, spaceId, account, wanted }),
        result: undefined,
      }));
    },
    async patiently() {
      const all = workers();
      for (let round = 0; round < 100; round += 1) {
        await all.drain();
        const rows = await Array.fromAsync(everyRow(store, scoreDeliveries, 'bySpace', []));
        const due = rows.flatMap(({ doc }) => (doc.dueAt === null ? [] : [doc.dueAt]));
        if (due.length === 0) return;
        present = Math.max(present, Math.min(...due));
      }
      throw new Error('scores never come to rest');
    },
    delivery: async (userId = learner) => {
      const id = deliveryId(registration.id, ground.link.lineItemUrl, userId);
      return (await store.get(scoreDeliveries, id))?.doc;
    },
    async gradeInMoodle(given) {
      const cell = { lineItemUrl: ground.link.lineItemUrl, sub: learner };
      const score = { ...cell, timestamp: Math.floor(present / 1000), points: { given, maximum: 100 } };
      const answer = await sendScore(services(), registration, score);
      if (answer !== 'accepted') throw new Error(`the gradebook says ${answer}`);
      front.scores.length = 0;
    },
    grade: (userId = learner) => practice.grades('network')[userId]?.value ?? null,
    async close() {
      await practice.close();
      await database.remove();
    },
  };
  return ground;
}

/** The link to the network, or another one, with its line item as a launch names it. */
export function linkOf(
  practice: PracticeMoodle,
  registration: Registration,
  activityId = 'network',
): GradableLink {
  const activity = practice.activityById(activityId);
  const { courseId, gradeItemId, resourceLinkId } = activity;
  return {
    id: randomUUID(),
    siteId: registration.siteId,
    registrationId: registration.id,
    deploymentId: '1',
    resourceLinkId,
    contextId: courseId,
    lineItemUrl: `${practice.origin}/mod/lti/services.php/${courseId}/lineitems/${gradeItemId}/lineitem?type_id=1`,
    canScore: true,
    canReadResults: true,
    updatedAt: 0,
  };
}
