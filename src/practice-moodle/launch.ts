import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { launchContainerSchema } from './course.ts';
import { parameters } from './moodle-error.ts';
import { sendPage } from './page.ts';
import { activityOfModule, launchUrl, type PracticeSite, visitor } from './site.ts';
import { autoPostPage } from './views/auto-post.tsx';

const querySchema = z.object({
  id: z.string().regex(/^\d{1,9}$/),
  triggerview: z.enum(['0', '1']).optional(),
  /** Not in Moodle, where a setting decides: lets one activity be opened both ways. */
  container: z.string().regex(/^\d$/).transform(Number).pipe(launchContainerSchema).optional(),
});

/** `/mod/lti/launch.php`: sends the browser to the tool's login initiation (LTI 1.3, OIDC third-party login). */
export function launchRoute(app: FastifyInstance, site: PracticeSite): void {
  app.get('/mod/lti/launch.php', (request, reply) => {
    const query = parameters(querySchema, request.query);
    const activity = activityOfModule(site, query.id);
    const who = visitor(site, request);
    if (!who) return reply.redirect(`/course/view.php?id=${activity.courseId}`, 303);
    const launchid = who.session.rememberLaunch(activity.resourceLinkId, {
      activityId: activity.id,
      container: query.container ?? activity.container,
    });
    site.log?.info({ personId: who.person.id, activityId: activity.id }, 'login initiation');
    return sendPage(
      reply,
      autoPostPage(`${site.toolUrl}/lti/login`, {
        iss: site.origin,
        target_link_uri: launchUrl(site),
        login_hint: who.person.userId,
        lti_message_hint: JSON.stringify({ cmid: Number(activity.cmid), launchid }),
        client_id: site.state.clientId,
        lti_deployment_id: site.state.deploymentId,
      }),
    );
  });
}
