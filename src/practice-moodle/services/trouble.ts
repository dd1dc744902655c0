import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Misbehaviour } from '../misbehaviour.ts';

type Trouble = NonNullable<Misbehaviour['services'] | Misbehaviour['token']>;

/**
 * Waits, and answers as the test wants it to go wrong.
 * @returns whether it went wrong: then the call is answered, or will never be
 */
export async function meetsTrouble(
  reply: FastifyReply,
  misbehave: Misbehaviour,
  where: 'token' | 'services',
): Promise<boolean> {
  if (misbehave.latencyMs) await wait(misbehave.latencyMs);
  const trouble: Trouble | undefined = misbehave[where];
  if (trouble === undefined) return false;
  if (trouble === 'unauthorized-once') delete misbehave[where];
  answerBadly(reply, trouble, misbehave.retryAfterSeconds ?? 2);
  return true;
}

function answerBadly(reply: FastifyReply, trouble: Trouble, retryAfter: number): void {
  const page = (status: number, text: string) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(`<!DOCTYPE html>\n<title>${text}</title>\n<p>${text}</p>`);
  switch (trouble) {
    case 'slow':
      reply.hijack();
      return;
    case 'down':
      page(503, 'Service Unavailable');
      return;
    case 'html':
      page(200, 'Willkommen');
      return;
    case 'maintenance':
      // lib/setup.php says 300 seconds while the site is in maintenance from the command line.
      reply.header('retry-after', '300');
      page(503, 'Wartungsmodus');
      return;
    case 'rate-limited':
    case 'overloaded':
      reply.header('retry-after', String(retryAfter));
      page(trouble === 'overloaded' ? 503 : 429, 'Too Many Requests');
      return;
    case 'unauthorized-once':
      reply.code(401).type('application/json; charset=utf-8').send({ status: 401, reason: 'Unauthorized' });
  }
}
