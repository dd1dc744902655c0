import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendRegistration } from '../registration/openid-registration.ts';
import type { PracticeSite } from '../site.ts';
import { sendServiceAnswer } from './service-answer.ts';
import { type ServiceCall, serviceCall } from './service-call.ts';
import { answerServiceCall } from './services.ts';
import { answerTokenRequest, tokenText } from './token.ts';
import { meetsTrouble } from './trouble.ts';

const everyMethod = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
const mostRecords = 20_000;

/** What tools call, not browsers: token endpoint, services, registration. Bodies stay text, whatever they claim to be. */
export async function serviceRoutes(app: FastifyInstance, site: PracticeSite): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

    scope.route({
      method: everyMethod,
      url: '/mod/lti/token.php',
      handler: async (request, reply) => {
        const call = recorded(site, request);
        if (await meetsTrouble(reply, site.misbehave, 'token')) return reply;
        const answer = await answerTokenRequest(site, call);
        call.record.authorized = 'token' in answer;
        return reply
          .code('error' in answer ? 400 : 200)
          .type('text/html; charset=utf-8')
          .send(tokenText(answer));
      },
    });

    const answer = async (request: FastifyRequest, reply: FastifyReply) => {
      const call = recorded(site, request);
      if (await meetsTrouble(reply, site.misbehave, 'services')) return reply;
      const given = answerServiceCall(site, call);
      if (site.misbehave.scores === 'lost-answer' && call.path.endsWith('/scores')) {
        reply.hijack();
        reply.raw.destroy();
        return reply;
      }
      return sendServiceAnswer(reply, call, given);
    };
    for (const url of ['/mod/lti/services.php', '/mod/lti/services.php/*']) {
      scope.route({ method: everyMethod, url, handler: answer });
    }

    scope.route({
      method: everyMethod,
      url: '/mod/lti/openid-registration.php',
      handler: (request, reply) => sendRegistration(site, request, reply),
    });
  });
}

function recorded(site: PracticeSite, request: FastifyRequest): ServiceCall {
  const record = { method: request.method, path: request.url, authorized: false };
  if (site.requests.length >= mostRecords) site.requests.shift();
  site.requests.push(record);
  return serviceCall(request, record);
}
