import { MoodleError } from '../moodle-error.ts';
import type { ToolType } from '../tool-type.ts';
import { decodeJwt, JwtError, type JwtPart, jwtPart, type KeySet, keySetSchema } from './jwt.ts';

/** How to read what stands at an address; rejects when nothing can be read. */
export type Download = (url: string) => Promise<string>;

/** The tools' key sets. */
export interface ToolKeys {
  /**
   * lti_verify_with_keyset(): kept per client id for ever, and read again after anything that goes wrong. So a new
   * key works at once, and a withdrawn one goes on working until the next failure.
   * @param now epoch seconds
   * @throws JwtError a bad token
   * @throws MoodleError `unexpected` (a 404 page): the key set cannot be read, or is none
   */
  verified(type: ToolType, jwt: string, now: number): Promise<JwtPart>;
}

export function createToolKeys(download: Download): ToolKeys {
  const known = new Map<string, KeySet>();
  return {
    async verified(type, jwt, now) {
      const kept = known.get(type.clientId);
      if (kept) {
        try {
          return decodeJwt(jwt, kept, now);
        } catch {
          // Read again below, whatever was wrong.
        }
      }
      const keys = await readKeySet(download, type.keySetUrl);
      const payload = decodeJwt(jwt, usableKeys(keys, jwt), now);
      known.set(type.clientId, keys);
      return payload;
    },
  };
}

async function readKeySet(download: Download, url: string): Promise<KeySet> {
  try {
    return keySetSchema.parse(JSON.parse(await download(url)));
  } catch {
    throw new MoodleError('unexpected');
  }
}

const families: Record<string, string> = {
  RS256: 'RSA',
  RS384: 'RSA',
  RS512: 'RSA',
  ES256: 'EC',
  ES384: 'EC',
  ES512: 'EC',
};

/** jwks_helper::fix_jwks_alg(): the named key gets the token's algorithm if it has none, others without are dropped. */
function usableKeys({ keys }: KeySet, jwt: string): KeySet {
  const header = jwtPart(jwt.split('.')[0] ?? '') ?? {};
  if (header.kid === undefined || header.kid === null) {
    throw new JwtError('error/Error: kid must be provided in JWT header.');
  }
  const alg = String(header.alg);
  const fixed = keys.map((key) => {
    if (key.kid !== header.kid || key.alg) return key;
    if (families[alg] !== key.kty) {
      throw new JwtError(
        'error/Error: Alg specified in the JWT header is incompatible with the JWK key type',
      );
    }
    return { ...key, alg };
  });
  return { keys: fixed.filter((key) => key.alg) };
}

export async function downloadText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}
