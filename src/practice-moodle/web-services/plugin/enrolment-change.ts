import { type PracticeSite, seconds } from '../../site.ts';
import { courseWith } from '../call.ts';
import { bookOf, showOnLtiSide } from '../course-book.ts';
import { endManualEnrolment } from '../functions/enrolments.ts';
import type { Change } from './changes.ts';
import { checkRights, type MakeChange, Refusal } from './refusal.ts';

type Asked = Extract<Change, { course: number }>;

/**
 * Dates and status of who is enrolled stay as they are unless asked for; a welcome message only on request.
 *
 * @throws Refusal `unknowncourse`, `norights`, `norole`, `nomanualenrolment`
 */
export function enrolmentChange(site: PracticeSite, change: Asked): MakeChange {
  const { settings, tables } = site.webServices;
  const course = courseWith(site, change.course);
  if (!course) throw new Refusal('unknowncourse');
  checkRights(
    site,
    'moodle/course:view',
    change.do === 'enrol' ? 'enrol/manual:enrol' : 'enrol/manual:unenrol',
  );
  if (change.do === 'enrol' && !settings.assignableRoles.has(change.role)) throw new Refusal('norole');
  if (settings.withoutManualEnrolment.has(change.course)) throw new Refusal('nomanualenrolment');
  const book = bookOf(site, course);
  return (userId) => {
    const before = book.get(userId);
    const was = before?.manual;
    if (change.do === 'unenrol') {
      if (was) endManualEnrolment(site, course, userId);
    } else {
      const status = change.status === undefined ? (was?.status ?? 0) : change.status === 'suspended' ? 1 : 0;
      const { timestart = was?.timestart ?? 0, timeend = was?.timeend ?? 0, role } = change;
      const manual = { status, timestart, timeend } as const;
      const roles = [...new Set([...(before?.roles ?? []), role])];
      book.set(userId, { ...before, courseId: change.course, userId, manual, roles });
      if (!was && change.mail === 'yes') {
        tables.messages.push({ courseId: change.course, userId, at: seconds(site) });
      }
    }
    showOnLtiSide(site, course, [userId]);
    return JSON.stringify(before) !== JSON.stringify(book.get(userId));
  };
}
