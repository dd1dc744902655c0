import type { FastifyInstance } from 'fastify';
import { createApp } from '../../src/app.ts';
import type { Patience } from '../../src/web/server.ts';
import type { World } from './world.ts';

/** The same application with another patience, listening on a port. */
export async function hastyServer(
  { core }: World,
  patience: Patience,
  port: number,
): Promise<FastifyInstance> {
  const app = await createApp(core, patience);
  await app.listen({ host: '127.0.0.1', port });
  return app;
}
