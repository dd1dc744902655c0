import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomId } from '../runtime/secrets.ts';

interface StorePlace {
  databaseUrl: string;
}

/** The secret that the demo keeps beside its database; undefined where no demo ran. */
export function keptSecretKey(place: StorePlace): string | undefined {
  const file = fileOf(place);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** The same, made at the first call. Only for the demo: a service gets its secret from the operator. */
export function keepSecretKey(place: StorePlace): string {
  const kept = keptSecretKey(place);
  if (kept !== undefined) return kept;
  const made = `${randomId()}${randomId()}`;
  const file = fileOf(place);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

function fileOf({ databaseUrl }: StorePlace): string {
  return join(dirname(databaseUrl.replace(/^sqlite:/, '')), 'demo-secret-key');
}
