import type { Connection } from 'mongoose';
import { CodedError } from '../../domain/errors.ts';

/**
 * One step forward. Unlike those of SQLite it may run twice, after a crash or in two instances that start at the
 * same time, and must bear that.
 */
export type Migration = (connection: Connection) => Promise<void>;

/**
 * Steps in their order; the n-th makes schema version n + 1. New collections and indexes need none. What needs one:
 * a renamed or changed field, and an index or a collection that goes. A step that was released never changes.
 */
const migrations: readonly Migration[] = [
  // What a sheet says of the checks that passed is one text since; those of before told of fourteen days at the most.
  async (connection) => void (await connection.collection('launch-report-sheets').deleteMany({})),
];

interface SchemaMark {
  _id: 'version';
  version: number;
}

/**
 * Brings a database, even an empty one, to the schema of this release.
 *
 * @throws CodedError `store.newer`
 */
export async function migrate(
  connection: Connection,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const marks = connection.collection<SchemaMark>('schema');
  const known = steps.length + 1;
  const mark = async (version: number): Promise<void> => {
    await marks.updateOne({ _id: 'version' }, { $set: { version } }, { upsert: true });
  };
  const found = (await marks.findOne({ _id: 'version' }))?.version;
  if (found !== undefined && found > known) throw new CodedError('store.newer', { found, known });
  for (const [at, step] of steps.entries()) {
    // A new database has nothing to bring forward.
    if (found === undefined || at + 1 < found) continue;
    await step(connection);
    await mark(at + 2);
  }
  if (found === undefined) await mark(known);
}
