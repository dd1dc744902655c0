import { isUtf8 } from 'node:buffer';
import { verify } from 'node:crypto';
import { CodedError } from '../src/domain/errors.ts';
import type { Registration } from '../src/domain/site.ts';
import type { Clock } from '../src/runtime/clock.ts';
import type { Store } from '../src/store/port.ts';
import { registrations } from '../src/store/site.ts';
import { claim } from './claims.ts';
import type { KeySets } from './key-set.ts';
import { ownPath } from './login.ts';
import { isMessageType, type LtiMessage, readMessage } from './message.ts';
import { isBoundTo, type LoginState, type StateSigner } from './state.ts';
import { checkReview } from './submission-review.ts';

export interface LaunchServices {
  store: Store;
  states: StateSigner;
  keySets: KeySets;
  clock: Clock;
  publicUrl: string;
}

/** What the checks of one launch learn, one after the other. */
export interface LaunchAttempt extends Partial<LtiMessage> {
  parameters: unknown;
  browserSecrets: readonly string[];
  token?: string;
  state?: LoginState;
  registration?: Registration;
  keyId?: string;
  payload?: Record<string, unknown>;
  /** Path on our own origin. */
  targetPath?: string;
}

type Check = (attempt: LaunchAttempt, services: LaunchServices) => void | Promise<void>;

/** Clocks of two servers may differ by this much, in seconds. */
const clockSkew = 30;
const tokenLimit = 32_000;

/** In reading order: each passes, or throws one coded failure. Nothing is fetched before the state is known ours. */
export const checks: readonly (readonly [name: string, check: Check])[] = [
  ['state', checkState],
  ['registration', checkRegistration],
  ['browser', checkBrowser],
  ['platform-answer', checkPlatformAnswer],
  ['token-shape', checkTokenShape],
  ['signature', checkSignature],
  ['issuer', checkIssuer],
  ['audience', checkAudience],
  ['times', checkTimes],
  ['nonce', checkNonce],
  ['version', checkVersion],
  ['message-type', checkMessageType],
  ['deployment', checkDeployment],
  ['claims', checkClaims],
  ['target', checkTarget],
  ['review', checkReviewed],
];

/** Moodle posts its own refusals here too, with `error` in place of a token (OIDC core 3.1.2.6). */
function checkPlatformAnswer(attempt: LaunchAttempt): void {
  const form = attempt.parameters as Record<string, unknown>;
  if (typeof form.error === 'string') {
    throw new CodedError('launch.platform-error', {
      error: /^[a-z_]{1,60}$/.exec(form.error)?.[0] ?? 'other',
    });
  }
  if (typeof form.id_token !== 'string' || form.id_token === '') throw new CodedError('launch.token-missing');
  attempt.token = form.id_token;
}

function checkState(attempt: LaunchAttempt, { states }: LaunchServices): void {
  const { state } = (attempt.parameters ?? {}) as { state?: unknown };
  if (state === undefined || state === '') throw new CodedError('launch.state-missing');
  if (typeof state !== 'string') throw new CodedError('launch.state-invalid');
  attempt.state = states.read(state);
}

function checkBrowser({ state, browserSecrets }: LaunchAttempt): void {
  if (!state || !isBoundTo(state, browserSecrets)) throw new CodedError('launch.browser-mismatch');
}

async function checkRegistration(attempt: LaunchAttempt, { store }: LaunchServices): Promise<void> {
  const found = await store.get(registrations, attempt.state?.registrationId ?? '');
  if (!found) throw new CodedError('login.site-unknown');
  attempt.registration = found.doc;
}

function checkTokenShape(attempt: LaunchAttempt): void {
  const token = attempt.token ?? '';
  if (token.length > tokenLimit || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token))
    throw new CodedError('launch.token-malformed');
  const header = parseObject(token.slice(0, token.indexOf('.')));
  if (header.alg !== 'RS256') throw new CodedError('launch.algorithm-refused');
  // RFC 7515 section 4.1.11: extensions that must be understood, and none is.
  if (header.crit !== undefined) throw new CodedError('launch.signature-invalid');
  if (header.kid === undefined || header.kid === '') throw new CodedError('launch.key-id-missing');
  if (typeof header.kid !== 'string' || header.kid.length > 255)
    throw new CodedError('launch.key-id-invalid');
  attempt.keyId = header.kid;
}

