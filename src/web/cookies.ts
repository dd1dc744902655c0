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
/** Names that a Set-Cookie header can carry: any other would make the answer fail. */
const browserName = /^nb_b_[\w-]{1,40}$/;
/** What `randomId` makes. Nothing shorter is taken up: it could be guessed. */
const secretShape = /^[\w-]{22,64}$/;
const browserLifetime = hour;
/** More than this many are the rest of something odd: they are not read, and old ones run out after an hour. */
const browserLimit = 20;

/** The secrets by which this browser proves that it began a login. */
export function browserSecrets(request: FastifyRequest): string[] {
  return browserCookies(request).map(([, secret]) => secret);
}

function browserCookies(request: FastifyRequest): [name: string, secret: string][] {
  return Object.entries(request.cookies)
    .map(([name, value = '']): [string, string] => [name, value])
    .filter(([name, value]) => browserName.test(name) && secretShape.test(value))
    .slice(0, browserLimit);
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
  const known = browserCookies(request)[0];
  const [name, secret] = known ?? [`${browserPrefix}${randomId().slice(0, 6)}`, randomId()];
  reply.setCookie(name, secret, {
    ...everywhere,
    path: '/lti',
    maxAge: browserLifetime / 1000,
  });
  return { secret, isNew: known === undefined };
}
