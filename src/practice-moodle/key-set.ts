import { createPublicKey } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { KeySet } from './services/jwt.ts';
import type { PracticeSite } from './site.ts';

/** `/mod/lti/certs.php`: the platform's public key as a JWK set (RFC 7517), or the failure a test asked for. */
export function keySetRoute(app: FastifyInstance, site: PracticeSite): void {
  app.get('/mod/lti/certs.php', (_request, reply) => {
    switch (site.misbehave.certs) {
      case 'down':
        return reply.code(503).type('text/html; charset=utf-8').send('<p>Wartungsmodus</p>');
      case 'garbage':
        return reply.type('text/html; charset=utf-8').send('<p>Keine Schlüssel</p>');
      case 'slow':
        return reply.hijack();
      default:
        return reply.type('application/json; charset=utf-8').send(publicKeySet(site));
    }
  });
}

/** The platform's own key, as tools see it. */
export function publicKeySet(site: PracticeSite): KeySet {
  const { pem, kid } = site.state.signingKey;
  const { kty = 'RSA', e, n } = createPublicKey(pem).export({ format: 'jwk' });
  return { keys: [{ kty, alg: 'RS256', kid, e, n, use: 'sig' }] };
}
