import { CodedError } from '../../domain/errors.ts';

/** What driver and mongoose throw. Not asked by `instanceof`: the names hold in every copy and realm. */
type Failure = Partial<{
  name: string;
  code: unknown;
  syscall: string;
  hasErrorLabel(label: string): boolean;
}>;

const duplicateKey = 11_000;
/** MaxTimeMSExpired: the server gave up. */
const timeExpired = 50;

export function isDuplicate(error: unknown): boolean {
  return (Object(error) as Failure).code === duplicateKey;
}

/** A transaction that lost against another one, or its connection before it was committed, and may be attempted again. */
export function isTransient(error: unknown): boolean {
  return hasLabel(error, 'TransientTransactionError') || hasLabel(error, 'PoolRequestedRetry');
}

/** A commit of which nobody said whether it was taken; it may be sent again. */
export function isUnknownCommit(error: unknown): boolean {
  return hasLabel(error, 'UnknownTransactionCommitResult');
}

function hasLabel(error: unknown, label: string): boolean {
  return (Object(error) as Failure).hasErrorLabel?.(label) === true;
}

/**
 * What an operation reports: `store.busy` where waiting for others did not help, `store.down` for every other failure
 * of connection, driver or server, with the failure as cause. Other errors are the caller's and stay as they are.
 */
function reported(error: unknown): unknown {
  const { name = '', code } = Object(error) as Failure;
  // A socket that broke at that moment comes through as it is: EPIPE, ECONNRESET.
  const isOurs = name.startsWith('Mongo') || (typeof code === 'string' && /^E[A-Z]+$/.test(code));
  if (error instanceof CodedError || !isOurs) return error;
  const isLost = /Network|Selection|Pool/.test(name) || hasLabel(error, 'PoolRequestedRetry');
  const isBusy =
    code === timeExpired || name === 'MongoWaitQueueTimeoutError' || (isTransient(error) && !isLost);
  const details = typeof code === 'number' ? { mongo: code } : {};
  return new CodedError(isBusy ? 'store.busy' : 'store.down', details, error);
}

export async function reporting<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw reported(error);
  }
}
