import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { Registration } from '../src/domain/site.ts';
import type { Clock } from '../src/runtime/clock.ts';
import { hashOf, orderedId } from '../src/runtime/secrets.ts';
import type { Store } from '../src/store/port.ts';
import { findRegistrations } from '../src/store/site.ts';
import type { StateSigner } from './state.ts';

/** Lengths of what a platform may send at third-party login (OIDC Third-Party Initiated Login, LTI 1.3 core 5.1.1). */
const loginSchema = z.object({
  iss: z.string().min(1).max(300),
  login_hint: z.string().min(1).max(2000),
  target_link_uri: z.string().min(1).max(2000),
  client_id: z.string().min(1).max(255).exactOptional(),
  lti_message_hint: z.string().max(8000).exactOptional(),
  lti_deployment_id: z.string().max(255).exactOptional(),
});

export interface LoginServices {
  store: Store;
  states: StateSigner;
  clock: Clock;
  /** Our own origin. */
  publicUrl: string;
}

/**
 * Answers a third-party login: where to send the browser, bound to `browserSecret` (a cookie), and the parameters
 * that the platform sent, checked.
 *
 * @throws CodedError `login.*`; nothing is stored in any case.
 */
export async function startLogin(
  services: LoginServices,
  given: unknown,
  browserSecret: string,
): Promise<{ redirectUrl: string; sent: Record<string, string> }> {
  const { store, states, clock, publicUrl } = services;
  const login = readLogin(given);
  ownPath(login.target_link_uri, publicUrl, 'login.target-foreign');
  const registration = await chooseRegistration(store, login.iss, login.client_id);
  const nonce = orderedId(clock());
  const state = states.sign({ registrationId: registration.id, nonce, browser: hashOf(browserSecret) });
  const redirect = new URL(registration.authUrl);
  // All at once: each one set on the address itself would have it read again.
  const parameters = new URLSearchParams(redirect.search);
  const query = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: registration.clientId,
    redirect_uri: launchUrl(publicUrl),
    login_hint: login.login_hint,
    lti_message_hint: login.lti_message_hint,
    lti_deployment_id: login.lti_deployment_id,
    nonce,
    state,
  };
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value);
  redirect.search = parameters.toString();
  return { redirectUrl: redirect.href, sent: login };
}

/** The one registered redirect address; the claim `target_link_uri` says what a link opens. */
function launchUrl(publicUrl: string): string {
  return `${publicUrl}/lti/launch`;
}

/**
 * The path of an address on our own origin.
 *
 * @throws CodedError with `code` for any other address: another host, scheme, user info, backslashes.
 */
export function ownPath(
  address: string,
  publicUrl: string,
  code: 'login.target-foreign' | 'launch.target-foreign',
): string {
  const url = URL.parse(address);
  // Not by `origin`: a blob: address has the origin of its maker, and user info would go unseen.
  if (url === null || /[\\\s]/.test(address) || !url.href.startsWith(`${publicUrl}/`))
    throw new CodedError(code);
  return url.pathname + url.search;
}

function readLogin(parameters: unknown): z.infer<typeof loginSchema> {
  const result = loginSchema.safeParse(parameters);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const parameter = String(issue?.path[0] ?? 'body');
  const given = typeof parameters === 'object' && parameters !== null ? Object.keys(parameters) : [];
  throw new CodedError(given.includes(parameter) ? 'login.parameter-invalid' : 'login.parameter-missing', {
    parameter,
  });
}

async function chooseRegistration(
  store: Store,
  issuer: string,
  clientId: string | undefined,
): Promise<Registration> {
  const found = await findRegistrations(store, issuer, clientId);
  const [only, another] = found;
  if (only === undefined) throw new CodedError('login.site-unknown');
  if (another !== undefined) throw new CodedError('login.registration-ambiguous');
  return only;
}
