import type { LightMyRequestResponse } from 'fastify';
import { cookiesOf, form, type StartedLogin } from './launching.ts';
import type { World } from './world.ts';

/** What Moodle's login form sends. */
export function loginFields(world: World): Record<string, string> {
  const { clientId, deploymentId } = world.practice.toolType;
  return {
    iss: world.practice.origin,
    login_hint: '5',
    target_link_uri: `${world.settings.publicUrl}/lti/launch`,
    client_id: clientId,
    lti_deployment_id: deploymentId,
    lti_message_hint: '{"cmid":11,"launchid":"ltilaunch1_1"}',
  };
}

export function loginForm(world: World, changes: Record<string, string | undefined> = {}) {
  const fields = Object.entries({ ...loginFields(world), ...changes });
  return form(
    Object.fromEntries(fields.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  );
}

/** The form posted by a browser with these cookies; whatever is answered. */
export function beginLogin(
  world: World,
  cookies: Record<string, string>,
  changes?: Record<string, string | undefined>,
): Promise<LightMyRequestResponse> {
  return world.app.inject({ method: 'POST', url: '/lti/login', cookies, ...loginForm(world, changes) });
}

/** The same until the browser is sent to Moodle: a fresh browser makes the round that tests its cookies. */
export async function finishLogin(
  world: World,
  jar: Record<string, string>,
  begun?: LightMyRequestResponse,
): Promise<StartedLogin> {
  let answer = begun ?? (await beginLogin(world, jar));
  let cookies = { ...jar, ...cookiesOf(answer) };
  if (answer.statusCode === 303) {
    answer = await world.app.inject({ url: String(answer.headers.location), cookies });
    cookies = { ...cookies, ...cookiesOf(answer) };
  }
  if (answer.statusCode !== 302) throw new Error(`login answered ${answer.statusCode}: ${answer.body}`);
  const { searchParams } = new URL(String(answer.headers.location));
  return { state: searchParams.get('state') ?? '', nonce: searchParams.get('nonce') ?? '', cookies };
}
