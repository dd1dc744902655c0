import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import type { WebServices } from './services.ts';
import { type Answer, forSignedIn, type SignedInVisit } from './visit.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Pages and forms of sync: for whoever came as administrator of the very site in the address, and for nobody else,
 * whatever they are in a space.
 *
 * @throws CodedError `access.denied`
 */
export function forSiteAdministrator(
  services: WebServices,
  page: (visit: SignedInVisit) => Promise<Answer>,
): Handler {
  return forSignedIn(services, async (visit) => {
    if (!administersSite(visit)) throw new CodedError('access.denied', { action: 'administer-sync' });
    return page(visit);
  });
}

/** Moodle says so in the launch, for its own site. */
export function administersSite({ session }: Pick<SignedInVisit, 'session'>): boolean {
  return session.right === 'site-administrator';
}
