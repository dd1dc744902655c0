import { CodedError } from '../../domain/errors.ts';

/** Primary result codes (https://sqlite.org/rescode.html); extended ones keep them in the lowest byte. */
const busy = 5;
const constraint = 19;

/** What `node:sqlite` throws. Not asked by `instanceof`: a test's errors are of another realm than Node's. */
type Failure = Partial<{ name: string; code: string; errcode: number }>;

function resultCode(error: unknown): number | undefined {
  const { errcode } = Object(error) as Failure;
  return errcode === undefined ? undefined : errcode & 0xff;
}

export function isBusy(error: unknown): boolean {
  return resultCode(error) === busy;
}

/** A taken id or unique value. */
export function isConstraint(error: unknown): boolean {
  return resultCode(error) === constraint;
}

/**
 * What an operation reports: `store.down` for every failure of SQLite or of the file (full disk, damaged file,
 * closed store, unreadable document), with the failure as cause. Other errors are the caller's and stay as they are.
 */
export function reported(error: unknown): unknown {
  const { name, code } = Object(error) as Failure;
  const isOurs = code === 'ERR_SQLITE_ERROR' || code === 'ERR_INVALID_STATE' || name === 'SyntaxError';
  return isOurs ? new CodedError('store.down', { sqlite: resultCode(error) ?? 0 }, error) : error;
}
