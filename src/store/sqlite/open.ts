import type { Clock } from '../../runtime/clock.ts';
import { claimOf, declaredIn } from '../declared.ts';
import { checkOps } from '../limits.ts';
import type { AnyCollection, Collection, FindOptions, IndexValue, Page, Store, Stored } from '../port.ts';
import { queryOf, scanQuery } from '../query.ts';
import { dueRows, takeDue } from './claim.ts';
import { apply, checkedOp } from './commit.ts';
import { type Connection, connect } from './connection.ts';
import { useDurableLog } from './durable-log.ts';
import { makeFile } from './file.ts';
import { readPage, rowOf } from './find.ts';
import { migrate } from './migrations.ts';
import { sweepExpired } from './sweep.ts';

export interface SqliteOptions {
  /** File of the database; made, with its folder, when it is missing. */
  path: string;
  collections: readonly AnyCollection[];
  clock: Clock;
  /** How long to wait for other processes before `store.busy`, in milliseconds; 5,000 unless told. */
  waitMs?: number;
}

/**
 * Opens the embedded store (SQLite). Several processes on one machine may open the same file.
 *
 * @throws CodedError `store.newer`, `store.down`, `store.busy`
 */
export async function openSqliteStore({
  path,
  collections,
  clock,
  waitMs = 5000,
}: SqliteOptions): Promise<Store> {
  makeFile(path);
  const connection = connect(path, waitMs);
  try {
    await migrate(connection, collections);
    await useDurableLog(connection, path);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return storeOn(connection, collections, clock);
}

function storeOn(connection: Connection, collections: readonly AnyCollection[], clock: Clock): Store {
  const declared = declaredIn(collections);
  return {
    async get<Doc extends { id: string }>(collection: Collection<Doc>, id: string) {
      declared(collection);
      return connection.read(() => rowOf(connection, collection, id, clock()) as Stored<Doc> | undefined);
    },
    async find<Doc extends { id: string }, Index extends string>(
      collection: Collection<Doc, Index>,
      index: NoInfer<Index>,
      prefix: readonly IndexValue[],
      options: FindOptions = {},
    ) {
      declared(collection);
      const query = queryOf(collection, index, prefix, options);
      return connection.read(() => readPage(connection, query, clock()) as unknown as Page<Doc>);
    },
    async scan<Doc extends { id: string }>(
      collection: Collection<Doc>,
      options: Omit<FindOptions, 'from'> = {},
    ) {
      declared(collection);
      const query = scanQuery(collection, options);
      return connection.read(() => readPage(connection, query, clock()) as unknown as Page<Doc>);
    },
    async commit(ops) {
      checkOps(ops);
      for (const { collection } of ops) declared(collection);
      const checked = ops.map(checkedOp);
      if (checked.length === 0) return;
      await connection.write(() => {
        const now = clock();
        for (const op of checked) apply(connection, op, now);
      });
    },
    async claim<Doc extends { id: string }>(
      collection: Collection<Doc>,
      options: { leaseMs: number; limit: number },
    ) {
      declared(collection);
      const claim = claimOf(collection, options);
      // A worker that finds nothing to do must not hold up those who write.
      const waiting = await connection.read(
        () => dueRows(connection, { ...claim, limit: 1 }, clock()).length,
      );
      if (waiting === 0) return [];
      return connection.write(() => takeDue(connection, claim, clock()) as unknown as Stored<Doc>[]);
    },
    sweep: () => sweepExpired(connection, collections, clock()),
    close: () => connection.close(),
  };
}
