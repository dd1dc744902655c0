import type { FastifyReply } from 'fastify';
import type { ServiceCall } from './service-call.ts';

export interface ServiceAnswer {
  readonly status: number;
  /** Stands in the status line. */
  readonly reason?: string;
  readonly contentType?: string;
  /** Text, or undefined for none. */
  readonly body?: string;
  readonly link?: string;
}

/** Ends a call with a status and, in the status line, a reason. */
export class ServiceProblem extends Error {
  readonly status: number;

  constructor(status: number, reason = '') {
    super(reason);
    this.status = status;
  }
}

const reasons: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
};

/**
 * mod_lti\local\ltiservice\response::send(). A problem without a body is explained in JSON. A reason with a line break
 * cannot stand in a status line: PHP then leaves the status at 200.
 */
export function sendServiceAnswer(
  reply: FastifyReply,
  call: ServiceCall,
  answer: ServiceAnswer,
): FastifyReply {
  const { status, contentType, body, link } = answer;
  const reason = answer.reason || (reasons[status] ?? reasons[Math.floor(status / 100) * 100] ?? '');
  const breaks = /[\r\n]/.test(reason);
  reply.code(breaks ? 200 : status);
  if (!breaks) reply.raw.statusMessage = asHeader(reason);
  if (link) reply.header('link', asHeader(link));
  if (status < 300 || body) {
    if (contentType) reply.header('content-type', `${contentType}; charset=utf-8`);
    return reply.send(body ?? '');
  }
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ status, reason, request: requestPart(call) }, null, 4));
}

function requestPart({ method, url, accept, contentType }: ServiceCall): object {
  return { method, url, ...(accept !== undefined && { accept }), contentType };
}

/** A header carries bytes; Moodle's are UTF-8. */
function asHeader(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
