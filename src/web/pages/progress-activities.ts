import { CodedError } from '../../domain/errors.ts';
import { moodleFailureClass } from '../../domain/moodle-failure.ts';
import { minute } from '../../runtime/clock.ts';
import { readProgress } from '../../sync/progress.ts';
import { forgetActivity, watchActivity } from '../../sync/watched-activities.ts';
import { addressOf, paths } from '../addresses.ts';
import type { Answer, SpaceVisit } from '../visit.ts';
import { courseOf, mayChoose, unitChoices, watchedHere } from './progress.ts';

/** Which activities of the course count. What is known of those that count no more is dropped. */
export async function saveActivities(visit: SpaceVisit): Promise<Answer> {
  const { services, site, space, fields, request } = visit;
  const courseId = courseOf(visit);
  if (!mayChoose(visit) || courseId === undefined) throw new CodedError('access.denied', { action: 'edit' });
  const activities = await answered(async () =>
    (await services.sync.moodle(site.id)).reader.activities(courseId),
  );
  if (!activities) return back(visit, 'activities-unread');
  const watched = (await watchedHere(visit)).filter((one) => one.courseId === courseId);
  const units = new Set((await unitChoices(visit)).map(({ unit }) => unit.key));
  for (const { cmId, name } of activities) {
    if (fields[`activity-${cmId}`] !== 'on') continue;
    const chosen = fields[`unit-${cmId}`] ?? '';
    const unit = units.has(chosen) ? chosen : null;
    await watchActivity(services.store, {
      siteId: site.id,
      spaceId: space.doc.id,
      courseId,
      cmId,
      name,
      unit,
    });
  }
  for (const { id, cmId } of watched)
    if (fields[`activity-${cmId}`] !== 'on') await forgetActivity(services.store, id);
  request.log.info({ site: site.id, space: space.doc.id, account: visit.account.id }, 'activities named');
  const isRead = await read(visit);
  return back(visit, isRead ? 'activities-saved' : 'activities-saved-unread');
}

/** Asks Moodle now; once a minute is enough. */
export async function readMoodleProgress(visit: SpaceVisit): Promise<Answer> {
  const watched = await watchedHere(visit);
  const isFresh = watched.every(({ readAt }) => readAt !== null && visit.now - readAt < minute);
  if (isFresh) return back(visit, 'progress-fresh');
  return back(visit, (await read(visit)) ? 'progress-read' : 'progress-unread');
}

/** Whether Moodle answered; what was known stays where it did not. */
async function read({ services, site, space }: SpaceVisit): Promise<boolean> {
  const done = await answered(() => readProgress(services.sync, space.doc.id, site.id).then(() => true));
  return done === true;
}

/** Undefined where Moodle did not answer. */
async function answered<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CodedError && moodleFailureClass(error.code) !== undefined) return undefined;
    throw error;
  }
}

type Said =
  | 'activities-saved'
  | 'activities-unread'
  | 'activities-saved-unread'
  | 'progress-fresh'
  | 'progress-read'
  | 'progress-unread';

function back({ site, space }: SpaceVisit, notice: Said): Answer {
  return { redirect: addressOf(paths.progress, { site: site.id, space: space.doc.id }), flash: { notice } };
}
