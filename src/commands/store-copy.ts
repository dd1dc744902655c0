import { existsSync } from 'node:fs';
import { CodedError } from '../domain/errors.ts';
import type { Clock } from '../runtime/clock.ts';
import { collections } from '../store/collections.ts';
import { contentOf, copyCollection, isEmpty } from '../store/copy.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/port.ts';

/** Both as `DATABASE_URL` has them. */
interface Copying {
  from: string;
  to: string;
  /** Go on with a copy that was broken off: the target may hold something, and is made equal to the source. */
  isContinued: boolean;
}

type Print = (line: string) => void;

/**
 * Copies everything from one store into another, of whatever kind, and compares counts and hashes. What has expired
 * is left behind. Nobody may write to either meanwhile.
 *
 * @throws CodedError `copy.same-store`, `copy.source-missing`, `copy.target-not-empty`, `copy.differs`, and what
 * `openStore` throws
 */
export async function copyStore(
  { from, to, isContinued }: Copying,
  clock: Clock,
  print: Print,
): Promise<void> {
  if (from === to) throw new CodedError('copy.same-store');
  const file = /^sqlite:(.*)$/.exec(from)?.[1];
  if (file !== undefined && !existsSync(file)) throw new CodedError('copy.source-missing');
  // The time stands still, so that nothing expires between copying and comparing.
  const start = clock();
  const source = await openStore(from, () => start);
  try {
    const target = await openStore(to, () => start);
    try {
      if (!isContinued) await mustBeEmpty(target);
      await copyEverything(source, target, print);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function mustBeEmpty(target: Store): Promise<void> {
  for (const collection of collections) {
    if (await isEmpty(target, collection)) continue;
    throw new CodedError('copy.target-not-empty', { collection: collection.name });
  }
}

/** @throws CodedError `copy.differs` */
export async function copyEverything(source: Store, target: Store, print: Print): Promise<void> {
  let total = 0;
  for (const collection of collections) {
    await copyCollection(source, target, collection);
    const [wanted, copied] = await Promise.all([source, target].map((store) => contentOf(store, collection)));
    if (!wanted || !copied || wanted.count !== copied.count || wanted.hash !== copied.hash) {
      const counts = { source: wanted?.count ?? 0, target: copied?.count ?? 0 };
      throw new CodedError('copy.differs', { collection: collection.name, ...counts });
    }
    print(`${collection.name.padEnd(24)}${String(copied.count).padStart(9)}  sha256 ${copied.hash}`);
    total += copied.count;
  }
  print(`Copied and compared: ${total} documents in ${collections.length} collections.`);
}
