import type { LightMyRequestResponse } from 'fastify';
import { claim } from '../../lti/claims.ts';
import type { LaunchRight } from '../../src/domain/member-role.ts';
import type { Session } from '../../src/domain/session.ts';
import { sealForm } from '../../src/web/forms.ts';
import { cookiesOf, form, open, type Visitor, visit } from './launching.ts';
import { sessionOf } from './session-of.ts';
import type { World } from './world.ts';

const lis = 'http://purl.imsglobal.org/vocab/lis/v2/';
const rolesOf: Record<LaunchRight, string[]> = {
  learner: [`${lis}membership#Learner`],
  teacher: [`${lis}membership#Instructor`],
  'site-administrator': [`${lis}system/person#Administrator`],
};

/** An invented person in front of a course link. */
export interface Arrival {
  /** Moodle user id. */
  sub: string;
  /** Absent for a pseudonymous launch. */
  name?: string;
  right?: LaunchRight;
  /** Id of the course link; one that nobody bound unless told. */
  link?: string;
  linkTitle?: string;
  course?: string;
}

/** Somebody in a browser after a launch, with what is stored of the stay. */
export interface Guest extends Visitor {
  session: Session;
  accountId: string;
  siteId: string;
}

/** A whole launch of an invented person through any course link. */
export async function come(world: World, arrival: Arrival): Promise<Guest> {
  const { sub, name, right = 'learner', link = '900', linkTitle = 'Neuer Link', course = '3' } = arrival;
  const visitor = await visit(world, 'trainee', 'unbound', {
    claims: {
      sub,
      name,
      given_name: undefined,
      family_name: undefined,
      [claim.roles]: rolesOf[right],
      [claim.resourceLink]: { id: link, title: linkTitle },
      [claim.context]: { id: course, title: `Kurs ${course}`, label: course },
    },
  });
  const session = await sessionOf(world, visitor);
  return { ...visitor, session, accountId: session.accountId, siteId: session.siteId };
}

/** Sends a form with the hidden fields of the guest's own session, from our own origin. */
export function post(
  world: World,
  guest: Guest,
  address: string,
  fields: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  return world.app.inject({
    method: 'POST',
    url: address,
    cookies: guest.cookies,
    ...form({ ...sealForm(world.core, guest.session), ...fields }, world.settings.publicUrl),
  });
}

/** Goes where an answer sends the browser, with the cookies that it set. */
export function follow(
  world: World,
  guest: Visitor,
  answer: LightMyRequestResponse,
): Promise<LightMyRequestResponse> {
  const cookies = { ...guest.cookies, ...cookiesOf(answer) };
  return open(world, { ...guest, cookies }, String(answer.headers.location));
}

/** A page, or a form that is not there, as text: for asking what stands in it. */
export async function textOf(world: World, guest: Visitor, address?: string): Promise<string> {
  return (await open(world, guest, address)).body;
}

/** What stands in a text field of a page. */
export function typedIn(html: string, name: string): string | undefined {
  const field = new RegExp(`<input [^>]*name="${name}" value(?:="([^"]*)")?`).exec(html);
  return field ? (field[1] ?? '') : undefined;
}

/** The mistakes on top of a form, in the words of the page. */
export function problemsOn(html: string): string[] {
  return [...html.matchAll(/<li><a href="#[\w-]+">([^<]*)<\/a><\/li>/g)].map(([, words = '']) => words);
}

/** A code that a page shows once. */
export function codeShown(html: string, id: string): string {
  return new RegExp(`id="${id}" value="([^"]+)"`).exec(html)?.[1] ?? '';
}
