import type { LightMyRequestResponse } from 'fastify';
import type { Space } from '../../src/domain/space.ts';
import { addressOf, type paths } from '../../src/web/addresses.ts';
import { bindLink, groundOf, makeMember } from './ground.ts';
import { come, type Guest, post } from './guest.ts';
import { open } from './launching.ts';
import type { World } from './world.ts';

/** An administrator of the practice Moodle who owns a space, in front of the pages of sync. */
export interface SyncDesk {
  admin: Guest;
  space: Space;
  /** Address of a page of sync; `:site` is filled. */
  at(path: string, values?: Record<string, string>): string;
  look(address: string): Promise<string>;
  send(address: string, fields?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Where an answer leads, with an error if it leads nowhere. */
  led(answer: LightMyRequestResponse): string;
}

export async function openDesk(world: World, sub = '700'): Promise<SyncDesk> {
  const admin = await come(world, { sub, name: `Rolf Amtmann ${sub}`, right: 'site-administrator' });
  const space = await groundOf(world, 'network', { title: `Netzwerk Lippenau ${sub}` });
  await makeMember(world, space, admin, { isOwner: true, role: 'network-manager' });
  const link = { siteId: world.site.id, deploymentId: '1', resourceLinkId: `desk-${sub}` };
  await bindLink(world, space.id, link);
  return deskOf(world, admin, space);
}

/** The same for anybody at that space. */
export function deskOf(world: World, admin: Guest, space: Space): SyncDesk {
  return {
    ...{ admin, space },
    at: (path, values = {}) =>
      addressOf(path as typeof paths.syncRun, { site: admin.siteId, run: '', ...values }),
    look: async (address) => (await open(world, admin, address)).body,
    send: (address, fields) => post(world, admin, address, fields),
    led(answer) {
      if (answer.statusCode !== 303) throw new Error(`${answer.statusCode}: ${headingOf(answer.body)}`);
      return String(answer.headers.location);
    },
  };
}

/** The heading of a page as plain text. */
export function headingOf(html: string): string {
  const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '';
  return heading
    .replace(/<[^>]*>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

/** Looks again until a page says it. */
export async function until(desk: SyncDesk, address: string, words: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const page = await desk.look(address);
    if (words.test(headingOf(page))) return page;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${address} never says ${words}: ${headingOf(await desk.look(address))}`);
}
