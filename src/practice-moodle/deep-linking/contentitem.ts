import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { loginFields } from '../launch.ts';
import { parameters } from '../moodle-error.ts';
import { sendPage } from '../page.ts';
import { courseOf, type PracticeSite, toolTypeOf, visitor } from '../site.ts';
import { autoPostPage } from '../views/auto-post.tsx';

const id = z.string().regex(/^\d{1,9}$/);
const querySchema = z.object({
  id,
  course: id,
  title: z.string().max(255).default(''),
  text: z.string().max(2000).default(''),
});

/**
 * `/mod/lti/contentitem.php`: sends the browser to the tool's login initiation, for a choice of content. Whether the
 * person may add activities is asked in `auth.php`; whether the tool is active, never.
 */
export function contentItemRoute(app: FastifyInstance, site: PracticeSite): void {
  app.get('/mod/lti/contentitem.php', (request, reply) => {
    const query = parameters(querySchema, request.query);
    const type = toolTypeOf(site, query.id);
    const course = courseOf(site, query.course);
    const who = visitor(site, request);
    if (!who) return reply.redirect(`/course/view.php?id=${course.id}`, 303);
    const launchid = who.session.rememberLaunch('', {
      typeId: type.id,
      courseId: course.id,
      title: query.title,
      text: query.text,
    });
    site.log?.info({ personId: who.person.id, courseId: course.id }, 'content selection');
    const target = type.deepLinkingUrl || type.url;
    return sendPage(
      reply,
      autoPostPage(type.initiateLogin, loginFields(site, type, who.person, target, { launchid })),
    );
  });
}
