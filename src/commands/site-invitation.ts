import type { Clock } from '../runtime/clock.ts';
import type { Store } from '../store/port.ts';
import { inviteSite } from '../store/site-invitation.ts';
import { paths } from '../web/addresses.ts';

/** Prints an address with which one Moodle registers itself. Only a hash of its code is kept. */
export async function printSiteInvitation(
  { store, clock, settings }: { store: Store; clock: Clock; settings: { publicUrl: string } },
  { name }: { name?: string },
  print: (line: string) => void,
): Promise<void> {
  const code = await inviteSite(store, clock(), name?.trim().slice(0, 120) || null);
  print(`${settings.publicUrl}${paths.register}?invite=${code}`);
  print('Valid once, for 24 hours. Paste it in Moodle:');
  print('- with the plugin: Site administration > Plugins > Local plugins > Netzbrücke');
  print('- without it: Site administration > Plugins > External tool > Manage tools, field "Tool URL"');
}
