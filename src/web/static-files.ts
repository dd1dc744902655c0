import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { bootstrapFolder, publicFolder } from './stylesheets.ts';

/** Stylesheets and scripts: our own, and Bootstrap's from its package. Pages name them with a hash of their content. */
export async function registerStaticFiles(app: FastifyInstance): Promise<void> {
  const kept = { maxAge: '365d', immutable: true };
  await app.register(fastifyStatic, { root: publicFolder, prefix: '/public/', index: false, ...kept });
  app.get('/public/bootstrap.min.css', (_request, reply) =>
    reply.sendFile('bootstrap.min.css', bootstrapFolder, kept),
  );
  // Moodle shows it on its own pages, under this very address for as long as the tool is registered.
  app.get('/public/logo.svg', (_request, reply) =>
    reply
      .header('cross-origin-resource-policy', 'cross-origin')
      .sendFile('logo.svg', publicFolder, { maxAge: '1d', immutable: false }),
  );
}
