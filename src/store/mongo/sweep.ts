import { mostRows } from '../limits.ts';
import type { MongoCollection, Row } from './model.ts';
import { condition, expired } from './row.ts';

/** Removes what has expired, at most 500 documents a call. Several instances may do it at the same time. */
export async function sweepExpired(collections: Iterable<MongoCollection>, now: number): Promise<number> {
  let swept = 0;
  for (const { declared, model, search } of collections) {
    if (declared.expires === undefined) continue;
    const past = expired(declared.expires, now);
    const { hint } = search({ fields: [declared.expires] });
    for (let found = mostRows; found === mostRows; ) {
      const rows = await model.find(past, { _id: 1 }).limit(mostRows).hint(hint).lean<Pick<Row, '_id'>[]>();
      found = rows.length;
      if (found === 0) break;
      const these = { _id: condition({ $in: rows.map(({ _id }) => _id) }) };
      swept += (await model.deleteMany({ ...these, ...past })).deletedCount;
    }
  }
  return swept;
}
