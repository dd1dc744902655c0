import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mayEdit, mayGrade } from './enrolment.ts';
import { completionOf } from './gradebook.ts';
import { MoodleError, parameters } from './moodle-error.ts';
import { sendPage } from './page.ts';
import {
  activitiesOf,
  activityOfModule,
  courseOf,
  type PracticeSite,
  personOf,
  sessionCookie,
  toolTypeOf,
  visitor,
} from './site.ts';
import { activityPage } from './views/activity.tsx';
import { coursePage } from './views/course.tsx';

const id = z.string().regex(/^\d{1,9}$/);
const courseSchema = z.object({ id });
const activitySchema = z.object({
  id,
  action: z.string().max(40).default(''),
  user: z
    .string()
    .regex(/^\d{0,9}$/)
    .default(''),
});
const loginSchema = z.object({ person: z.string().min(1).max(40), course: id.optional() });

/** The pages people see: the course, an activity with its frame, and "log in as". */
export function coursePageRoutes(app: FastifyInstance, site: PracticeSite): void {
  const { people, courses, toolTypes } = site.state;
  const home = `/course/view.php?id=${courses[0]?.id}`;

  app.get('/', (_request, reply) => reply.redirect(home, 303));

  app.get('/course/view.php', (request, reply) => {
    const course = courseOf(site, parameters(courseSchema, request.query).id);
    const person = visitor(site, request)?.person;
    const offered = toolTypes.filter(
      ({ state, courseVisible, deepLinking }) =>
        state === 'configured' && courseVisible === 'activity-chooser' && deepLinking,
    );
    const tools = person && mayEdit(course, person) ? offered : [];
    const grades = person !== undefined && mayGrade(course, person);
    const activities = activitiesOf(site, course);
    return sendPage(reply, coursePage({ course, courses, activities, people, person, tools, grades }));
  });

  app.get('/mod/lti/view.php', (request, reply) => {
    const query = parameters(activitySchema, request.query);
    const activity = activityOfModule(site, query.id);
    const course = courseOf(site, activity.courseId);
    const who = visitor(site, request);
    if (!who) return reply.redirect(`/course/view.php?id=${course.id}`, 303);
    const { person, session } = who;
    const isOthers = query.user !== '' && query.user !== person.userId;
    if (isOthers && !mayGrade(course, person)) throw new MoodleError('nopermissions');
    const { action, user } = query;
    return sendPage(
      reply,
      activityPage({
        course,
        activities: activitiesOf(site, course),
        activity,
        person,
        toolOrigin: new URL(toolTypeOf(site, activity.typeId).url).origin,
        launchQuery: `${action && `&action=${encodeURIComponent(action)}`}${user && `&user=${user}`}`,
        completion: mayGrade(course, person) ? undefined : completionOf(site.state, activity, person.userId),
        sesskey: mayEdit(course, person) ? session.sesskey : undefined,
      }),
    );
  });

  app.post('/login-as', (request, reply) => {
    const from = request.headers.origin;
    if (from !== undefined && from !== site.origin) throw new MoodleError('invalidrequest');
    const body = parameters(loginSchema, request.body);
    const person = personOf(site, body.person);
    const cookie = site.sessions.start(person.id, request.cookies[sessionCookie]);
    site.log?.info({ personId: person.id }, 'logged in');
    return reply
      .setCookie(sessionCookie, cookie, { path: '/', httpOnly: true, sameSite: 'lax' })
      .redirect(body.course ? `/course/view.php?id=${body.course}` : home, 303);
  });
}
