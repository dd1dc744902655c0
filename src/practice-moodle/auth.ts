import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type AuthAnswer,
  answerAuthRequest,
  authRequestSchema,
  type RegisteredTools,
} from './auth-request.ts';
import { mayEdit } from './enrolment.ts';
import { makeIdToken } from './id-token.ts';
import { MoodleError, parameters } from './moodle-error.ts';
import { sendPage } from './page.ts';
import type { PendingLaunch } from './session.ts';
import { activityOf, courseOf, type PracticeSite, toolTypeOf, visitor } from './site.ts';
import { autoPostPage } from './views/auto-post.tsx';

const fieldsSchema = z.record(z.string(), z.string().max(16_000));

/** `/mod/lti/auth.php`, GET and POST: from the tool's authentication request to the id_token. */
export function authRoute(app: FastifyInstance, site: PracticeSite): void {
  const tools = registeredTools(site);
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
      const answer = answerAuthRequest(auth, who.session, who.person.userId, tools);
      site.log?.info({ personId: who.person.id, answer: answer.kind }, 'authentication request');
      if (answer.kind === 'distrusted') throw new MoodleError('invalidrequest');
      if (answer.kind === 'refused') {
        return sendPage(reply, autoPostPage(auth.redirect_uri, { ...failed(answer), state: auth.state }));
      }
      const { launch } = answer;
      if ('courseId' in launch && !mayEdit(courseOf(site, launch.courseId), who.person)) {
        throw new MoodleError('nopermissions');
      }
      const { personId, sesskey } = who.session;
      const id_token = makeIdToken(site, { ...launch, personId, sesskey, nonce: auth.nonce });
      return sendPage(reply, autoPostPage(auth.redirect_uri, { id_token, state: auth.state }));
    },
  });
}

function registeredTools(site: PracticeSite): RegisteredTools {
  return {
    of: (launch: PendingLaunch) =>
      toolTypeOf(site, 'typeId' in launch ? launch.typeId : activityOf(site, launch.activityId).typeId),
    get redirectUris() {
      return site.state.toolTypes.flatMap(({ redirectUris }) => redirectUris);
    },
  };
}

/**
 * A request from the tool's origin carries no SameSite=Lax cookie. Sent again from Moodle's own origin it does
 * (templates/repost_crosssite.mustache).
 */
export function repost(
  request: FastifyRequest,
  reply: FastifyReply,
  body: Record<string, string>,
): FastifyReply {
  return sendPage(reply, autoPostPage(request.url, { ...body, repost: 'true' }));
}

function failed(answer: Extract<AuthAnswer, { kind: 'refused' }>): Record<string, string> {
  const { error, description } = answer;
  return description === undefined ? { error } : { error, error_description: description };
}
