import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { z } from 'zod';

/** A JWT that is not good, with the sentence of the library that Moodle uses (firebase/php-jwt). */
export class JwtError extends Error {}

const jwkSchema = z.looseObject({
  kty: z.string(),
  kid: z.string().optional(),
  alg: z.string().optional(),
});
export const keySetSchema = z.object({ keys: z.array(jwkSchema) });
export type KeySet = z.infer<typeof keySetSchema>;

export type JwtPart = Record<string, unknown>;

const digests: Record<string, string> = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };
const supported = [...Object.keys(digests), 'HS256', 'HS384', 'HS512', 'ES256', 'ES384', 'EdDSA'];

/**
 * Checks in php-jwt's order: form, algorithm, key, signature, nbf, iat, exp. A token without `exp` is good for ever.
 * @param now epoch seconds, no leeway
 * @throws JwtError
 */
export function decodeJwt(jwt: string, { keys }: KeySet, now: number): JwtPart {
  if (keys.length === 0) throw new JwtError('JWK Set did not contain any keys');
  const parts = jwt.split('.');
  const [head, body, signature] = parts;
  if (parts.length !== 3 || head === undefined || body === undefined || signature === undefined) {
    throw new JwtError('Wrong number of segments');
  }
  const header = jwtPart(head);
  const payload = jwtPart(body);
  if (!header || !payload) throw new JwtError('Syntax error, malformed JSON');
  if (!header.alg) throw new JwtError('Empty algorithm');
  if (!supported.includes(String(header.alg))) throw new JwtError('Algorithm not supported');
  if (!header.kid) throw new JwtError('"kid" empty, unable to lookup correct key');
  const key = keys.find(({ kid }) => kid === header.kid);
  if (!key) throw new JwtError('"kid" invalid, unable to lookup correct key');
  if (key.alg !== header.alg) throw new JwtError('Incorrect key for this algorithm');
  const digest = digests[String(header.alg)];
  const publicKey = createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
  const bytes = Buffer.from(signature, 'base64url');
  if (!digest || !verify(digest, Buffer.from(`${head}.${body}`), publicKey, bytes)) {
    throw new JwtError('Signature verification failed');
  }
  refuseWrongTime(payload, now);
  return payload;
}

function refuseWrongTime({ nbf, iat, exp }: JwtPart, now: number): void {
  if (nbf !== undefined && Number(nbf) > now) {
    throw new JwtError(`Cannot handle token with nbf prior to ${isoTime(Number(nbf))}`);
  }
  if (nbf === undefined && iat !== undefined && Number(iat) > now) {
    throw new JwtError(`Cannot handle token with iat prior to ${isoTime(Number(iat))}`);
  }
  if (exp !== undefined && now >= Number(exp)) throw new JwtError('Expired token');
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, '+0000');
}

/** Header or payload, unchecked; nothing if it is no JSON object. */
export function jwtPart(part: string): JwtPart | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as JwtPart) : undefined;
  } catch {
    return undefined;
  }
}
