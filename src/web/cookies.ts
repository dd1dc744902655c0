import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hour } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';

/**
 * Inside a frame of another site only `SameSite=None; Secure; Partitioned` cookies come back. Browsers take
 * loopback addresses as secure, so that this holds for the demo too.
 */
export const everywhere: CookieSerializeOptions = {
  httpOnly: true,
  secure: true,
  sameSite: 'none',
  partitioned: true,
  path: '/',
};

const browserPrefix = 'nb_b_';
const browserLifetime = hour;
/** More than this many are the rest of something odd: they are not read, and old ones run out after an hour. */
const browserLimit = 20;

/** The secrets by which this browser proves that it began a login. */
export function browserSecrets(request: FastifyRequest): string[] {
  return Object.entries(request.cookies)
    .filter(([name, value]) => name.startsWith(browserPrefix) && value !== undefined && value.length <= 64)
    .slice(0, browserLimit)
    .map(([, value]) => value ?? '');
}

/**
 * A secret that binds a login to this browser: one it has already, or a new one under a name of its own, so that
 * five framed links that begin at once do not overwrite each other's. `isNew`: whether cookies come back from here
 * is not known yet.
 */
export function bindBrowser(
  request: FastifyRequest,
  reply: FastifyReply,
): { secret: string; isNew: boolean } {
  const known = browserSecrets(request)[0];
  const secret = known ?? randomId();
  const name = Object.entries(request.cookies).find(([, value]) => value === known)?.[0];
  reply.setCookie(name ?? `${browserPrefix}${randomId().slice(0, 6)}`, secret, {
    ...everywhere,
    path: '/lti',
    maxAge: browserLifetime / 1000,
  });
  return { secret, isNew: known === undefined };
}
