import { createPrivateKey } from 'node:crypto';
import { publicKeySet } from '../key-set.ts';
import { MoodleError } from '../moodle-error.ts';
import { randomText } from '../random-text.ts';
import { decodeJwt } from '../services/jwt.ts';
import { signedToken } from '../signing-key.ts';
import { type PracticeSite, seconds } from '../site.ts';
import type { ToolType } from '../tool-type.ts';
import { RegistrationProblem } from './registration-problem.ts';

/**
 * The token that a tool registers with: good for an hour, and until its client id is taken.
 * @param update the tool to be changed instead of a new one
 */
export function newRegistrationToken(site: PracticeSite, update?: ToolType): string {
  const { kid, pem } = site.state.signingKey;
  const iat = seconds(site);
  const payload = update
    ? { sub: update.id, scope: 'reg-update', iat, exp: iat + 3600 }
    : { sub: randomText(15), scope: 'reg', iat, exp: iat + 3600 };
  return signedToken({ typ: 'JWT', alg: 'RS256', kid }, payload, createPrivateKey(pem));
}

/** @throws MoodleError `unexpected` (a 404 page): no token of this Moodle, or an old one. @throws RegistrationProblem */
export function readRegistrationToken(
  site: PracticeSite,
  token: string,
): { clientId: string; update?: ToolType } {
  const { sub, scope } = decoded(site, token);
  const { toolTypes } = site.state;
  if (scope === 'reg') {
    if (toolTypes.some(({ clientId }) => clientId === sub)) {
      throw new RegistrationProblem('token_already_used', 401);
    }
    return { clientId: String(sub) };
  }
  if (scope !== 'reg-update') throw new RegistrationProblem('Incorrect scope', 403);
  const update = toolTypes.find(({ id }) => id === sub);
  if (!update) throw new RegistrationProblem('Unknown client', 400);
  return { clientId: update.clientId, update };
}

function decoded(site: PracticeSite, token: string) {
  try {
    return decodeJwt(token, publicKeySet(site), seconds(site));
  } catch {
    throw new MoodleError('unexpected');
  }
}
