import type { FastifyInstance, FastifyRequest } from 'fastify';
import { paths } from '../addresses.ts';
import { codedFrom, logFailure } from '../failures.ts';
import type { WebServices } from '../services.ts';
import { connectPlugin } from './connect.ts';
import { courseAnswer } from './course.ts';
import { disconnectPlugin } from './disconnect.ts';
import { hello } from './hello.ts';
import { takePush } from './push.ts';
import { type SignedMessage, takeSigned } from './signed-message.ts';
import { stateAnswer } from './state.ts';
import { pluginZip } from './zip.ts';

/** Made when it is first asked for. */
let madeZip: Uint8Array | undefined;
function zip(): Uint8Array {
  madeZip ??= pluginZip();
  return madeZip;
}

/** A push of 500 changes is about 30 kB. */
const bodyLimit = 256 * 1024;

/**
 * What a companion plugin calls (docs/plugin-protocol.md). JSON, kept as the text that was signed; failures are JSON
 * with a code, which the plugin explains in the language of its administrator.
 */
export async function pluginRoutes(app: FastifyInstance, services: WebServices): Promise<void> {
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit }, (_request, body, done) =>
    done(null, body),
  );
  app.setErrorHandler((error, request, reply) => {
    const coded = codedFrom(error);
    logFailure(coded, request, error);
    return reply.status(coded.status).send({ error: coded.code });
  });
  const signed =
    (answer: (services: WebServices, message: SignedMessage) => Promise<object>) =>
    async (request: FastifyRequest) =>
      answer(services, await takeSigned(services, request));
  app.get(paths.pluginHello, async () => hello(services));
  app.get(paths.pluginZip, async (_request, reply) => reply.type('application/zip').send(Buffer.from(zip())));
  app.post(paths.pluginConnect, async ({ body }) => connectPlugin(services, body));
  app.post(paths.pluginPush, signed(takePush));
  app.post(paths.pluginCourse, signed(courseAnswer));
  app.post(paths.pluginState, signed(stateAnswer));
  app.post(paths.pluginDisconnect, signed(disconnectPlugin));
}
