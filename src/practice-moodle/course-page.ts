import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { MoodleError, parameters } from './moodle-error.ts';
import { sendPage } from './page.ts';
import { activityOfModule, courseOf, type PracticeSite, personOf, sessionCookie, visitor } from './site.ts';
import { activityPage } from './views/activity.tsx';
import { coursePage } from './views/course.tsx';

const idSchema = z.object({ id: z.string().regex(/^\d{1,9}$/) });
const loginSchema = z.object({ person: z.string().min(1).max(40) });

/** The pages people see: the course, an activity with its frame, and "log in as". */
export function coursePageRoutes(app: FastifyInstance, site: PracticeSite): void {
  const { people, activities } = site.state;
  const home = `/course/view.php?id=${site.state.courses[0]?.id}`;

  app.get('/', (_request, reply) => reply.redirect(home, 303));

  app.get('/course/view.php', (request, reply) => {
    const course = courseOf(site, parameters(idSchema, request.query).id);
    const own = activities.filter((activity) => activity.courseId === course.id);
    return sendPage(reply, coursePage(course, own, people, visitor(site, request)?.person));
  });

  app.get('/mod/lti/view.php', (request, reply) => {
    const activity = activityOfModule(site, parameters(idSchema, request.query).id);
    const course = courseOf(site, activity.courseId);
    const who = visitor(site, request);
    if (!who) return reply.redirect(`/course/view.php?id=${course.id}`, 303);
    const own = activities.filter((other) => other.courseId === course.id);
    return sendPage(reply, activityPage(course, own, activity, who.person, new URL(site.toolUrl).origin));
  });

  app.post('/login-as', (request, reply) => {
    const from = request.headers.origin;
    if (from !== undefined && from !== site.origin) throw new MoodleError('invalidrequest');
    const person = personOf(site, parameters(loginSchema, request.body).person);
    const cookie = site.sessions.start(person.id, request.cookies[sessionCookie]);
    site.log?.info({ personId: person.id }, 'logged in');
    return reply
      .setCookie(sessionCookie, cookie, { path: '/', httpOnly: true, sameSite: 'lax' })
      .redirect(home, 303);
  });
}
