import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mayEdit } from '../enrolment.ts';
import { MoodleError, parameters } from '../moodle-error.ts';
import { sendPage } from '../page.ts';
import { requireSesskey } from '../session.ts';
import { activitiesOf, activityOfModule, courseOf, type PracticeSite, toolTypeOf, visitor } from '../site.ts';
import { addActivityPage } from '../views/add-activity.tsx';
import { addActivities } from './add-activities.ts';

const id = z.string().regex(/^\d{1,9}$/);
const addSchema = z.object({ course: id, typeid: id });
const sesskey = z.string().max(40);
const saveSchema = z.union([
  z.object({ sesskey, selection: z.string().max(40) }),
  z.object({ sesskey, module: id, completion: z.enum(['none', 'grade']) }),
]);

/** `/course/modedit.php`: add activities of a tool, and say when an activity counts as done. */
export function courseEditRoutes(app: FastifyInstance, site: PracticeSite): void {
  app.get('/course/modedit.php', (request, reply) => {
    const query = parameters(addSchema, request.query);
    const course = courseOf(site, query.course);
    const who = visitor(site, request);
    if (!who) return reply.redirect(`/course/view.php?id=${course.id}`, 303);
    if (!mayEdit(course, who.person)) throw new MoodleError('nopermissions');
    const type = toolTypeOf(site, query.typeid);
    return sendPage(reply, addActivityPage(course, activitiesOf(site, course), type, who.person));
  });

  app.post('/course/modedit.php', (request, reply) => {
    const body = parameters(saveSchema, request.body);
    const who = visitor(site, request);
    if (!who) throw new MoodleError('invalidrequest');
    requireSesskey(who.session, body.sesskey);
    if ('selection' in body) {
      const selection = who.session.takeSelection(body.selection);
      if (!selection) throw new MoodleError('invalidrequest');
      if (!mayEdit(courseOf(site, selection.courseId), who.person)) throw new MoodleError('nopermissions');
      addActivities(site, selection);
      return reply.redirect(`/course/view.php?id=${selection.courseId}`, 303);
    }
    const activity = activityOfModule(site, body.module);
    if (!mayEdit(courseOf(site, activity.courseId), who.person)) throw new MoodleError('nopermissions');
    activity.completion = body.completion;
    site.changed();
    return reply.redirect(`/mod/lti/view.php?id=${activity.cmid}`, 303);
  });
}
