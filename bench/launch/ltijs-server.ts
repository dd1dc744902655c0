import { once } from 'node:events';
import { createServer } from 'node:http';
import ltijs from 'ltijs';
import { runMeasured } from '../measured-server.ts';
import { LtijsMemory } from './ltijs-memory.ts';
import { oneLine } from './one-line.ts';
import type { Platform } from './platform.ts';

export interface LtijsServerOptions {
  port: number;
  platform: Platform;
}

/** Bare ltijs with its defaults, mounted as its documentation says, answering a launch with one line. */
runMeasured(async ({ port, platform }: LtijsServerOptions) => {
  const { Provider } = ltijs;
  Provider.setup('a key that only the benchmark uses', { plugin: new LtijsMemory() });
  Provider.onConnect((_token, _request, response) => void response.send(oneLine));
  await Provider.deploy({ serverless: true, silent: true });
  await Provider.registerPlatform({
    url: platform.issuer,
    name: 'Moodle',
    clientId: platform.clientId,
    authenticationEndpoint: platform.authUrl,
    accesstokenEndpoint: platform.tokenUrl,
    authConfig: { method: 'JWK_SET', key: platform.keySetUrl },
  });
  const server = createServer(Provider.app).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    server.closeAllConnections();
    server.close();
  };
});
