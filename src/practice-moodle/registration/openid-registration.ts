import type { FastifyReply, FastifyRequest } from 'fastify';
import { nextId } from '../grade-item.ts';
import { MoodleError } from '../moodle-error.ts';
import type { PracticeSite } from '../site.ts';
import type { ToolType } from '../tool-type.ts';
import { readRegistration } from './registration.ts';
import { registrationAnswer } from './registration-answer.ts';
import { RegistrationProblem } from './registration-problem.ts';
import { readRegistrationToken } from './registration-token.ts';

/**
 * `/mod/lti/openid-registration.php` (LTI dynamic registration 1.0): POST registers or updates a tool, GET with the
 * token of an update reads it. A refusal is bare text.
 */
export function sendRegistration(
  site: PracticeSite,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  try {
    const type = registered(site, request);
    return reply.type('application/json; charset=utf-8').send(registrationAnswer(type));
  } catch (error) {
    if (!(error instanceof RegistrationProblem)) throw error;
    return reply.code(error.status).type('text/html; charset=utf-8').send(error.message);
  }
}

function registered(site: PracticeSite, request: FastifyRequest): ToolType {
  if (request.method !== 'POST' && request.method !== 'GET') {
    throw new RegistrationProblem('Unsupported operation', 400);
  }
  const [, token] = /^Bearer (.*)$/.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) throw new RegistrationProblem('missing_registration_token', 401);
  const { clientId, update } = readRegistrationToken(site, token.trim());
  if (request.method === 'GET') {
    if (!update) throw new MoodleError('unexpected');
    return update;
  }
  const sent = readRegistration(typeof request.body === 'string' ? request.body : '');
  const { toolTypes } = site.state;
  const type: ToolType = update ?? {
    ...sent,
    clientId,
    id: nextId(toolTypes.map(({ id }) => id)),
    state: 'pending',
  };
  if (update) Object.assign(update, sent);
  else toolTypes.push(type);
  site.changed();
  site.log?.info({ typeId: type.id }, update ? 'tool updated' : 'tool registered');
  return type;
}
