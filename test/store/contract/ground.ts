import { afterEach, beforeEach } from '@jest/globals';
import type { Clock } from '../../../src/runtime/clock.ts';
import type { AnyCollection, Collection, FindOptions, IndexValue, Store } from '../../../src/store/port.ts';
import { contractCollections } from './collections.ts';

/** An empty database of the adapter under test. */
export interface EmptyDatabase {
  /** Another store on the same database, as another process would have it. */
  connect(options: { collections: readonly AnyCollection[]; clock: Clock }): Promise<Store>;
  /** Closes what `connect` opened, and takes the database away. */
  remove(): Promise<void>;
}
export type OpenDatabase = () => Promise<EmptyDatabase>;

/** What a case stands on; `store` and the database behind it are new for every test. */
export interface Ground {
  store: Store;
  /** The time that every store of this ground sees. */
  now: number;
  connect(): Promise<Store>;
}

export function freshGround(open: OpenDatabase): Ground {
  let database: EmptyDatabase;
  const ground: Ground = {
    store: undefined as unknown as Store,
    now: 0,
    connect: () => database.connect({ collections: contractCollections, clock: () => ground.now }),
  };
  beforeEach(async () => {
    database = await open();
    ground.now = 1_800_000_000_000;
    ground.store = await ground.connect();
  });
  afterEach(() => database.remove());
  return ground;
}

/** Documents of all pages, in their order. */
export async function everyPage<Doc extends { id: string }, Index extends string>(
  store: Store,
  collection: Collection<Doc, Index>,
  index: NoInfer<Index>,
  prefix: readonly IndexValue[],
  options: FindOptions = {},
): Promise<Doc[]> {
  const found: Doc[] = [];
  let after: string | undefined;
  do {
    const page = await store.find(collection, index, prefix, { ...options, ...(after && { after }) });
    found.push(...page.rows.map(({ doc }) => doc));
    after = page.next;
  } while (after !== undefined);
  return found;
}

export const conflict = { code: 'store.conflict' };
