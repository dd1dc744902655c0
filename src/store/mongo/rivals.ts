import type { ClientSession } from 'mongoose';
import type { MongoCollection, Row } from './model.ts';
import { condition, expired } from './row.ts';

/** A document that expired but was not swept yet must not keep its id or its unique values from others. */
export async function removeExpiredRivals(
  { declared, model }: MongoCollection,
  row: Row,
  now: number,
  session: ClientSession,
): Promise<void> {
  const { expires, indexes } = declared;
  if (expires === undefined) return;
  await model.deleteOne({ _id: row._id, ...expired(expires, now) }, { session });
  for (const { fields, unique } of Object.values(indexes)) {
    const values = fields.map((field) => [field, row[field] ?? null] as const);
    // Null counts as no value, so that it is no rival.
    if (!unique || values.some(([, value]) => value === null)) continue;
    const others = { _id: condition({ $ne: row._id }), ...expired(expires, now) };
    await model.deleteMany({ ...Object.fromEntries(values), ...others }, { session });
  }
}
