import type { Clock } from '../runtime/clock.ts';
import { collections } from './collections.ts';
import type { Store } from './port.ts';
import { openSqliteStore } from './sqlite/open.ts';

/**
 * Opens the store that `DATABASE_URL` names: `sqlite:<path>`.
 *
 * @throws CodedError `store.down`, `store.newer`
 */
export function openStore(databaseUrl: string, clock: Clock): Promise<Store> {
  return openSqliteStore({ path: databaseUrl.replace(/^sqlite:/, ''), collections, clock });
}
