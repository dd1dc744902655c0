import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AuthAnswer, type AuthRequest, answerAuthRequest, authRequestSchema } from './auth-request.ts';
import { makeIdToken } from './id-token.ts';
import { MoodleError, parameters } from './moodle-error.ts';
import { sendPage } from './page.ts';
import { launchUrl, type PracticeSite, visitor } from './site.ts';
import { autoPostPage } from './views/auto-post.tsx';

const fieldsSchema = z.record(z.string(), z.string().max(16_000));

/** `/mod/lti/auth.php`, GET and POST: from the tool's authentication request to the id_token. */
export function authRoute(app: FastifyInstance, site: PracticeSite): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/mod/lti/auth.php',
    handler: (request, reply) => {
      const query = parameters(fieldsSchema, request.query);
      const body = parameters(fieldsSchema, request.body);
      const who = visitor(site, request);
      if (!who) {
        if (body.repost) throw new MoodleError('invalidrequest');
        return repost(request, reply, body);
      }
      const auth = parameters(authRequestSchema, { ...query, ...body });
      const answer = answerAuthRequest(auth, who.session, who.person.userId, {
        clientId: site.state.clientId,
        redirectUris: [launchUrl(site)],
      });
      site.log?.info({ personId: who.person.id, answer: answer.kind }, 'authentication request');
      if (answer.kind === 'distrusted') throw new MoodleError('invalidrequest');
      const fields = answer.kind === 'granted' ? granted(site, answer, auth, who.session) : failed(answer);
      return sendPage(reply, autoPostPage(auth.redirect_uri, { ...fields, state: auth.state }));
    },
  });
}

/**
 * A request from the tool's origin carries no SameSite=Lax cookie. Sent again from Moodle's own origin it does
 * (templates/repost_crosssite.mustache).
 */
function repost(request: FastifyRequest, reply: FastifyReply, body: Record<string, string>): FastifyReply {
  return sendPage(reply, autoPostPage(request.url, { ...body, repost: 'true' }));
}

function granted(
  site: PracticeSite,
  { launch }: Extract<AuthAnswer, { kind: 'granted' }>,
  { nonce }: AuthRequest,
  { personId, sesskey }: { personId: string; sesskey: string },
): Record<string, string> {
  return { id_token: makeIdToken(site, { ...launch, personId, sesskey, nonce }) };
}

function failed(answer: Extract<AuthAnswer, { kind: 'refused' }>): Record<string, string> {
  const { error, description } = answer;
  return description === undefined ? { error } : { error, error_description: description };
}
