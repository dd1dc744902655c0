import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { launchContainerSchema } from './course.ts';
import { reviewedColumn } from './grade-item.ts';
import { parameters } from './moodle-error.ts';
import { sendPage } from './page.ts';
import type { Person } from './person.ts';
import { activityOfModule, type PracticeSite, toolTypeOf, visitor } from './site.ts';
import { targetLinkUri } from './target-link.ts';
import type { ToolType } from './tool-type.ts';
import { autoPostPage } from './views/auto-post.tsx';

const querySchema = z.object({
  id: z.string().regex(/^\d{1,9}$/),
  triggerview: z.enum(['0', '1']).optional(),
  /** `gradeReport`: submission review, asked for from the gradebook. */
  action: z.string().max(40).default(''),
  user: z
    .string()
    .regex(/^\d{0,9}$/)
    .default(''),
  /** Not in Moodle, where a setting decides: lets one activity be opened both ways. */
  container: z.string().regex(/^\d$/).transform(Number).pipe(launchContainerSchema).optional(),
});

/**
 * `/mod/lti/launch.php`: sends the browser to the tool's login initiation (LTI 1.3, OIDC third-party login).
 * As in Moodle nobody asks here whether the person may see others' work: a student can type the address of a
 * submission review, and the tool gets it with the role Learner.
 */
export function launchRoute(app: FastifyInstance, site: PracticeSite): void {
  app.get('/mod/lti/launch.php', (request, reply) => {
    const query = parameters(querySchema, request.query);
    const activity = activityOfModule(site, query.id);
    const who = visitor(site, request);
    if (!who) return reply.redirect(`/course/view.php?id=${activity.courseId}`, 303);
    const type = toolTypeOf(site, activity.typeId);
    const isReview = query.action === 'gradeReport';
    const launchid = who.session.rememberLaunch(activity.resourceLinkId, {
      activityId: activity.id,
      container: query.container ?? activity.container,
      ...(isReview && { review: query.user }),
    });
    site.log?.info({ personId: who.person.id, activityId: activity.id }, 'login initiation');
    const target = targetLinkUri(
      type,
      activity,
      isReview ? reviewedColumn(site.state.gradeItems, activity) : undefined,
    );
    const hint = { cmid: Number(activity.cmid), launchid };
    return sendPage(
      reply,
      autoPostPage(type.initiateLogin, loginFields(site, type, who.person, target, hint)),
    );
  });
}

/** The six fields of a login initiation, as lti_build_login_request() fills them. */
export function loginFields(
  site: PracticeSite,
  type: ToolType,
  person: Person,
  target: string,
  hint: { cmid?: number; launchid: string },
): Record<string, string> {
  return {
    iss: site.origin,
    target_link_uri: target,
    login_hint: person.userId,
    lti_message_hint: JSON.stringify(hint),
    client_id: type.clientId,
    lti_deployment_id: type.id,
  };
}
