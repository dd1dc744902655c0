import { courseLinks } from '../../store/course-link.ts';
import { isForCourse, linkHandles } from '../../store/link-handle.ts';
import { everyRow, remove } from '../../store/port.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import { courseName } from '../views/thing-names.ts';
import type { Answer, SpaceVisit } from '../visit.ts';
import { hereTo, storedInSpace } from './in-this-space.ts';

export async function confirmLinkRemoval(visit: SpaceVisit): Promise<Answer> {
  const { doc } = await storedInSpace(visit, courseLinks, visit.values.link);
  const values = { site: visit.site.id, space: visit.space.doc.id, link: doc.id };
  const page = ConfirmPage({
    frame: spaceFrame(visit, 'settings'),
    seal: visit.seal,
    what: 'unbind-link',
    name: courseName(visit.t, { contextId: doc.contextId }),
    action: addressOf(paths.linkRemoval, values),
    keep: hereTo(visit, 'settings'),
  });
  return { page };
}

/**
 * The link in the course opens the set-up again; members stay members. Handles of this space for that course go with
 * it: the next launch would bind it again.
 */
export async function removeLink(visit: SpaceVisit): Promise<Answer> {
  const { store } = visit.services;
  const link = await storedInSpace(visit, courseLinks, visit.values.link);
  const handles = await Array.fromAsync(everyRow(store, linkHandles, 'bySpace', [link.doc.spaceId]));
  const ofCourse = handles.filter(({ doc }) => doc.siteId === link.doc.siteId && isForCourse(doc, link.doc));
  await store.commit([remove(courseLinks, link), ...ofCourse.map((handle) => remove(linkHandles, handle))]);
  return { redirect: hereTo(visit, 'settings'), flash: { notice: 'link-unbound' } };
}
