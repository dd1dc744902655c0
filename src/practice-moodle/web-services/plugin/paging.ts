import { type Shapes, value, withDefault } from '../parameters.ts';
import { invalidParameter } from '../ws-error.ts';

export interface Paged {
  after: number;
  limit: number;
}

/** Parameters of a page that begins after an id. */
export const paging: Shapes = {
  after: withDefault(value('int'), 0),
  limit: withDefault(value('int'), 1000),
};

/** Rows in the order of their ids, and where the next page begins; 0 after the last. */
export function page<Row extends { id: number }>(
  all: readonly Row[],
  { after, limit }: Paged,
): { rows: Row[]; next: number } {
  if (limit < 1 || limit > 5000) throw invalidParameter('limit: 1 to 5000.');
  const left = all.filter(({ id }) => id > after).sort((a, b) => a.id - b.id);
  const rows = left.slice(0, limit);
  return { rows, next: left.length > limit ? (rows.at(-1)?.id ?? 0) : 0 };
}
