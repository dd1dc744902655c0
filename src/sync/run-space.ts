import { CodedError } from '../domain/errors.ts';
import { readinessOf } from '../domain/sync-readiness.ts';
import { type HeldState, type SyncStep, takesAway } from '../domain/sync-step.ts';
import type { SyncTarget } from '../domain/sync-target.ts';
import { randomId } from '../runtime/secrets.ts';
import { accounts, findAccount } from '../store/account.ts';
import { findMembership, joinAllOps, memberships } from '../store/membership.ts';
import { insert, type Op, remove, type Stored, update } from '../store/port.ts';
import type { RunGround } from './run-batch.ts';
import type { Batch } from './run-batches.ts';
import { type Ending, endingOps } from './run-settle.ts';

type SpaceTarget = Extract<SyncTarget, { kind: 'space' }>;

/** How often it is decided anew what to do, where somebody launched or changed the members meanwhile. */
const mostTries = 5;

/** A batch from Moodle into a space: what is done and what the journal says about it are one commit. */
export async function workSpaceBatch(ground: RunGround, batch: Batch, target: SpaceTarget): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await decideAndCommit(ground, batch, target);
    } catch (error) {
      const isConflict = error instanceof CodedError && error.code === 'store.conflict';
      if (!isConflict || tries === mostTries) throw error;
    }
  }
}

async function decideAndCommit(ground: RunGround, batch: Batch, target: SpaceTarget): Promise<void> {
  const { services, plan, journal, pins } = ground;
  const held = await ground.held(target);
  const taken = takesAway(batch) ? await ground.takings(batch) : undefined;
  const endings: Ending[] = [];
  const ops: Op[] = [];
  const joining: { step: Stored<SyncStep>; accountId: string }[] = [];
  for (const step of batch.steps) {
    const before: HeldState | undefined = held.get(step.doc.userId);
    const readiness = readinessOf(target, step.doc, before, pins.get(step.doc.userId));
    if (readiness.kind === 'skip') endings.push({ step, state: 'skipped', code: readiness.code });
    else if (readiness.kind === 'was-so') endings.push({ step, state: 'was-so' });
    else if (taken && !taken.has(step.doc.userId))
      endings.push({ step, state: 'skipped', code: 'sync.changed-meanwhile' });
    else {
      const account = await accountOps(ground, step.doc);
      ops.push(...account.ops);
      if (batch.action === 'add') joining.push({ step, accountId: account.id });
      else ops.push(...(await membershipOps(ground, target.spaceId, account.id, batch.action)));
      endings.push({ step, state: 'done', before: before ?? null, accountId: account.id });
    }
  }
  const { siteId } = plan;
  const { spaceId, role } = target;
  const joined = joining.map(({ accountId }) => ({
    ...{ spaceId, accountId, siteId, role, isOwner: false, isConfirmed: true },
  }));
  ops.push(...(await joinAllOps(services.store, services.clock, spaceId, joined)));
  const ended = await endingOps(services.store, plan, endings, services.clock());
  await journal.commit([...ops, ...ended.ops], ended.settled);
}

/** The account of somebody whom Moodle names; made where nobody has launched by it yet. Its first launch adds the name. */
async function accountOps({ services, plan }: RunGround, step: SyncStep): Promise<{ id: string; ops: Op[] }> {
  const sub = String(step.userId);
  const known = await findAccount(services.store, plan.siteId, sub);
  if (known) return { id: known.doc.id, ops: [] };
  const now = services.clock();
  const id = randomId();
  const { siteId } = plan;
  const account = { id, siteId, sub, displayName: '', locale: '', firstSeenAt: now, lastSeenAt: now };
  return { id, ops: [insert(accounts, account)] };
}

async function membershipOps(
  { services }: RunGround,
  spaceId: string,
  accountId: string,
  action: Batch['action'],
): Promise<Op[]> {
  const membership = await findMembership(services.store, spaceId, accountId);
  if (!membership) return [];
  if (action === 'remove') return [remove(memberships, membership)];
  return [update(memberships, membership, { status: action === 'suspend' ? 'removed' : 'active' })];
}
