import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import { type Clock, minute } from '../src/runtime/clock.ts';
import { hashOf, type Secrets, sameText } from '../src/runtime/secrets.ts';

/** How long a person may take between the click in Moodle and the launch (Moodle may ask for a login). */
const stateLifetime = 10 * minute;

const stateSchema = z.object({
  registrationId: z.string(),
  nonce: z.string(),
  /** Hash of the browser secret that the login set as a cookie. */
  browser: z.string(),
});
/** What a login remembers for its launch. Signed, never stored: an anonymous login writes nothing. */
export type LoginState = z.infer<typeof stateSchema>;

const tokenSchema = stateSchema.extend({ exp: z.number() });

/** `{"alg":"HS256"}`. A state with any other header is not ours, so that no algorithm can be chosen from outside. */
const header = 'eyJhbGciOiJIUzI1NiJ9';
const shape = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;
const longest = 2000;

export interface StateSigner {
  sign(state: LoginState): string;
  /** @throws CodedError `launch.state-invalid`, `launch.state-expired` */
  read(text: string): LoginState;
}

/** A JWT (RFC 7519) signed by Node's own HMAC: a login and a launch each make one, and a queued job costs them more. */
export function createStateSigner(secrets: Secrets, clock: Clock): StateSigner {
  const key = secrets.signingKey('state');
  const signature = (payload: string): string =>
    createHmac('sha256', key).update(`${header}.${payload}`).digest('base64url');
  return {
    sign(state) {
      const token = { ...state, exp: Math.floor((clock() + stateLifetime) / 1000) };
      const payload = Buffer.from(JSON.stringify(token)).toString('base64url');
      return `${header}.${payload}.${signature(payload)}`;
    },
    read(text) {
      const [, head, payload = '', signed = ''] = (text.length <= longest && shape.exec(text)) || [];
      if (head !== header || !sameText(signed, signature(payload)))
        throw new CodedError('launch.state-invalid');
      const { exp, ...state } = readPayload(payload);
      if (clock() / 1000 >= exp) throw new CodedError('launch.state-expired');
      return state;
    },
  };
}

function readPayload(payload: string): z.infer<typeof tokenSchema> {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    throw new CodedError('launch.state-invalid');
  }
}

/** Whether one of the browser's secrets is the one that the login was bound to. */
export function isBoundTo(state: LoginState, browserSecrets: readonly string[]): boolean {
  return browserSecrets.some((secret) => hashOf(secret) === state.browser);
}
