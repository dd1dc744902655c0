import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parameters } from './moodle-error.ts';
import { sendPage } from './page.ts';
import { courseOf, type PracticeSite } from './site.ts';
import { returnPage } from './views/return.tsx';

const querySchema = z.object({
  course: z.string().regex(/^\d{1,9}$/),
  launch_container: z.string().max(2).default('4'),
  lti_msg: z.string().max(2000).default(''),
  lti_errormsg: z.string().max(2000).default(''),
});

/** `/mod/lti/return.php`: back to the course, out of the frame if there is one; shows the tool's message, if any. */
export function returnRoute(app: FastifyInstance, site: PracticeSite): void {
  app.get('/mod/lti/return.php', (request, reply) => {
    const query = parameters(querySchema, request.query);
    const course = courseOf(site, query.course);
    const coursePath = `/course/view.php?id=${course.id}`;
    const message = query.lti_errormsg || query.lti_msg;
    const embedded = ['2', '3'].includes(query.launch_container);
    // No login needed: a click in the tool's frame brings no SameSite=Lax cookie along.
    if (message === '' && !embedded) return reply.redirect(coursePath, 303);
    return sendPage(reply, returnPage(coursePath, message));
  });
}
