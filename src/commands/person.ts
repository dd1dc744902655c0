import { CodedError } from '../domain/errors.ts';
import { findAccount } from '../store/account.ts';
import { collections } from '../store/collections.ts';
import { eraseAccount, exportAccount } from '../store/personal-data.ts';
import type { Store } from '../store/port.ts';
import { sites } from '../store/site.ts';

interface Who {
  issuer: string;
  user: string;
}

export async function exportAnAccount(
  { store }: { store: Store },
  who: Who,
  print: (line: string) => void,
): Promise<void> {
  const kept = await exportAccount(store, collections, await accountId(store, who));
  print(JSON.stringify(kept, readable, 2));
}

/** A person who asked for it cannot read milliseconds. */
function readable(key: string, value: unknown): unknown {
  return typeof value === 'number' && /(^a|A)t$/.test(key) ? new Date(value).toISOString() : value;
}

export async function eraseAnAccount(
  { store }: { store: Store },
  who: Who,
  print: (line: string) => void,
): Promise<void> {
  const count = await eraseAccount(store, collections, await accountId(store, who));
  print(`Erased: ${count} entries removed or cleared of this person.`);
}

async function accountId(store: Store, { issuer, user }: Who): Promise<string> {
  const site = (await store.find(sites, 'byIssuer', [issuer.replace(/\/$/, '')])).rows[0];
  if (!site) throw new CodedError('site.not-found');
  const account = await findAccount(store, site.doc.id, user);
  if (!account) throw new CodedError('account.not-found');
  return account.doc.id;
}
