import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { repost } from '../auth.ts';
import { mayEdit } from '../enrolment.ts';
import { MoodleError, parameters } from '../moodle-error.ts';
import { sendPage } from '../page.ts';
import { requireSesskey } from '../session.ts';
import { courseOf, type PracticeSite, toolTypeOf, visitor } from '../site.ts';
import { selectionPage } from '../views/selection.tsx';
import { newActivity } from './content-item.ts';
import { readResponse } from './response.ts';

const id = z.string().regex(/^\d{1,9}$/);
const querySchema = z.object({ id, course: id, sesskey: z.string().max(40).default('') });
const bodySchema = z.record(z.string(), z.string().max(60_000));

/**
 * `/mod/lti/contentitem_return.php`: takes the tool's answer and shows what will be added. Nothing is added yet.
 * As in Moodle the tool's message is shown only together with items, its error message always.
 */
export function contentItemReturnRoute(app: FastifyInstance, site: PracticeSite): void {
  app.post('/mod/lti/contentitem_return.php', async (request, reply) => {
    const query = parameters(querySchema, request.query);
    const body = parameters(bodySchema, request.body);
    const who = visitor(site, request);
    // From the tool's origin the browser brings no cookie.
    if (!who && !body.repost) return repost(request, reply, body);
    const type = toolTypeOf(site, query.id);
    const course = courseOf(site, query.course);
    const response = await readResponse(site, type, body.JWT ?? '');
    if (!who) return reply.redirect(`/course/view.php?id=${course.id}`, 303);
    requireSesskey(who.session, query.sesskey);
    if (!mayEdit(course, who.person)) throw new MoodleError('nopermissions');

    const { errorMessage, message } = response;
    const items = errorMessage === '' ? response.items.map((item) => newActivity(type, item)) : [];
    const selection =
      items.length > 0
        ? who.session.rememberSelection({ courseId: course.id, typeId: type.id, items })
        : undefined;
    site.log?.info({ personId: who.person.id, courseId: course.id, items: items.length }, 'content selected');
    const { sesskey } = who.session;
    return sendPage(reply, selectionPage(course, { items, message, errorMessage, selection, sesskey }));
  });
}
