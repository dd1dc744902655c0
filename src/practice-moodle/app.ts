import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import createFastify, { type FastifyInstance } from 'fastify';
import { authRoute } from './auth.ts';
import { coursePageRoutes } from './course-page.ts';
import { contentItemRoute } from './deep-linking/contentitem.ts';
import { contentItemReturnRoute } from './deep-linking/contentitem-return.ts';
import { courseEditRoutes } from './deep-linking/course-edit.ts';
import { graderRoutes } from './grader.ts';
import { keySetRoute } from './key-set.ts';
import { launchRoute } from './launch.ts';
import { openidConfigurationRoute } from './openid-configuration.ts';
import { pageFrame } from './page.ts';
import { toolPageRoutes } from './registration/tool-pages.ts';
import { returnRoute } from './return.ts';
import { serviceRoutes } from './services/routes.ts';
import type { PracticeSite } from './site.ts';
import { publicConfigRoute } from './web-services/public-config.ts';
import { restServerRoute } from './web-services/rest-server.ts';

/** Without Fastify's request log: addresses here carry nonces and session keys. */
export async function createApp(site: PracticeSite): Promise<FastifyInstance> {
  const app = createFastify({ bodyLimit: 64 * 1024, forceCloseConnections: true });
  await app.register(cookie);
  await app.register(formbody);
  pageFrame(app, site);
  coursePageRoutes(app, site);
  graderRoutes(app, site);
  launchRoute(app, site);
  authRoute(app, site);
  returnRoute(app, site);
  contentItemRoute(app, site);
  contentItemReturnRoute(app, site);
  courseEditRoutes(app, site);
  toolPageRoutes(app, site);
  keySetRoute(app, site);
  openidConfigurationRoute(app, site);
  publicConfigRoute(app, site);
  await serviceRoutes(app, site);
  await restServerRoute(app, site);
  await app.ready();
  return app;
}
