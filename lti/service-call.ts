import { CodedError } from '../src/domain/errors.ts';
import type { Registration } from '../src/domain/site.ts';
import type { HttpAnswer, HttpClient, HttpLimits, HttpRequest } from '../src/outbound/http-client.ts';
import type { Clock } from '../src/runtime/clock.ts';
import type { AccessTokens } from './access-token.ts';

export interface ServiceCall {
  method: HttpRequest['method'];
  url: string;
  scope: string;
  /** `Accept` or `Content-Type`: Moodle takes exactly these and answers anything else with 400. */
  headers: Record<string, string>;
  body?: string;
}

export interface ServiceServices {
  http: HttpClient;
  tokens: AccessTokens;
  clock: Clock;
}

/**
 * One call of an LTI service with a bearer token: only on the platform's own origin, with one new token after a 401.
 *
 * @returns the answer, whatever its status but 401, 429 and 5xx
 * @throws CodedError `service.address-foreign`, `service.token-refused`, `service.wait` (details `seconds`),
 * `service.unreachable`, `service.scope-refused`, `service.our-keys-unreachable`
 */
export async function callService(
  services: ServiceServices,
  registration: Registration,
  call: ServiceCall,
  limits: HttpLimits,
): Promise<HttpAnswer> {
  if (!isOnPlatform(registration, call.url)) throw new CodedError('service.address-foreign');
  let answer = await withToken(services, registration, call, limits);
  if (answer.status === 401) {
    services.tokens.forget(registration, call.scope);
    answer = await withToken(services, registration, call, limits);
  }
  if (answer.status === 401) throw new CodedError('service.token-refused', { status: 401 });
  if (answer.status === 429 || answer.status === 503) {
    throw new CodedError('service.wait', { seconds: waitOf(answer, services.clock()) });
  }
  if (answer.status >= 500) throw new CodedError('service.unreachable', { status: answer.status });
  return answer;
}

/** A bearer token goes to the origin of the site and to no other, whatever a claim or an answer names. */
function isOnPlatform(registration: Registration, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol } = new URL(url);
  // blob:https://… has the origin of the page that made it.
  return /^https?:$/.test(protocol) && origin === new URL(registration.issuer).origin;
}

async function withToken(
  { http, tokens }: ServiceServices,
  registration: Registration,
  { method, url, scope, headers, body }: ServiceCall,
  limits: HttpLimits,
): Promise<HttpAnswer> {
  const token = await tokens.get(registration, scope);
  const request = { method, url, headers: { ...headers, Authorization: `Bearer ${token}` } };
  return http.send(body === undefined ? request : { ...request, body }, limits).catch((error: unknown) => {
    throw error instanceof CodedError ? error : new CodedError('service.unreachable', {}, error);
  });
}

const shortestWait = 5;
const longestWait = 3600;

/** Seconds to wait as `Retry-After` says (RFC 9110 section 10.2.3), within bounds; a minute where it says nothing. */
function waitOf({ headers }: HttpAnswer, now: number): number {
  const text = headers['retry-after'] ?? '';
  const date = Date.parse(text);
  const seconds = /^\d+$/.test(text) ? Number(text) : Number.isNaN(date) ? 60 : (date - now) / 1000;
  return Math.round(Math.min(longestWait, Math.max(shortestWait, seconds)));
}
