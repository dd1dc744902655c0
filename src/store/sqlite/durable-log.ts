import { fdatasyncSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { CodedError } from '../../domain/errors.ts';
import type { Connection } from './connection.ts';

/** The write-ahead log beside the database file. */
export interface DurableLog {
  /**
   * Whatever was written to the log before is on the disk when this resolves. `atOnce`: this process has nothing else
   * to write meanwhile; then another thread would cost more time than it spares.
   *
   * @throws CodedError `store.down`
   */
  sync(atOnce: boolean): Promise<void>;
  /** Waits for a `sync` that is under way. */
  close(): Promise<void>;
}

/**
 * Write-ahead log, so that readers and the writer do not wait for each other; every commit reaches the disk before
 * it is acknowledged; what is deleted is overwritten, because an erasure must not leave a name in a free page.
 *
 * SQLite would hold up the whole process while the disk works (`synchronous = FULL`). With `NORMAL` it writes the same
 * bytes in the same order and waits for the disk only where the log goes into the file
 * (https://sqlite.org/pragma.html#pragma_synchronous); that a commit has arrived we wait for, beside other work.
 *
 * @param path of the database file
 * @throws CodedError `store.down`
 */
export async function useDurableLog(connection: Connection, path: string): Promise<void> {
  const mode = await connection.read(() => connection.prepare('PRAGMA journal_mode = WAL').get());
  if (mode?.journal_mode !== 'wal') {
    throw new CodedError(
      'store.down',
      {},
      new Error('no write-ahead log possible: is the file on a network drive?'),
    );
  }
  connection.exec('PRAGMA secure_delete = ON');
  // 16 MB: the pages that every launch changes go from the log to the file seldomer.
  connection.exec('PRAGMA wal_autocheckpoint = 4000');
  // The file of the log is made when something is read.
  await connection.read(() => connection.prepare('SELECT count(*) FROM sqlite_schema').get());
  connection.acknowledgeWith(await openLog(path));
  connection.exec('PRAGMA synchronous = NORMAL');
}

/** SQLite keeps that file for as long as a connection is open. */
async function openLog(path: string): Promise<DurableLog> {
  const file = await open(`${path}-wal`, 'r+').catch((error: unknown) => {
    throw new CodedError('store.down', {}, error);
  });
  return {
    async sync(atOnce) {
      try {
        if (atOnce) fdatasyncSync(file.fd);
        else await file.datasync();
      } catch (error) {
        throw new CodedError('store.down', {}, error);
      }
    },
    close: () => file.close(),
  };
}
