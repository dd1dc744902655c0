import { CodedError } from '../../domain/errors.ts';
import type { Launch } from '../../domain/launch.ts';
import type { LaunchRight } from '../../domain/member-role.ts';
import type { ScoreDelivery } from '../../domain/score-delivery.ts';
import { accounts, findAccount } from '../../store/account.ts';
import { courseRights } from '../../store/course-service.ts';
import { findMembership } from '../../store/membership.ts';
import { everyRow, type Store } from '../../store/port.ts';
import { participationOf } from '../../store/training-participant.ts';
import { addressOf, paths } from '../addresses.ts';
import type { Admission } from '../admission.ts';
import { spaceFrame } from '../frame.ts';
import { type ReviewedPerson, ReviewPage } from '../views/submission-review.tsx';
import { type ReviewListEntry, ReviewListPage } from '../views/submission-review-list.tsx';
import type { Answer, SpaceVisit } from '../visit.ts';
import { deliveriesOf } from './grade-list.ts';

/** Marks an address that a person led to who has never been here. */
const unknownPerson = 'unknown';

/**
 * Where a launch leads that opens somebody's work from the gradebook: the one place that decides it. All kinds of
 * spaces show the same page; a kind whose pages know more about progress is told apart here, by its space. Who learns
 * sees the own progress in the space itself, and nobody else's.
 *
 * @returns undefined for a launch that is no review, and for a link that opens no space yet
 */
export async function reviewAddress(
  store: Store,
  { siteId, reviewedSub }: Pick<Launch, 'siteId' | 'reviewedSub'>,
  { session, spaceId }: Admission,
): Promise<string | undefined> {
  if (reviewedSub === undefined || spaceId === undefined) return undefined;
  const values = { site: siteId, space: spaceId };
  if (session.right === 'learner') return addressOf(paths.space, values);
  const list = addressOf(paths.reviews, values);
  if (reviewedSub === '') return list;
  const account = await findAccount(store, siteId, reviewedSub);
  const isKnown = account && (await isOfCourse(store, { ...session, spaceId }, account.doc.id));
  return isKnown
    ? addressOf(paths.review, { ...values, account: account.doc.id })
    : `${list}?person=${unknownPerson}`;
}

/** The progress of one person of the course from which this visit came. */
export async function reviewPage(visit: SpaceVisit): Promise<Answer> {
  const { services, session, space, values, now } = visit;
  const { store } = services;
  const account = await store.get(accounts, values.account ?? '');
  const course = { ...session, spaceId: space.doc.id };
  // Whoever is of another course or site is nobody here.
  if (account?.doc.siteId !== session.siteId || !(await isOfCourse(store, course, account.doc.id)))
    throw new CodedError('page.not-found');
  const here = { site: visit.site.id, space: space.doc.id };
  // A training knows more of a person than the grade.
  const part = visit.may('lead-training') && (await participationOf(store, space.doc.id, account.doc.id));
  if (part) return { redirect: addressOf(paths.trainee, { ...here, participant: part.doc.id }) };
  const person = await personOf(visit, account.doc.id, account.doc.displayName);
  const page = ReviewPage({
    frame: spaceFrame(visit, undefined),
    now,
    courseTitle: session.contextTitle,
    linkTitle: session.resourceLinkTitle,
    person,
    list: addressOf(paths.reviews, here),
    ...(visit.may('report-progress') ? { grades: addressOf(paths.grades, here) } : {}),
  });
  return { page };
}

/** Everybody who learns in that course and has been here. */
export async function reviewListPage(visit: SpaceVisit): Promise<Answer> {
  const { services, session, space, site, request } = visit;
  const entries: ReviewListEntry[] = [];
  const key = [session.siteId, session.contextId];
  for await (const { doc } of everyRow(services.store, courseRights, 'byCourse', key)) {
    const account = doc.right === 'learner' && (await services.store.get(accounts, doc.accountId))?.doc;
    if (!account) continue;
    const person = await personOf(visit, account.id, account.displayName);
    if (person.membership === undefined && person.deliveries.length === 0) continue;
    const values = { site: site.id, space: space.doc.id, account: account.id };
    entries.push({ ...person, address: addressOf(paths.review, values) });
  }
  const page = ReviewListPage({
    frame: spaceFrame(visit, undefined),
    now: visit.now,
    courseTitle: session.contextTitle,
    linkTitle: session.resourceLinkTitle,
    isUnknown: (request.query as { person?: unknown }).person === unknownPerson,
    entries: entries.sort((a, b) => a.displayName.localeCompare(b.displayName, 'de')),
  });
  return { page };
}

async function personOf(visit: SpaceVisit, accountId: string, displayName: string): Promise<ReviewedPerson> {
  const { services, session, space, may } = visit;
  const found = (await findMembership(services.store, space.doc.id, accountId))?.doc;
  const membership = found?.status === 'active' ? found : undefined;
  const isShown = may('see-all-members') || may('see-own-site-members');
  const deliveries = await ofLink(services.store, { ...session, spaceId: space.doc.id }, accountId);
  return {
    displayName,
    number: found?.number,
    membership: membership && {
      createdAt: membership.createdAt,
      ...(isShown ? { role: membership.role } : {}),
    },
    deliveries,
  };
}

/** The link that was launched, and the space that it opens. */
interface ReviewedLink {
  siteId: string;
  contextId: string;
  resourceLinkId: string;
  spaceId: string;
}

/** Whether somebody came through the course of the link, or has a grade in its column. */
async function isOfCourse(store: Store, link: ReviewedLink, accountId: string): Promise<boolean> {
  if (await rightIn(store, link, accountId)) return true;
  return (await ofLink(store, link, accountId)).length > 0;
}

async function rightIn(
  store: Store,
  { siteId, contextId }: ReviewedLink,
  accountId: string,
): Promise<LaunchRight | undefined> {
  const { rows } = await store.find(courseRights, 'byAccount', [accountId, contextId], { limit: 1 });
  return rows[0]?.doc.siteId === siteId ? rows[0].doc.right : undefined;
}

async function ofLink(store: Store, link: ReviewedLink, accountId: string): Promise<ScoreDelivery[]> {
  const all = await deliveriesOf(store, link.spaceId, accountId);
  return all.map(({ doc }) => doc).filter((doc) => doc.resourceLinkId === link.resourceLinkId);
}
