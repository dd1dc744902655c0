import type { FastifyReply } from 'fastify';
import type { WebServiceTrouble } from './trouble.ts';

const before = ['error-500', 'bad-gateway', 'busy', 'rate-limited', 'slow', 'lost-request', 'html'] as const;
const after = ['lost-answer', 'html-after'] as const;
type BadAnswer = (typeof before)[number] | (typeof after)[number];

/** Whether there is no answer of the function, before it runs or after. */
export function isAnsweredBadly(trouble: WebServiceTrouble, when: 'before' | 'after'): trouble is BadAnswer {
  const troubles: readonly WebServiceTrouble[] = when === 'before' ? before : after;
  return troubles.includes(trouble);
}

export function answerBadly(reply: FastifyReply, trouble: BadAnswer): FastifyReply {
  switch (trouble) {
    case 'error-500':
      return page(reply, 500, 'Internal Server Error');
    case 'bad-gateway':
      return page(reply, 502, 'Bad Gateway');
    case 'busy':
      return page(reply.header('retry-after', '2'), 503, 'Service Unavailable');
    case 'rate-limited':
      return page(reply.header('retry-after', '2'), 429, 'Too Many Requests');
    case 'html':
    case 'html-after':
      return page(reply, 200, 'Willkommen');
    case 'slow':
      reply.hijack();
      return reply;
    case 'lost-request':
    case 'lost-answer':
      reply.hijack();
      reply.raw.destroy();
      return reply;
  }
}

/** climaintenance.html: from the command line, for every address of the site. */
export function maintenancePage(reply: FastifyReply): FastifyReply {
  return page(reply.header('retry-after', '300'), 503, 'Wartungsmodus');
}

function page(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`<!DOCTYPE html>\n<title>${text}</title>\n<p>${text}</p>`);
}