async function checkSignature(attempt: LaunchAttempt, { keySets }: LaunchServices): Promise<void> {
  const { registration, keyId, token } = attempt;
  if (!registration || !keyId || !token) throw new CodedError('launch.token-malformed');
  const key = await keySets.find(registration.siteId, registration.keySetUrl, keyId);
  const end = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  // Node's own RSA, at once: as a queued job it costs a launch four times as much (docs/decisions/0009).
  if (!verify('sha256', Buffer.from(token.slice(0, end), 'latin1'), key, signature))
    throw new CodedError('launch.signature-invalid');
  attempt.payload = parseObject(token.slice(token.indexOf('.') + 1, end));
}

/** A part of a token (RFC 7515, section 2) that is base64url of a JSON object in UTF-8. */
function parseObject(part: string): Record<string, unknown> {
  const bytes = Buffer.from(part, 'base64url');
  try {
    const value: unknown = isUtf8(bytes) ? JSON.parse(bytes.toString()) : undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Not JSON: the same refusal as any other wrong part.
  }
  throw new CodedError('launch.token-malformed');
}

function checkIssuer({ payload, registration }: LaunchAttempt): void {
  if (payload?.iss !== registration?.issuer) throw new CodedError('launch.issuer-mismatch');
}

/** OIDC core 3.1.3.7: we are the audience; with several audiences, or where azp is sent, azp is us. */
function checkAudience({ payload, registration }: LaunchAttempt): void {
  const clientId = registration?.clientId;
  const audience = payload?.aud;
  const audiences: unknown[] = Array.isArray(audience) ? audience : [audience];
  if (!clientId || audiences.length > 20 || !audiences.includes(clientId))
    throw new CodedError('launch.audience-mismatch');
  const party = payload?.azp;
  if (party === undefined ? audiences.length > 1 : party !== clientId) {
    throw new CodedError('launch.authorized-party-mismatch');
  }
}

function checkTimes({ payload }: LaunchAttempt, { clock }: LaunchServices): void {
  const now = clock() / 1000;
  const { exp, iat, nbf = 0 } = payload ?? {};
  if (!isTime(exp) || !isTime(iat) || !isTime(nbf)) throw new CodedError('launch.time-missing');
  if (now > exp + clockSkew) throw new CodedError('launch.token-expired');
  if (Math.max(iat, nbf) > now + clockSkew) throw new CodedError('launch.token-from-future');
}

/** NumericDate (RFC 7519, section 2). JSON such as 1e400 is read as an endless number, which is no time. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function checkNonce({ payload, state }: LaunchAttempt): void {
  if (typeof payload?.nonce !== 'string' || payload.nonce !== state?.nonce) {
    throw new CodedError('launch.nonce-mismatch');
  }
}

function checkVersion({ payload }: LaunchAttempt): void {
  if (payload?.[claim.version] !== '1.3.0') throw new CodedError('launch.version-wrong');
}

function checkMessageType({ payload }: LaunchAttempt): void {
  const type = payload?.[claim.messageType];
  if (type === undefined) throw new CodedError('launch.message-type-missing');
  if (!isMessageType(type)) throw new CodedError('launch.message-type-unsupported');
}

function checkDeployment({ payload, registration }: LaunchAttempt): void {
  const deployment = payload?.[claim.deploymentId];
  if (deployment === undefined) throw new CodedError('launch.claim-missing', { claim: 'deployment_id' });
  if (typeof deployment !== 'string' || !registration?.deploymentIds.includes(deployment)) {
    throw new CodedError('launch.deployment-unknown');
  }
}

function checkClaims(attempt: LaunchAttempt): void {
  Object.assign(attempt, readMessage(attempt.payload ?? {}, attempt.registration?.issuer ?? ''));
}

function checkTarget(attempt: LaunchAttempt, { publicUrl }: LaunchServices): void {
  const target = attempt.claims?.[claim.targetLinkUri] ?? '';
  attempt.targetPath = ownPath(target, publicUrl, 'launch.target-foreign');
}

async function checkReviewed(attempt: LaunchAttempt, { store }: LaunchServices): Promise<void> {
  const { claims, registration, payload, reviewedSub } = attempt;
  if (!claims || !registration || reviewedSub === undefined) return;
  const deploymentId = String(payload?.[claim.deploymentId]);
  await checkReview(store, { siteId: registration.siteId, deploymentId }, claims, reviewedSub);
}
