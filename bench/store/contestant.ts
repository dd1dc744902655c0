import { randomUUID } from 'node:crypto';
import type { Membership } from '../../src/domain/membership.ts';
import type { ScoreDelivery } from '../../src/domain/score-delivery.ts';

/** Documents in a batch, and in a page. */
export const batchSize = 1000;
export const pageSize = 100;
/** Tasks that a worker claims at once. */
export const claimSize = 12;

/** One way of doing the same work on the same database: through the port, or by the bare driver. */
export interface Contestant {
  insertOne(doc: Membership): unknown;
  insertMany(docs: readonly Membership[]): unknown;
  get(id: string): unknown;
  /** A page of a space's members. */
  find(spaceId: string): unknown;
  addTasks(tasks: readonly ScoreDelivery[]): unknown;
  claim(): unknown;
  /** The same for one task. */
  claimOne(): unknown;
  close(): unknown;
}

export function memberOf(spaceId: string, number: number): Membership {
  return {
    ...{ id: randomUUID(), spaceId, accountId: randomUUID(), siteId: 'a-site' },
    ...{
      role: 'teacher',
      isOwner: false,
      isConfirmed: true,
      status: 'active',
      number,
      createdAt: Date.now(),
    },
  };
}

export function taskOf(at: number): ScoreDelivery {
  const now = Date.now();
  return {
    ...{ id: randomUUID(), siteId: 'a-site', registrationId: 'a-registration', accountId: `account-${at}` },
    ...{ sub: String(at), spaceId: 'a-space', resourceLinkId: '1', wanted: 'complete', wantedAt: now },
    ...{ lineItemUrl: 'https://moodle.example.org/mod/lti/services.php/3/lineitems/21/lineitem?type_id=1' },
    ...{ acknowledged: 'nothing', acknowledgedTimestamp: 0, timestamp: 0, sending: null },
    ...{ dueAt: now - 1_000_000 + at, attempts: 0, state: 'queued', reason: null, changedAt: now },
  };
}

/** A lease that ends after the benchmark. */
export const leaseMs = 3_600_000;
