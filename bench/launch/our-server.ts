import { readSettings } from '../../config/settings.ts';
import { createApp, openCore } from '../../src/app.ts';
import { seedOps } from '../../src/demo/seed.ts';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { readSession } from '../../src/web/session.ts';
import { runMeasured } from '../measured-server.ts';
import { oneLine } from './one-line.ts';
import type { Platform } from './platform.ts';

export interface OurServerOptions {
  port: number;
  /** File of the database; made when it is missing. */
  databaseFile: string;
  platform: Platform;
  course: Pick<PracticeMoodle, 'people' | 'activities'>;
}

/**
 * The product as `start` runs it behind a proxy, with the demo's spaces. The proxy matters: all launches come from
 * one address here, and one address may send only as much as a school does. One address more than the product has:
 * a link that names it ends in one line, for whoever has a session of the site, as `onConnect` does in ltijs.
 */
runMeasured(async ({ port, databaseFile, platform, course }: OurServerOptions) => {
  const settings = readSettings({
    HOST: '127.0.0.1',
    PORT: String(port),
    TRUST_PROXY: 'true',
    DATABASE_URL: `sqlite:${databaseFile}`,
    ALLOW_HTTP_PLATFORMS: 'true',
    ALLOW_PRIVATE_HOSTS: '127.0.0.1',
    LOG_LEVEL: 'warn',
  });
  const core = await openCore(settings, 'a-secret-that-only-the-benchmark-uses-0123456789');
  const { deploymentId, ...details } = platform;
  const { site } = await core.platforms.add({ name: 'Moodle', deploymentIds: [deploymentId], ...details });
  await core.store.commit(seedOps({ siteId: site.id, deploymentId, ...course }, core.clock));
  const app = await createApp(core);
  app.get('/s/:site/line', async (request, reply) => {
    await readSession(core, request, site.id);
    return reply.type('text/html; charset=utf-8').send(oneLine);
  });
  await app.listen({ host: settings.host, port: settings.port });
  return async () => {
    await app.close();
    await core.store.close();
  };
});
