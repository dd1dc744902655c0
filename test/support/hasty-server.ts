import type { FastifyInstance } from 'fastify';
import { createKeySets } from '../../lti/key-set.ts';
import { createStateSigner } from '../../lti/state.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import { LaunchReports } from '../../src/web/launch-reports.ts';
import { createServer, type Patience } from '../../src/web/server.ts';
import type { World } from './world.ts';

/** The same web server with another patience, listening on a port. */
export async function hastyServer(
  { core, settings }: World,
  patience: Patience,
  port: number,
): Promise<FastifyInstance> {
  const { store, secrets, clock } = core;
  const { publicUrl } = settings;
  const http = createHttpClient({ allowHttp: true, allowPrivateHosts: [] });
  const states = createStateSigner(secrets, clock);
  const launches = { store, states, keySets: createKeySets(http, clock), clock, publicUrl };
  const operator = { name: '', contact: '' };
  const app = await createServer(
    { ...core, launches, launchReports: new LaunchReports(core), publicUrl, operator },
    { trustProxy: false, patience },
  );
  await app.listen({ host: '127.0.0.1', port });
  return app;
}
