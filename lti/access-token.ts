import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { Registration } from '../src/domain/site.ts';
import type { HttpAnswer, HttpClient } from '../src/outbound/http-client.ts';
import type { Clock } from '../src/runtime/clock.ts';
import type { Secrets } from '../src/runtime/secrets.ts';
import type { Store } from '../src/store/port.ts';
import { createCircuit } from './circuit.ts';
import { privateKeyUse } from './ltijs-database.ts';
import { signingKey } from './tool-keys.ts';

const limits = { timeoutMs: 10_000, maxBytes: 64 * 1024 };
/** Seconds that an assertion is valid (LTI security framework 1.0, section 4.1.1). */
const assertionLifetime = 60;
/** Seconds before its end in which a token is not used any more. */
const safety = 60;

const grantSchema = z.object({
  access_token: z.string().min(1).max(8000),
  expires_in: z.coerce.number().positive().max(86_400).catch(3600),
  scope: z.string().max(4000).optional(),
});

export interface AccessTokens {
  /**
   * A bearer token for one service scope, kept until shortly before it ends; asked for once however many wait.
   *
   * @throws CodedError `service.scope-refused`, `service.token-refused`, `service.our-keys-unreachable`,
   * `service.unreachable`
   */
  get(registration: Registration, scope: string): Promise<string>;
  /** After a 401: the next `get` asks for a new one. */
  forget(registration: Registration, scope: string): void;
}

interface Services {
  store: Store;
  secrets: Secrets;
  http: HttpClient;
  clock: Clock;
}

interface Kept {
  token: Promise<string>;
  /** Epoch milliseconds; not known while the answer is awaited. */
  until: number;
}

export function createAccessTokens(services: Services): AccessTokens {
  const kept = new Map<string, Kept>();
  const circuit = createCircuit(services.clock);
  const idOf = (registration: Registration, scope: string): string => `${registration.id} ${scope}`;
  return {
    get(registration, scope) {
      const id = idOf(registration, scope);
      const known = kept.get(id);
      if (known && known.until > services.clock()) return known.token;
      const asked: Kept = { until: Number.POSITIVE_INFINITY, token: Promise.resolve('') };
      const request = () => askFor(services, registration, scope);
      asked.token = circuit.run(registration.id, request).then(
        ({ token, seconds }) => {
          asked.until = services.clock() + Math.max(0, seconds - safety) * 1000;
          return token;
        },
        (error: unknown) => {
          kept.delete(id);
          throw error;
        },
      );
      kept.set(id, asked);
      return asked.token;
    },
    forget: (registration, scope) => void kept.delete(idOf(registration, scope)),
  };
}

/** RFC 7523 client credentials with `private_key_jwt`. */
async function askFor(
  services: Services,
  registration: Registration,
  scope: string,
): Promise<{ token: string; seconds: number }> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(services, registration),
    scope,
  });
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
  const request = { method: 'POST', url: registration.tokenUrl, headers, body: body.toString() } as const;
  const answer = await services.http.send(request, limits).catch((error: unknown) => {
    throw error instanceof CodedError ? error : new CodedError('service.unreachable', {}, error);
  });
  const grant = grantSchema.safeParse(parsed(answer.text));
  if (answer.status !== 200 || !grant.success) throw refusal(answer);
  // A platform may grant less than was asked for (RFC 6749 section 3.3).
  const granted = grant.data.scope?.split(/\s+/) ?? [scope];
  if (!granted.includes(scope)) throw new CodedError('service.scope-refused', { scope: lastPart(scope) });
  return { token: grant.data.access_token, seconds: grant.data.expires_in };
}

async function assertion({ store, secrets, clock }: Services, registration: Registration): Promise<string> {
  const key = await signingKey(store, registration.id, clock());
  if (!key) throw new CodedError('service.token-refused', { reason: 'no key' });
  const now = Math.floor(clock() / 1000);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.id })
    .setIssuer(registration.clientId)
    .setSubject(registration.clientId)
    .setAudience(registration.tokenUrl)
    .setIssuedAt(now)
    .setExpirationTime(now + assertionLifetime)
    .sign(createPrivateKey(secrets.open(privateKeyUse, key.sealedPrivateKey)));
}

/** Moodle answers 404 with an HTML page when it cannot fetch our key set; its other refusals are 400. */
function refusal({ status, text }: HttpAnswer): CodedError {
  if (status === 404) return new CodedError('service.our-keys-unreachable');
  if (status >= 500) return new CodedError('service.unreachable', { status });
  if (text.includes('invalid_scope')) return new CodedError('service.scope-refused', { status });
  return new CodedError('service.token-refused', { status });
}

/** Moodle sends JSON as text/html, and builds some of it by hand so that it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lastPart(scope: string): string {
  return scope.split('/').at(-1) ?? '';
}
