import { CodedError } from '../../domain/errors.ts';
import type { MemberProgress, WatchedActivity } from '../../domain/member-progress.ts';
import { unitsOf } from '../../domain/training-curriculum.ts';
import { watchedActivities } from '../../store/member-progress.ts';
import { everyRow } from '../../store/port.ts';
import { publishedCurriculum } from '../../store/training-curriculum.ts';
import { progressIn, progressTotals } from '../../sync/watched-activities.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import { memberName } from '../views/names.ts';
import { type PersonProgressRow, ProgressPage } from '../views/progress.tsx';
import type { ChosenActivity, UnitChoice } from '../views/progress-choice.tsx';
import type { Answer, SpaceVisit } from '../visit.ts';
import { membersOf } from './member-list.ts';

/** How far the members of a space are in Moodle: totals for everybody in it, single people for who leads it. */
export async function progressPage(visit: SpaceVisit): Promise<Answer> {
  const { services, site, space, seal, now, request } = visit;
  const values = { site: site.id, space: space.doc.id };
  const totals = await progressTotals(services.store, space.doc.id);
  const isChoosing = (request.query as { show?: unknown }).show === 'choose';
  const here = addressOf(paths.progress, values);
  const page = ProgressPage({
    frame: spaceFrame(visit, undefined),
    ...{ seal, now, totals },
    ...(visit.may('report-progress') && totals.length > 0
      ? { people: await peopleOf(visit), read: addressOf(paths.progressReading, values) }
      : {}),
    ...(mayChoose(visit)
      ? isChoosing
        ? {
            choosing: await choosing(visit),
            units: await unitChoices(visit),
            save: addressOf(paths.progressActivities, values),
          }
        : { choose: `${here}?show=choose` }
      : {}),
    courseTitle: visit.session.contextTitle,
  });
  return { page };
}

/** An owner who teaches in the course that the launch came from names activities of that course. */
export function mayChoose(visit: SpaceVisit): boolean {
  return visit.may('edit') && visit.session.right !== 'learner' && courseOf(visit) !== undefined;
}

/** Moodle's id of the course that the launch came from: LTI `context.id`. */
export function courseOf({ session }: Pick<SpaceVisit, 'session'>): number | undefined {
  return /^[1-9]\d{0,9}$/.test(session.contextId) ? Number(session.contextId) : undefined;
}

/** What the space names already, of this site. */
export async function watchedHere(visit: SpaceVisit): Promise<WatchedActivity[]> {
  const { services, site, space } = visit;
  const rows = everyRow(services.store, watchedActivities, 'bySpace', [space.doc.id, site.id]);
  return Array.fromAsync(rows, ({ doc }) => doc);
}

/** @throws CodedError `access.denied`, `moodle.*` */
async function choosing(visit: SpaceVisit): Promise<ChosenActivity[]> {
  const course = courseOf(visit);
  if (course === undefined) throw new CodedError('access.denied');
  const { reader } = await visit.services.sync.moodle(visit.site.id);
  const watched = await watchedHere(visit);
  const activities = (await reader.activities(course)).filter(({ tracking }) => tracking !== 'none');
  return activities.map((activity) => {
    const known = watched.find(({ cmId, courseId }) => courseId === course && cmId === activity.cmId);
    return { activity, isChosen: known !== undefined, unit: known?.unit ?? '' };
  });
}

/** Units of the training for which an activity may stand; none in any other space. */
export async function unitChoices({ services, space }: SpaceVisit): Promise<UnitChoice[]> {
  if (space.doc.kind !== 'training') return [];
  const published = await publishedCurriculum(services.store, space.doc.id);
  return published ? unitsOf(published.doc).map(({ step, unit }) => ({ step, unit })) : [];
}

async function peopleOf(visit: SpaceVisit): Promise<PersonProgressRow[]> {
  const { store } = visit.services;
  const { visible } = await membersOf(visit);
  const watched = await Array.fromAsync(
    everyRow(store, watchedActivities, 'bySpace', [visit.space.doc.id]),
    ({ doc }) => doc,
  );
  const byAccount = new Map<string, { activity: WatchedActivity; progress: MemberProgress }[]>();
  for (const activity of watched) {
    for (const progress of await progressIn(store, activity.id)) {
      byAccount.set(progress.accountId, [
        ...(byAccount.get(progress.accountId) ?? []),
        { activity, progress },
      ]);
    }
  }
  return visible
    .filter(({ membership }) => byAccount.has(membership.accountId))
    .map(({ membership, displayName }) => ({
      id: membership.id,
      name: memberName(visit.t, { displayName, number: membership.number }),
      activities: byAccount.get(membership.accountId) ?? [],
    }))
    .sort((a, b) => a.name.localeCompare(b.name, visit.language));
}
