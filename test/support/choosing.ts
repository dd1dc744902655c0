import type { LightMyRequestResponse } from 'fastify';
import { decodeJwt } from 'jose';
import type { ContentItem } from '../../lti/deep-linking.ts';
import { deepLinkingClaim } from '../../lti/deep-linking-claims.ts';
import type { Claims } from '../../src/practice-moodle/message.ts';
import { cookiesOf, form, open, postLaunch, startLogin, type Visitor } from './launching.ts';
import type { World } from './world.ts';

export interface Choosing extends Visitor {
  /** Where the platform wants the answer. */
  returnUrl: string;
}

/** What Moodle says it takes, as the practice Moodle's own message does, bent where the test says so. */
function settingsOf(world: World, bent: Claims = {}): Claims {
  return {
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['frame', 'iframe', 'window'],
    accept_multiple: true,
    auto_create: false,
    deep_link_return_url: `${world.practice.origin}/mod/lti/contentitem_return.php?course=3&id=1&sesskey=abc`,
    ...bent,
  };
}

/** Whatever the application answers to a deep linking request. */
export async function requestContent(
  world: World,
  { personId = 'network-manager', courseId = '3', settings = {}, claims = {} }: Wanted = {},
): Promise<LightMyRequestResponse> {
  const login = await startLogin(world);
  const token = await world.practice.idToken({
    personId,
    courseId,
    nonce: login.nonce,
    claims: { [deepLinkingClaim.settings]: settingsOf(world, settings), ...claims },
  });
  return postLaunch(world, { id_token: token, state: login.state, cookies: login.cookies });
}

export interface Wanted {
  personId?: string;
  courseId?: string;
  /** Laid over what Moodle takes. */
  settings?: Claims;
  claims?: Claims;
}

/** Somebody in front of the picker. */
export async function beginChoosing(world: World, wanted: Wanted = {}): Promise<Choosing> {
  const answer = await requestContent(world, wanted);
  if (answer.statusCode !== 303) throw new Error(`answered ${answer.statusCode}: ${answer.body}`);
  const returnUrl = String(settingsOf(world, wanted.settings).deep_link_return_url);
  return { cookies: cookiesOf(answer), address: String(answer.headers.location), returnUrl };
}

/** Presses a button of the picker, with the ticks given. */
export async function press(
  world: World,
  who: Choosing,
  button: string,
  fields: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  const { body } = await open(world, who);
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  const kept = { csrf: hidden('csrf'), account: hidden('account'), choice: hidden('choice') };
  return world.app.inject({
    method: 'POST',
    url: who.address.split('?')[0] ?? '',
    cookies: who.cookies,
    ...form({ ...kept, do: button, ...fields }, world.settings.publicUrl),
  });
}

/** Ticks these spaces and takes them. */
export function takeSpaces(world: World, who: Choosing, ids: readonly string[]) {
  return press(world, who, 'take', Object.fromEntries(ids.map((id) => [`space-${id}`, 'on'])));
}

export function tokenOf({ body }: LightMyRequestResponse): string {
  return /name="JWT" value="([^"]*)"/.exec(body)?.[1] ?? '';
}

export function itemsOf(answer: LightMyRequestResponse): ContentItem[] {
  return decodeJwt(tokenOf(answer))[deepLinkingClaim.items] as ContentItem[];
}
