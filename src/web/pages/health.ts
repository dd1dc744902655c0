import type { FastifyReply, FastifyRequest } from 'fastify';
import { sites } from '../../store/site.ts';
import type { WebServices } from '../services.ts';

/** For a load balancer: 200 when the store answers, else 503. Says nothing else. */
export async function health(
  { store }: WebServices,
  _request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const status = await store.find(sites, 'byIssuer', [], { limit: 1 }).then(
    () => 'ok',
    () => 'store down',
  );
  return reply
    .status(status === 'ok' ? 200 : 503)
    .header('cache-control', 'no-store')
    .send({ status });
}
