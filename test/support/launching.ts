import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import type { IdTokenRequest } from '../../src/practice-moodle/id-token.ts';
import type { World } from './world.ts';

export interface StartedLogin {
  state: string;
  nonce: string;
  /** As the browser sends them back. */
  cookies: Record<string, string>;
}

/** The first half of a launch: third-party login, as Moodle's form starts it, in a browser that was here before. */
export async function startLogin(
  world: World,
  cookies: Record<string, string> = { nb_b_test: randomUUID() },
): Promise<StartedLogin> {
  const { clientId, deploymentId } = world.practice.toolType;
  const response = await world.app.inject({
    method: 'POST',
    url: '/lti/login',
    cookies,
    ...form({
      iss: world.practice.origin,
      login_hint: '5',
      target_link_uri: `${world.settings.publicUrl}/lti/launch`,
      client_id: clientId,
      lti_deployment_id: deploymentId,
      lti_message_hint: '{"cmid":11,"launchid":"ltilaunch1_1"}',
    }),
  });
  if (response.statusCode !== 302) throw new Error(`login answered ${response.statusCode}: ${response.body}`);
  const redirect = new URL(String(response.headers.location));
  return {
    state: redirect.searchParams.get('state') ?? '',
    nonce: redirect.searchParams.get('nonce') ?? '',
    cookies: { ...cookies, ...cookiesOf(response) },
  };
}

export type Bent = Partial<IdTokenRequest> & {
  /** Sent instead of the token that the platform made. */
  token?: string;
  /** Sent instead of the state that the login gave. */
  state?: string;
  cookies?: Record<string, string>;
};

/** A whole launch of Jonas Heitkamp (trainee, learner) into the network, bent where the test says so. */
export async function launch(
  world: World,
  { token, state, cookies, ...bent }: Bent = {},
): Promise<LightMyRequestResponse> {
  const login = await startLogin(world);
  const request = { personId: 'trainee', activityId: 'network', nonce: login.nonce, ...bent };
  return postLaunch(world, {
    id_token: token ?? (await world.practice.idToken(request)),
    state: state ?? login.state,
    cookies: cookies ?? login.cookies,
  });
}

export function postLaunch(
  world: World,
  { cookies, ...fields }: { id_token: string; state: string; cookies: Record<string, string> },
): Promise<LightMyRequestResponse> {
  return world.app.inject({ method: 'POST', url: '/lti/launch', cookies, ...form(fields) });
}

/** A browser after a launch: its cookies, and where it was sent. */
export interface Visitor {
  cookies: Record<string, string>;
  address: string;
}

export async function visit(
  world: World,
  personId: string,
  activityId: string,
  bent: Bent = {},
): Promise<Visitor> {
  const response = await launch(world, { personId, activityId, ...bent });
  if (response.statusCode !== 303)
    throw new Error(`launch answered ${response.statusCode}: ${response.body}`);
  return { cookies: cookiesOf(response), address: String(response.headers.location) };
}

/** Opens a page as this visitor. */
export function open(
  world: World,
  visitor: Visitor,
  address = visitor.address,
): Promise<LightMyRequestResponse> {
  return world.app.inject({ url: address, cookies: visitor.cookies });
}

/** Sends a form of a page as its button does: with the hidden fields that stand in the page. */
export async function send(
  world: World,
  visitor: Visitor,
  address: string,
  fields: Record<string, string>,
  page = visitor.address,
): Promise<LightMyRequestResponse> {
  const shown = await open(world, visitor, page);
  return world.app.inject({
    method: 'POST',
    url: address,
    cookies: visitor.cookies,
    ...form({ ...hiddenFields(shown.body), ...fields }, world.settings.publicUrl),
  });
}

export function hiddenFields(html: string): Record<string, string> {
  const value = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  return { csrf: value('csrf'), account: value('account') };
}

/** Body and headers of a posted form. */
export function form(fields: Record<string, string>, origin?: string) {
  return {
    payload: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(origin === undefined ? {} : { origin }),
    },
  };
}

export function cookiesOf(response: LightMyRequestResponse): Record<string, string> {
  return Object.fromEntries(response.cookies.map(({ name, value }) => [name, value]));
}
