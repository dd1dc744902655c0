import { CodedError } from '../../domain/errors.ts';
import type { AnyCollection } from '../port.ts';
import type { Connection } from './connection.ts';
import { makeMissing } from './tables.ts';

/** One step forward; runs once for each database, in one transaction with its neighbours. */
export type Migration = (connection: Connection, collections: readonly AnyCollection[]) => void;

/**
 * Steps in their order; the n-th makes schema version n. New collections and indexes need none. What needs one:
 * a renamed or changed field, and an index or a collection that goes. A step that was released never changes.
 */
export const migrations: readonly Migration[] = [
  makeMissing,
  // Reports of launches stand on sheets since; those of before told of fourteen days at the most.
  (connection) => connection.exec('DROP TABLE IF EXISTS "launch-reports"'),
  // What a sheet says of the checks that passed is one text since.
  (connection) => connection.exec('DROP TABLE IF EXISTS "launch-report-sheets"'),
];

function schemaVersion(connection: Connection): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version);
}

/**
 * Brings a database, even an empty one, to the schema of this release. Two processes may do it at the same time.
 *
 * @throws CodedError `store.newer`
 */
export async function migrate(
  connection: Connection,
  collections: readonly AnyCollection[],
  steps: readonly Migration[] = migrations,
): Promise<void> {
  await connection.write(() => {
    const found = schemaVersion(connection);
    if (found > steps.length) throw new CodedError('store.newer', { found, known: steps.length });
    for (const step of steps.slice(found)) step(connection, collections);
    makeMissing(connection, collections);
    connection.exec(`PRAGMA user_version = ${steps.length}`);
  });
}
