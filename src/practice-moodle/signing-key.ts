import { createHmac, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';

/** RSA-2048 as PKCS #8 PEM, with a key id of 20 hex characters as Moodle makes it (mod/lti/upgradelib.php). */
export async function newSigningKey(): Promise<{ pem: string; kid: string }> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return {
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    kid: randomBytes(10).toString('hex'),
  };
}

/**
 * A compact JWS (RFC 7515) that carries the header as given, also a wrong one: an RSA key signs RS256, a secret
 * key HS256, and `alg: none` leaves the signature empty, whatever else the header claims.
 */
export function signedToken(header: object, payload: object, key: KeyObject): string {
  const text = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  if ('alg' in header && header.alg === 'none') return `${text}.`;
  const signature =
    key.type === 'secret'
      ? createHmac('sha256', key).update(text).digest()
      : sign('sha256', Buffer.from(text), key);
  return `${text}.${signature.toString('base64url')}`;
}
