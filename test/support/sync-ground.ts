import { randomUUID } from 'node:crypto';
import type { MemberRole } from '../../src/domain/member-role.ts';
import type { SyncMapping } from '../../src/domain/sync-mapping.ts';
import type { SyncPlan, SyncRun } from '../../src/domain/sync-run.ts';
import { createLog } from '../../src/runtime/log.ts';
import { accounts, findAccount } from '../../src/store/account.ts';
import { findMembership, joinAllOps, memberships } from '../../src/store/membership.ts';
import { insert, type Op, type Store, update } from '../../src/store/port.ts';
import { spaces } from '../../src/store/space.ts';
import { approvePlan } from '../../src/sync/approve.ts';
import { addMapping } from '../../src/sync/mappings.ts';
import { planSync } from '../../src/sync/plan.ts';
import { type WorkOptions, workOn } from '../../src/sync/run.ts';
import { startRun } from '../../src/sync/run-start.ts';
import type { SiteServices, SyncServices } from '../../src/sync/services.ts';

/** A site, a space and what sync needs, over some Moodle; the clock stands still until it is turned. */
export interface SyncGround {
  siteId: string;
  spaceId: string;
  services: SyncServices;
  /** Lets people with these Moodle user ids be members of the space, or be so no more. */
  members(
    userIds: readonly number[],
    wanted?: { role?: MemberRole; status?: 'active' | 'removed' },
  ): Promise<void>;
  mapping(text: Record<string, unknown>): Promise<SyncMapping>;
  /** Plans, approves what waits, and works until it is done. */
  sync(mappingIds?: string[], options?: WorkOptions): Promise<SyncRun>;
  approved(plan: SyncPlan, mayRemove?: boolean): Promise<SyncPlan>;
  turnClock(ms: number): void;
}

export function syncGround(
  store: Store,
  site: SiteServices,
  ids: Pick<SyncGround, 'siteId' | 'spaceId'> = { siteId: randomUUID(), spaceId: randomUUID() },
): SyncGround {
  let present = Date.parse('2026-11-23T10:00:00Z');
  const clock = (): number => present;
  const { siteId, spaceId } = ids;
  const services: SyncServices = {
    ...{ store, clock, log: createLog('silent') },
    moodle: async () => site,
    sleep: async (ms) => {
      present += ms;
    },
  };
  const approved: SyncGround['approved'] = async (plan, mayRemove = false) =>
    plan.state === 'held' ? approvePlan(services, plan.id, { hash: plan.hash, by: null, mayRemove }) : plan;
  return {
    ...{ siteId, spaceId, services, approved },
    async members(userIds, { role = 'teacher', status = 'active' } = {}) {
      const ops: Op[] = [];
      const joining: Parameters<typeof joinAllOps>[3][number][] = [];
      for (const userId of userIds) {
        const sub = String(userId);
        const known = await findAccount(store, siteId, sub);
        const id = known?.doc.id ?? accountId(siteId, userId);
        const account = { id, siteId, sub, displayName: '', locale: '', firstSeenAt: 0, lastSeenAt: 0 };
        if (!known) ops.push(insert(accounts, account));
        const membership = await findMembership(store, spaceId, id);
        if (membership) ops.push(update(memberships, membership, { role, status }));
        else if (status === 'active')
          joining.push({ spaceId, accountId: id, siteId, role, isOwner: false, isConfirmed: true });
      }
      await store.commit([...ops, ...(await joinAllOps(store, clock, spaceId, joining))]);
    },
    async mapping(text) {
      if (!(await store.get(spaces, spaceId))) {
        const space = { id: spaceId, kind: 'training', title: 'Raum', purpose: '' } as const;
        await store.commit([insert(spaces, { ...space, createdAt: 0, createdBy: null })]);
      }
      return addMapping(services, siteId, {
        ...{
          spaceId,
          people: { kind: 'all' },
          moodleName: '',
          direction: 'to-moodle',
          whenGone: 'keep',
          schedule: null,
        },
        ...text,
      });
    },
    async sync(mappingIds, options) {
      const plan = await approved(await planSync(services, siteId, { mappingIds }), true);
      return workOn(services, (await startRun(services, plan.id, null)).id, options);
    },
    turnClock(ms) {
      present += ms;
    },
  };
}

/** Id of the account that a ground makes for a Moodle user. */
export function accountId(siteId: string, userId: number): string {
  return `${siteId}.${userId}`;
}
