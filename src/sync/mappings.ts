import { Cron } from 'croner';
import { CodedError } from '../domain/errors.ts';
import { rolesOfKind } from '../domain/member-role.ts';
import { type MappingText, mappingTextSchema, type SyncMapping } from '../domain/sync-mapping.ts';
import { targetKey, targetOf } from '../domain/sync-target.ts';
import { randomId } from '../runtime/secrets.ts';
import {
  commitWhat,
  everyRow,
  insert,
  type Op,
  remove,
  type Store,
  type Stored,
  update,
} from '../store/port.ts';
import { spaces } from '../store/space.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import type { SyncServices } from './services.ts';

type Keeper = Pick<SyncServices, 'store' | 'clock'>;
const timezone = 'Europe/Berlin';
/** Moodle does not tell everything, for example that a cohort was deleted: whom nobody runs is compared at least. */
const comparedAt = '30 3 * * *';

/** A new mapping is on, but in force only after its plan was reviewed. @throws CodedError `sync.mapping-invalid` */
export async function addMapping(keeper: Keeper, siteId: string, text: unknown): Promise<SyncMapping> {
  const now = keeper.clock();
  const mapping: SyncMapping = {
    ...(await checked(keeper, text)),
    ...{ id: randomId(), siteId, revision: 1, isReviewed: false, isOn: true, lastSourceCount: 0 },
    ...{ createdAt: now, changedAt: now, dueAt: null, attempts: 0 },
  };
  const scheduled = { ...mapping, dueAt: nextDue(mapping, now) };
  await keeper.store.commit([insert(syncMappings, scheduled)]);
  return scheduled;
}

/** An edited mapping waits for a review again. @throws CodedError `sync.mapping-not-found`, `sync.mapping-invalid` */
export async function editMapping(keeper: Keeper, id: string, text: unknown): Promise<SyncMapping> {
  const changes = await checked(keeper, text);
  const before = await keeper.store.get(syncMappings, id);
  if (before && targetKey(targetOf(before.doc)) !== targetKey(targetOf({ ...before.doc, ...changes }))) {
    await keeper.store.commit(await reviewAgainOps(keeper, before.doc));
  }
  return change(keeper, id, ({ revision }) => ({ ...changes, revision: revision + 1, isReviewed: false }));
}

/**
 * Off: neither the schedule nor a plan for the whole site touches it, and a plan that was made before does not run.
 *
 * @throws CodedError `sync.mapping-not-found`
 */
export function switchMapping(keeper: Keeper, id: string, isOn: boolean): Promise<SyncMapping> {
  return change(keeper, id, (mapping) =>
    mapping.isOn === isOn ? {} : { isOn, revision: mapping.revision + 1 },
  );
}

/**
 * What it put into Moodle stays there; where another mapping has the same target, that one waits for a review.
 *
 * @throws CodedError `sync.mapping-not-found`
 */
export async function removeMapping(keeper: Keeper, id: string): Promise<void> {
  const { store } = keeper;
  const mapping = await store.get(syncMappings, id);
  if (!mapping) throw new CodedError('sync.mapping-not-found', { mapping: id });
  await store.commit([remove(syncMappings, mapping), ...(await reviewAgainOps(keeper, mapping.doc))]);
}

/** Whom one of several put into their target, the others would take out when it is gone: not before a human saw it. */
async function reviewAgainOps({ store, clock }: Keeper, { id, siteId, ...gone }: SyncMapping): Promise<Op[]> {
  const key = targetKey(targetOf({ id, siteId, ...gone }));
  const all = await Array.fromAsync(everyRow(store, syncMappings, 'bySite', [siteId]));
  return all
    .filter(({ doc }) => doc.id !== id && doc.isReviewed && targetKey(targetOf(doc)) === key)
    .map((other) => update(syncMappings, other, { isReviewed: false, changedAt: clock() }));
}

/**
 * Epoch milliseconds at which the schedule takes it next; null for one that is off, or by hand. One by hand that was
 * reviewed and brings people from Moodle is taken at night, to be compared only.
 */
export function nextDue(
  {
    schedule,
    isOn,
    isReviewed,
    direction,
  }: Pick<SyncMapping, 'schedule' | 'isOn' | 'isReviewed' | 'direction'>,
  now: number,
): number | null {
  const pattern = schedule ?? (isReviewed && direction === 'from-moodle' ? comparedAt : null);
  if (pattern === null || !isOn) return null;
  return new Cron(pattern, { timezone, paused: true }).nextRun(new Date(now))?.getTime() ?? null;
}

/** For the commit after the schedule took it. */
export function dueAgainOp(mapping: Stored<SyncMapping>, now: number): Op {
  return update(syncMappings, mapping, { dueAt: nextDue(mapping.doc, now), attempts: 0 });
}

function change(
  { store, clock }: Keeper,
  id: string,
  decide: (mapping: SyncMapping) => Partial<SyncMapping>,
): Promise<SyncMapping> {
  return commitWhat(store, async () => {
    const stored = await store.get(syncMappings, id);
    if (!stored) throw new CodedError('sync.mapping-not-found', { mapping: id });
    const changed = { ...stored.doc, ...decide(stored.doc), changedAt: clock() };
    const result = { ...changed, dueAt: nextDue(changed, clock()) };
    return { ops: [update(syncMappings, stored, result)], result };
  });
}

async function checked({ store }: Keeper, text: unknown): Promise<MappingText> {
  const read = mappingTextSchema.safeParse(text);
  if (!read.success)
    throw new CodedError('sync.mapping-invalid', { field: String(read.error.issues[0]?.path[0]) });
  if (read.data.schedule !== null && !isSchedule(read.data.schedule)) {
    throw new CodedError('sync.mapping-invalid', { field: 'schedule' });
  }
  if (read.data.direction === 'from-moodle' && !(await mayCome(store, read.data))) {
    throw new CodedError('sync.mapping-invalid', { field: 'people' });
  }
  return read.data;
}

/** Nobody comes into the managers' area from a Moodle, and nobody into a space with a role that it does not have. */
async function mayCome(store: Store, { spaceId, people }: MappingText): Promise<boolean> {
  const kind = (await store.get(spaces, spaceId))?.doc.kind;
  if (kind === undefined || kind === 'managers') return false;
  return rolesOfKind[kind].includes(people.kind === 'role' ? people.role : 'member');
}

function isSchedule(pattern: string): boolean {
  try {
    return new Cron(pattern, { timezone, paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}
