import { accounts } from './account.ts';
import { collections } from './collections.ts';
import { eraseAccount } from './personal-data.ts';
import { everyRow, type Store } from './port.ts';

/** Erases every account of a site, or only counts them. Returns how many there are. */
export async function removeAccounts(
  store: Store,
  siteId: string,
  { really }: { really: boolean },
): Promise<number> {
  let count = 0;
  for await (const { doc } of everyRow(store, accounts, 'bySub', [siteId])) {
    if (really) await eraseAccount(store, collections, doc.id);
    count += 1;
  }
  return count;
}
