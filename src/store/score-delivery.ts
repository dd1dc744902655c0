import type { Account } from '../domain/account.ts';
import type { GradableLink } from '../domain/gradable-link.ts';
import { type ScoreDelivery, type ScoreWish, scoreDeliverySchema } from '../domain/score-delivery.ts';
import type { Clock } from '../runtime/clock.ts';
import { hashOf } from '../runtime/secrets.ts';
import { type Collection, insert, type Op, type Store, type Stored, update } from './port.ts';

export const scoreDeliveries: Collection<ScoreDelivery, 'bySpace' | 'byAccount'> = {
  name: 'score-deliveries',
  schema: scoreDeliverySchema,
  indexes: { bySpace: { fields: ['spaceId', 'accountId'] }, byAccount: { fields: ['accountId'] } },
  queue: { dueAt: 'dueAt', attempts: 'attempts' },
  personalData: {
    owners: ['accountId'],
    purpose: 'In Moodle zeigen, dass eine Aktivität erledigt ist, und wissen, ob es dort angekommen ist.',
    retention: 'Bis zur Löschung der Person oder der Moodle-Website.',
    export: ({ spaceId, wanted, wantedAt, state, reason, changedAt }) => ({
      spaceId,
      wanted,
      wantedAt,
      state,
      reason,
      changedAt,
    }),
    erase: 'remove',
  },
};

/** What shall stand in the gradebook column of a link, for whom. */
export interface WantedScore {
  link: GradableLink;
  spaceId: string;
  account: Pick<Account, 'id' | 'siteId' | 'sub'>;
  wanted: ScoreWish;
}

/**
 * What makes a worker bring it into the gradebook; for the commit with the progress that causes it. Nothing where
 * that is wanted already, where the platform did not allow scores, and for somebody of another site.
 */
export async function wantScoreOps(store: Store, clock: Clock, score: WantedScore): Promise<Op[]> {
  const { link, spaceId, account, wanted } = score;
  if (!link.canScore || link.siteId !== account.siteId) return [];
  const { siteId, registrationId, resourceLinkId, lineItemUrl } = link;
  const now = clock();
  const id = deliveryId(registrationId, lineItemUrl, account.sub);
  const known = await store.get(scoreDeliveries, id);
  if (known) return changeWishOps(clock, known, wanted);
  if (wanted === 'undone') return [];
  const delivery: ScoreDelivery = {
    ...{ id, siteId, registrationId, resourceLinkId, lineItemUrl, accountId: account.id, sub: account.sub },
    ...{ acknowledged: 'nothing', acknowledgedTimestamp: 0, timestamp: 0, sending: null },
    ...{ dueAt: now, attempts: 0, state: 'queued', reason: null },
    ...{ spaceId, wanted, wantedAt: now, changedAt: now },
  };
  return [insert(scoreDeliveries, delivery)];
}

/** The same for one that is known; nothing where that is wanted already. */
export function changeWishOps(clock: Clock, delivery: Stored<ScoreDelivery>, wanted: ScoreWish): Op[] {
  if (delivery.doc.wanted === wanted) return [];
  const now = clock();
  return [update(scoreDeliveries, delivery, queued(delivery, { wanted, wantedAt: now, changedAt: now }))];
}

/** What brings one that was given up, or that the platform had something newer for, on its way again. */
export function sendAgainOps(clock: Clock, delivery: Stored<ScoreDelivery>): Op[] {
  if (delivery.doc.dueAt !== null || delivery.doc.state === 'delivered') return [];
  const now = clock();
  return [update(scoreDeliveries, delivery, queued(delivery, { wantedAt: now, changedAt: now }))];
}

/** One that waits or is being sent keeps its due time: two workers must not send for one person at once. */
function queued({ doc }: Stored<ScoreDelivery>, changes: Partial<ScoreDelivery>): Partial<ScoreDelivery> {
  if (doc.dueAt !== null) return changes;
  return { ...changes, dueAt: changes.wantedAt ?? null, attempts: 0, state: 'queued', reason: null };
}

export function deliveryId(registrationId: string, lineItemUrl: string, sub: string): string {
  return hashOf(JSON.stringify([registrationId, lineItemUrl, sub]));
}
