import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { CodedError } from '../../domain/errors.ts';
import type { Connection } from './connection.ts';

/**
 * Makes an empty file that only its owner may read, with its folder, where there is none: the store holds names.
 * SQLite gives the files beside it (-wal, -shm) the same mode. An existing file keeps its mode.
 *
 * @throws CodedError `store.down`
 */
export function makeFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw new CodedError('store.down', {}, error);
  }
}

/**
 * Write-ahead log, so that readers and the writer do not wait for each other; every commit reaches the disk before
 * it is acknowledged; what is deleted is overwritten, because an erasure must not leave a name in a free page.
 */
export async function useDurableLog(connection: Connection): Promise<void> {
  const mode = await connection.read(() => connection.prepare('PRAGMA journal_mode = WAL').get());
  if (mode?.journal_mode !== 'wal') {
    throw new CodedError(
      'store.down',
      {},
      new Error('no write-ahead log possible: is the file on a network drive?'),
    );
  }
  connection.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  // 16 MB: the pages that every launch changes go from the log to the file seldomer.
  connection.exec('PRAGMA wal_autocheckpoint = 4000');
}
