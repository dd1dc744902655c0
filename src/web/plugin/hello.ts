import { paths } from '../addresses.ts';
import type { WebServices } from '../services.ts';

/** The protocol of docs/plugin-protocol.md. */
const protocol = 1;

/** Who is here, for an administrator who is about to connect a Moodle. Says what the key set and the start page say. */
export function hello({ publicUrl, operator }: Pick<WebServices, 'publicUrl' | 'operator'>) {
  return {
    product: 'netzbruecke',
    protocol,
    name: operator.name === '' ? 'Netzbrücke' : `Netzbrücke – ${operator.name}`,
    launch: publicUrl + paths.launch,
    login: publicUrl + paths.login,
    keys: publicUrl + paths.keys,
    icon: `${publicUrl}/public/logo.svg`,
  };
}
