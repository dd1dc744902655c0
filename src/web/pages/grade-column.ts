import { ownColumn } from '../../../lti/own-column.ts';
import { CodedError } from '../../domain/errors.ts';
import type { GradableLink } from '../../domain/gradable-link.ts';
import { findCourseLink } from '../../store/course-link.ts';
import { findGradableLink, gradableLinks } from '../../store/course-service.ts';
import { commitWhat, type Stored, update } from '../../store/port.ts';
import { registrations } from '../../store/site.ts';
import { addressOf, paths } from '../addresses.ts';
import type { Answer, SpaceVisit } from '../visit.ts';

/**
 * The launched link, where it opens this space, has no column in the gradebook, and the platform lets somebody who
 * teaches in its course look for one.
 */
export async function linkWithoutColumn({
  services,
  session,
  space,
}: SpaceVisit): Promise<Stored<GradableLink> | undefined> {
  if (session.right === 'learner') return undefined;
  const bound = await findCourseLink(services.store, session);
  if (bound?.doc.spaceId !== space.doc.id) return undefined;
  const link = await findGradableLink(services.store, session);
  if (link?.doc.lineItemUrl !== '' || !link.doc.lineItemsUrl) return undefined;
  return link.doc.lineItemsAccess === 'none' ? undefined : link;
}

/** Finds the column of the launched link in Moodle, or makes one, where Moodle allows that. */
export async function addColumn(visit: SpaceVisit): Promise<Answer> {
  const { services, session, site, space, request } = visit;
  const redirect = addressOf(paths.grades, { site: site.id, space: space.doc.id });
  const link = await linkWithoutColumn(visit);
  const registration = link && (await services.store.get(registrations, link.doc.registrationId));
  if (!link || !registration) return { redirect };
  const { lineItemsUrl = '', lineItemsAccess: access = 'none', resourceLinkId } = link.doc;
  const place = { registration: registration.doc, lineItemsUrl, access };
  const label = session.resourceLinkTitle || space.doc.title;
  const column = await ownColumn(services, place, { resourceLinkId, label });
  if (!column) return { redirect, flash: { notice: 'grade-column-missing' } };
  if (new URL(column.id).origin !== new URL(registration.doc.issuer).origin)
    throw new CodedError('service.address-foreign');
  await commitWhat(services.store, async () => {
    const latest = await linkWithoutColumn(visit);
    const ops = latest
      ? [update(gradableLinks, latest, { lineItemUrl: column.id, isColumnFound: true, updatedAt: visit.now })]
      : [];
    return { ops, result: undefined };
  });
  request.log.info({ site: site.id, space: space.doc.id, link: resourceLinkId }, 'grade column found');
  return { redirect, flash: { notice: 'grade-column-found' } };
}
