import type { Page, Stored } from '../port.ts';
import { pageOfRows, type Query, type Stretch, stretchesOf } from '../query.ts';
import type { MongoCollection, Row } from './model.ts';
import { condition, type Filter, plainValue, storedOf, unexpired } from './row.ts';

/** Of the documents in a stretch of the index. Null is found where the field is missing, too. */
function filterOf(query: Query, { same, above }: Stretch, now: number): Filter {
  const { collection, index, prefix, from } = query;
  const keys = [...index.fields, '_id'];
  const key = (place: number): string => keys[place] ?? '_id';
  const bounds: Record<string, Record<string, unknown>> = {};
  if (above !== undefined) {
    bounds[key(same.length)] = above === null ? { $ne: null } : { $gt: plainValue(above) };
  }
  if (from !== undefined && from !== null) {
    const bound = key(prefix.length);
    bounds[bound] = { ...bounds[bound], $gte: plainValue(from) };
  }
  const values = Object.fromEntries(same.map((value, place) => [key(place), plainValue(value)]));
  const conditions = Object.entries(bounds).map(([name, operators]) => {
    // A field that is fixed and bounded as well, as a cursor of a search with a lower bound makes it.
    const both = name in values ? { ...operators, $eq: values[name] } : operators;
    return [name, condition(both)];
  });
  return { ...values, ...Object.fromEntries(conditions), ...unexpired(collection, now) };
}

export async function readPage(
  { model, search }: MongoCollection,
  query: Query,
  now: number,
): Promise<Page<{ id: string }>> {
  const { index, limit } = query;
  const { hint, order } = search(index);
  const rows: Stored<{ id: string }>[] = [];
  for (const stretch of stretchesOf(query)) {
    // One row more than the page tells whether there is a next one.
    const wanted = limit + 1 - rows.length;
    if (wanted === 0) break;
    const found = await model
      .find(filterOf(query, stretch, now))
      .sort(order)
      .limit(wanted)
      // In one answer: a cursor that stays open would be a second way of paging.
      .batchSize(wanted + 1)
      .hint(hint)
      .lean<Row[]>();
    for (const row of found) rows.push(storedOf(row));
  }
  return pageOfRows(query, rows);
}
