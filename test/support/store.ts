import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../src/runtime/clock.ts';
import { collections } from '../../src/store/collections.ts';
import type { AnyCollection, Store } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';

export interface Choices {
  collections?: readonly AnyCollection[];
  clock?: Clock;
  waitMs?: number;
}

/** A folder of its own for a database, and stores opened on it; `remove` closes and deletes everything. */
export interface TemporaryDatabase {
  path: string;
  /** Another store on the same database; the product's collections and the system's clock unless told. */
  connect(choices?: Choices): Promise<Store>;
  remove(): Promise<void>;
}

/** Linux keeps this folder in memory: for thousands of worlds, in which nothing is about the disk. */
const inMemory = '/dev/shm';

export async function temporaryDatabase({
  isQuick = false,
  ...usual
}: Choices & { isQuick?: boolean } = {}): Promise<TemporaryDatabase> {
  const parent = isQuick && existsSync(inMemory) ? inMemory : tmpdir();
  const folder = await mkdtemp(join(parent, 'netzbruecke-'));
  const path = join(folder, 'data', 'netzbruecke.db');
  const stores: Store[] = [];
  return {
    path,
    async connect(choices) {
      const store = await openSqliteStore({ path, collections, clock: systemClock, ...usual, ...choices });
      stores.push(store);
      return store;
    },
    async remove() {
      for (const store of stores) await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
