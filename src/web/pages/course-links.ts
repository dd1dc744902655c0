import type { CourseLink } from '../../domain/course-link.ts';
import { CodedError } from '../../domain/errors.ts';
import { courseLinks } from '../../store/course-link.ts';
import { remove, type Stored } from '../../store/port.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import { courseName } from '../views/thing-names.ts';
import type { Answer, SpaceVisit } from '../visit.ts';

export async function confirmLinkRemoval(visit: SpaceVisit): Promise<Answer> {
  const { doc } = await linkOf(visit);
  const values = { site: visit.site.id, space: visit.space.doc.id, link: doc.id };
  const page = ConfirmPage({
    frame: spaceFrame(visit, 'settings'),
    seal: visit.seal,
    what: 'unbind-link',
    name: courseName(visit.t, { contextId: doc.contextId }),
    action: addressOf(paths.linkRemoval, values),
    keep: settingsAddress(visit),
  });
  return { page };
}

/** The link in the course opens the set-up again; members stay members. */
export async function removeLink(visit: SpaceVisit): Promise<Answer> {
  await visit.services.store.commit([remove(courseLinks, await linkOf(visit))]);
  return { redirect: settingsAddress(visit), flash: { notice: 'link-unbound' } };
}

async function linkOf({ services, space, values }: SpaceVisit): Promise<Stored<CourseLink>> {
  const found = await services.store.get(courseLinks, values.link ?? '');
  if (found?.doc.spaceId !== space.doc.id) throw new CodedError('page.not-found');
  return found;
}

function settingsAddress({ site, space }: SpaceVisit): string {
  return addressOf(paths.settings, { site: site.id, space: space.doc.id });
}
