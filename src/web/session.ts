import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Account } from '../domain/account.ts';
import { CodedError } from '../domain/errors.ts';
import type { Session } from '../domain/session.ts';
import type { Site } from '../domain/site.ts';
import { hour } from '../runtime/clock.ts';
import { accounts } from '../store/account.ts';
import { sessions } from '../store/session.ts';
import { sites } from '../store/site.ts';
import { everywhere } from './cookies.ts';
import type { WebServices } from './services.ts';

export const sessionLifetime = 8 * hour;

/** Strict, because other texts are signed with the same key: a handover code is no session. */
const tokenSchema = z.strictObject({ session: z.string(), site: z.string(), iat: z.number() });

export interface SignedIn {
  session: Session;
  account: Account;
  site: Site;
}

/** One cookie per site: the same browser may use two Moodles in two tabs. */
export function startSession(reply: FastifyReply, session: Session): void {
  const token = reply.server.jwt.sign({ session: session.id, site: session.siteId });
  reply.setCookie(cookieName(session.siteId), token, {
    ...everywhere,
    path: `/s/${session.siteId}`,
    maxAge: sessionLifetime / 1000,
  });
}

/**
 * Who is signed in on a page of this site.
 *
 * @throws CodedError `session.missing`, `session.expired`, `session.other-site`
 */
export async function readSession(
  { store }: Pick<WebServices, 'store'>,
  request: FastifyRequest,
  siteId: string,
): Promise<SignedIn> {
  const cookie = request.cookies[cookieName(siteId)];
  if (!cookie) throw new CodedError('session.missing');
  const token = readToken(request, cookie);
  if (token.site !== siteId) throw new CodedError('session.other-site');
  const session = (await store.get(sessions, token.session))?.doc;
  // Nobody's: whose it was has been erased.
  if (!session || session.accountId === '') throw new CodedError('session.expired');
  if (session.siteId !== siteId) throw new CodedError('session.other-site');
  const [account, site] = await Promise.all([
    store.get(accounts, session.accountId),
    store.get(sites, siteId),
  ]);
  if (!account || !site) throw new CodedError('session.expired');
  return { session, account: account.doc, site: site.doc };
}

function readToken(request: FastifyRequest, cookie: string): z.infer<typeof tokenSchema> {
  try {
    return tokenSchema.parse(request.server.jwt.verify(cookie));
  } catch (error) {
    const isExpired = (error as { code?: unknown }).code === 'FAST_JWT_EXPIRED';
    throw new CodedError(isExpired ? 'session.expired' : 'session.missing');
  }
}

function cookieName(siteId: string): string {
  return `nb_s_${siteId}`;
}
