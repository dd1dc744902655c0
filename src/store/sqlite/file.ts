import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { CodedError } from '../../domain/errors.ts';

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
