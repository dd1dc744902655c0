import type { FindOptions, Op } from './port.ts';

/** Bounds that every adapter keeps, so that one call never blocks the process for long. */
const mostOps = 1000;
export const mostRows = 500;
const usualRows = 100;

/** @throws RangeError for more than 1,000 ops: the caller has to cut its work into pieces. */
export function checkOps(ops: readonly Op[]): void {
  if (ops.length > mostOps) throw new RangeError(`a commit takes at most ${mostOps} ops, not ${ops.length}`);
}

/** Rows a page, 1 to 500. @throws RangeError for anything else. */
export function rowLimit(limit: FindOptions['limit'] = usualRows): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostRows) return limit;
  throw new RangeError(`a page has 1 to ${mostRows} rows, not ${limit}`);
}
