import { type Clock, minute } from '../runtime/clock.ts';
import { hashOf, randomId } from '../runtime/secrets.ts';
import { operatorLinks } from '../store/one-time.ts';
import { insert, type Store } from '../store/port.ts';

const lifetime = 10 * minute;

/** Prints an address that signs in once to the operator's pages. Only a hash of its token is kept. */
export async function operatorLink(
  { store, clock, settings }: { store: Store; clock: Clock; settings: { publicUrl: string } },
  print: (line: string) => void,
): Promise<void> {
  const token = `${randomId()}${randomId()}`;
  await store.commit([insert(operatorLinks, { id: hashOf(token), expiresAt: clock() + lifetime })]);
  print(`${settings.publicUrl}/operator/sign-in?token=${token}`);
  print('Valid once, for ten minutes.');
}
