import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mayGrade, students } from './enrolment.ts';
import { gradeOf } from './gradebook.ts';
import { MoodleError, parameters } from './moodle-error.ts';
import { sendPage } from './page.ts';
import { activitiesOf, activityOfModule, courseOf, type PracticeSite, visitor } from './site.ts';
import { graderPage } from './views/grader.tsx';

const id = z.string().regex(/^\d{1,9}$/);
const courseSchema = z.object({ id });
const gradeSchema = z.object({
  id,
  userid: z
    .string()
    .regex(/^\d{0,9}$/)
    .default(''),
});

/** More rows are not shown: the page is there to be looked at. */
const mostRows = 100;

/** The gradebook of a course for its teachers, and the way from a grade to the work behind it. */
export function graderRoutes(app: FastifyInstance, site: PracticeSite): void {
  app.get('/grade/report/grader/index.php', (request, reply) => {
    const course = courseOf(site, parameters(courseSchema, request.query).id);
    const who = visitor(site, request);
    if (!who) return reply.redirect(`/course/view.php?id=${course.id}`, 303);
    if (!mayGrade(course, who.person)) throw new MoodleError('nopermissions');
    const { state } = site;
    const activities = activitiesOf(site, course);
    const columns = state.gradeItems
      .filter(({ courseId }) => courseId === course.id)
      .map((item) => ({
        item,
        activity: activities.find(({ resourceLinkId }) => resourceLinkId === item.instanceId),
      }));
    const everybody = students(site, course);
    const rows = everybody.slice(0, mostRows).map((person) => ({
      person,
      grades: columns.map(({ item }) => gradeOf(state, item.id, person.userId)),
    }));
    const more = everybody.length - rows.length;
    return sendPage(reply, graderPage(course, activities, { columns, rows, more }, who.person));
  });

  app.get('/mod/lti/grade.php', (request, reply) => {
    const query = parameters(gradeSchema, request.query);
    const { cmid } = activityOfModule(site, query.id);
    return reply.redirect(`/mod/lti/view.php?id=${cmid}&action=gradeReport&user=${query.userid}`, 303);
  });
}
