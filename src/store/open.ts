import type { Clock } from '../runtime/clock.ts';
import { collections } from './collections.ts';
import type { Store } from './port.ts';
import { openSqliteStore } from './sqlite/open.ts';

/**
 * Opens the store that `DATABASE_URL` names: `sqlite:<path>`, or `mongodb://…`, whose driver is loaded only then.
 *
 * @throws CodedError `store.down`, `store.newer`
 */
export async function openStore(databaseUrl: string, clock: Clock): Promise<Store> {
  if (!/^mongodb(\+srv)?:/.test(databaseUrl)) {
    return openSqliteStore({ path: databaseUrl.replace(/^sqlite:/, ''), collections, clock });
  }
  const { openMongoStore } = await import('./mongo/open.ts');
  return openMongoStore({ url: databaseUrl, collections, clock });
}
