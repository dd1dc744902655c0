import type { LightMyRequestResponse } from 'fastify';
import { printSiteInvitation } from '../../src/commands/site-invitation.ts';
import { Browser } from '../practice-moodle/browser.ts';
import { form } from './launching.ts';
import type { World } from './world.ts';

/** What the operator's command prints: the address that goes into Moodle. */
export async function invitation(world: World, name?: string): Promise<URL> {
  const lines: string[] = [];
  const services = { ...world.core, clock: world.now };
  await printSiteInvitation(services, name === undefined ? {} : { name }, (line) => lines.push(line));
  return new URL(lines[0] ?? '');
}

/** The administrator of the practice Moodle, who pastes an address into "Manage tools". */
export async function administrator({ practice }: World): Promise<Browser> {
  const browser = new Browser(practice);
  await browser.loginAs('admin');
  return browser;
}

/** Where Moodle sends the administrator's frame. @param type `0` for a new tool, or the one to be updated */
export async function sent(browser: Browser, address: URL, type = '0'): Promise<URL> {
  const { body } = await browser.get('/mod/lti/toolconfigure.php');
  const sesskey = /name="sesskey" value="(\w+)"/.exec(body)?.[1] ?? '';
  const query = new URLSearchParams({ url: address.href, type, sesskey });
  const response = await browser.get(`/mod/lti/startltiadvregistration.php?${query}`);
  if (response.statusCode !== 302) throw new Error(`Moodle answered ${response.statusCode}`);
  return new URL(String(response.headers.location));
}

/** All of it up to our page: a new invitation, pasted by the administrator. */
export async function arrived(world: World, name?: string): Promise<URL> {
  return sent(await administrator(world), await invitation(world, name));
}

/** Opens our page. */
export function look(world: World, address: URL): Promise<LightMyRequestResponse> {
  return world.app.inject({ url: `${address.pathname}${address.search}` });
}

/** Presses the button of our page. */
export function press(
  world: World,
  address: URL,
  origin = world.settings.publicUrl,
): Promise<LightMyRequestResponse> {
  const fields = Object.fromEntries(address.searchParams);
  return world.app.inject({ method: 'POST', url: address.pathname, ...form(fields, origin) });
}
