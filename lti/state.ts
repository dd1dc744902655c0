import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import { type Clock, minute } from '../src/runtime/clock.ts';
import { hashOf, type Secrets } from '../src/runtime/secrets.ts';

/** How long a person may take between the click in Moodle and the launch (Moodle may ask for a login). */
export const stateLifetime = 10 * minute;

const stateSchema = z.object({
  registrationId: z.string(),
  nonce: z.string(),
  /** Hash of the browser secret that the login set as a cookie. */
  browser: z.string(),
});
/** What a login remembers for its launch. Signed, never stored: an anonymous login writes nothing. */
export type LoginState = z.infer<typeof stateSchema>;

export interface StateSigner {
  sign(state: LoginState): Promise<string>;
  /** @throws CodedError `launch.state-invalid`, `launch.state-expired` */
  read(text: string): Promise<LoginState>;
}

export function createStateSigner(secrets: Secrets, clock: Clock): StateSigner {
  const key = secrets.signingKey('state');
  return {
    sign: (state) =>
      new SignJWT({ ...state })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuedAt(Math.floor(clock() / 1000))
        .setExpirationTime(Math.floor((clock() + stateLifetime) / 1000))
        .sign(key),
    async read(text) {
      if (text.length > 2000) throw new CodedError('launch.state-invalid');
      try {
        const { payload } = await jwtVerify(text, key, {
          algorithms: ['HS256'],
          currentDate: new Date(clock()),
          requiredClaims: ['exp'],
        });
        return stateSchema.parse(payload);
      } catch (error) {
        if (error instanceof joseErrors.JWTExpired) throw new CodedError('launch.state-expired');
        throw new CodedError('launch.state-invalid');
      }
    },
  };
}

/** Whether one of the browser's secrets is the one that the login was bound to. */
export function isBoundTo(state: LoginState, browserSecrets: readonly string[]): boolean {
  return browserSecrets.some((secret) => hashOf(secret) === state.browser);
}
