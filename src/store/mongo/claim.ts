import { randomUUID } from 'node:crypto';
import type { Claim } from '../declared.ts';
import type { Stored } from '../port.ts';
import type { MongoCollection, Row } from './model.ts';
import { condition, type Filter, storedOf, unexpired } from './row.ts';

type Task = Stored<{ id: string }>;

/** Documents that are due, the longest waiting first; each goes to one worker, without a transaction. */
export async function takeDue(collection: MongoCollection, claim: Claim, now: number): Promise<Task[]> {
  const { queue, limit } = claim;
  const { model, declared, search } = collection;
  const due = { [queue.dueAt]: condition({ $lte: now }), ...unexpired(declared, now) };
  const { hint, order } = search({ fields: [queue.dueAt] });
  if (limit === 1) {
    const taken = await model
      .findOneAndUpdate(due, taking(claim, now), { sort: order, hint, returnDocument: 'after' })
      .lean<Row>();
    return taken ? [storedOf(taken)] : [];
  }
  for (;;) {
    const candidates = await model
      .find(due, { _id: 1 })
      .sort(order)
      .limit(limit)
      .hint(hint)
      .lean<Pick<Row, '_id'>[]>();
    if (candidates.length === 0) return [];
    const ids = candidates.map(({ _id }) => _id);
    const taken = await takeOf(collection, ids, due, claim, now);
    // All went to others: what comes after them may be due as well.
    if (taken.length > 0) return taken;
  }
}

/** Of these documents those that nobody else took meanwhile, in their order. */
async function takeOf(
  { model }: MongoCollection,
  ids: readonly string[],
  due: Filter,
  claim: Claim,
  now: number,
): Promise<Task[]> {
  const _claim = randomUUID();
  const these = { _id: condition({ $in: ids }) };
  await model.updateMany({ ...these, ...due }, taking(claim, now, _claim));
  const rows = await model.find({ ...these, _claim }).lean<Row[]>();
  const taken = new Map(rows.map((row) => [row._id, row]));
  return ids.flatMap((id) => taken.get(id) ?? []).map((row) => storedOf(row));
}

function taking({ queue, leaseMs }: Claim, now: number, _claim?: string) {
  return {
    $set: { [queue.dueAt]: now + leaseMs, ...(_claim && { _claim }) },
    $inc: { [queue.attempts]: 1, _version: 1 },
  };
}
