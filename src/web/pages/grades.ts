import { CodedError } from '../../domain/errors.ts';
import type { ScoreDelivery } from '../../domain/score-delivery.ts';
import { accounts } from '../../store/account.ts';
import { gradableLinksOf, linksFor } from '../../store/gradable-link.ts';
import { findMembership } from '../../store/membership.ts';
import { commitWhat, type Op } from '../../store/port.ts';
import { changeWishOps, scoreDeliveries, sendAgainOps, wantScoreOps } from '../../store/score-delivery.ts';
import { addressOf, paths } from '../addresses.ts';
import type { Flash } from '../flash.ts';
import { spaceFrame } from '../frame.ts';
import { type GradeCounts, type GradeEntry, GradesPage } from '../views/grades.tsx';
import type { Answer, SpaceVisit } from '../visit.ts';
import { linkWithoutColumn } from './grade-column.ts';
import { deliveriesOf, type GradedMember, gradeListOf } from './grade-list.ts';
import { storedInSpace } from './in-this-space.ts';

/** What of this space stands in Moodle's gradebook, for whom, and what did not arrive. */
export async function gradesPage(visit: SpaceVisit): Promise<Answer> {
  const { links, members, outside } = await gradeListOf(visit);
  const titles = new Map(links.map(({ resourceLinkId, title = '' }) => [resourceLinkId, title]));
  const entries = members.map((member) => entryOf(visit, member, titles));
  const page = GradesPage({
    frame: spaceFrame(visit, undefined),
    seal: visit.seal,
    now: visit.now,
    counts: countsOf(members.flatMap(({ deliveries }) => deliveries)),
    links: links.length === 0 ? 'none' : links.some(({ canScore }) => canScore) ? 'open' : 'closed',
    isByProgress: visit.space.doc.kind === 'training',
    ...((await linkWithoutColumn(visit)) ? { addColumn: addressOf(paths.gradeColumn, valuesOf(visit)) } : {}),
    entries: [...entries.filter(isMissing), ...entries.filter((entry) => !isMissing(entry))],
    outside,
  });
  return { page };
}

/** "Done" for one member, in each column in which Moodle takes it. This is the progress that a person reports. */
export async function reportComplete(visit: SpaceVisit): Promise<Answer> {
  const { services, space } = visit;
  const { store, clock } = services;
  checkByHand(visit);
  const membership = await memberOf(visit);
  const account = (await store.get(accounts, membership.accountId))?.doc;
  if (!account) throw new CodedError('page.not-found');
  const links = await linksFor(store, await gradableLinksOf(store, space.doc.id), membership);
  return change(visit, 'grade-reported', async () => {
    const wanted = links.map((link) =>
      wantScoreOps(store, clock, { link, spaceId: space.doc.id, account, wanted: 'complete' }),
    );
    const again = (await deliveriesOf(store, space.doc.id, account.id))
      .filter(
        ({ doc }) => doc.wanted === 'complete' && links.some((link) => link.lineItemUrl === doc.lineItemUrl),
      )
      .flatMap((delivery) => sendAgainOps(clock, delivery));
    return [...(await Promise.all(wanted)).flat(), ...again];
  });
}

/** Takes back whatever of this member's is in Moodle or on its way there. */
export async function takeBack(visit: SpaceVisit): Promise<Answer> {
  const { services, space } = visit;
  checkByHand(visit);
  const { accountId } = await memberOf(visit);
  return change(visit, 'grade-taken-back', async () =>
    (await deliveriesOf(services.store, space.doc.id, accountId)).flatMap((delivery) =>
      changeWishOps(services.clock, delivery, 'undone'),
    ),
  );
}

/** Once more what was given up, or what Moodle had a newer grade for. */
export async function sendAgain(visit: SpaceVisit): Promise<Answer> {
  const { delivery } = visit.values;
  return change(visit, 'grade-again', async () =>
    sendAgainOps(visit.services.clock, await storedInSpace(visit, scoreDeliveries, delivery)),
  );
}

async function change(
  visit: SpaceVisit,
  notice: NonNullable<Flash['notice']>,
  decide: () => Promise<Op[]>,
): Promise<Answer> {
  const { services, request, site, account, space } = visit;
  const count = await commitWhat(services.store, async () => {
    const ops = await decide();
    return { ops, result: ops.length };
  });
  request.log.info(
    { site: site.id, account: account.id, space: space.doc.id, change: notice, count },
    'grade changed',
  );
  const redirect = addressOf(paths.grades, valuesOf(visit));
  return count === 0 ? { redirect } : { redirect, flash: { notice } };
}

/** @throws CodedError `page.not-found` in a training, whose grades come from what people have done */
function checkByHand({ space }: SpaceVisit): void {
  if (space.doc.kind === 'training') throw new CodedError('page.not-found');
}

/** @throws CodedError `page.not-found` */
async function memberOf({ services, space, values }: SpaceVisit) {
  const found = await findMembership(services.store, space.doc.id, values.account ?? '');
  if (!found) throw new CodedError('page.not-found');
  return found.doc;
}

function entryOf(
  visit: SpaceVisit,
  { membership, displayName, isSelf, links, deliveries }: GradedMember,
  titles: ReadonlyMap<string, string>,
): GradeEntry {
  const of = { ...valuesOf(visit), account: membership.accountId };
  // In a training the progress of its modules decides, and nobody by hand.
  const isByHand = visit.space.doc.kind !== 'training';
  const isReported = isByHand && deliveries.some(({ wanted }) => wanted === 'complete');
  const mayReport =
    isByHand &&
    links.some(
      ({ lineItemUrl }) =>
        !deliveries.some((other) => other.lineItemUrl === lineItemUrl && other.wanted === 'complete'),
    );
  return {
    number: membership.number,
    displayName,
    isSelf,
    deliveries: deliveries.map((delivery) => ({
      delivery,
      activity: titles.size > 1 ? (titles.get(delivery.resourceLinkId) ?? '') : '',
      ...(isFailed(delivery)
        ? { again: addressOf(paths.gradeAgain, { ...valuesOf(visit), delivery: delivery.id }) }
        : {}),
    })),
    ...(mayReport ? { report: addressOf(paths.gradeComplete, of) } : {}),
    ...(isReported ? { takeBack: addressOf(paths.gradeUndo, of) } : {}),
  };
}

function isFailed({ state }: Pick<ScoreDelivery, 'state'>): boolean {
  return state === 'dead' || state === 'superseded';
}

function isMissing({ deliveries }: GradeEntry): boolean {
  return deliveries.some(({ delivery }) => isFailed(delivery));
}

function countsOf(deliveries: readonly ScoreDelivery[]): GradeCounts {
  return {
    missing: deliveries.filter(isFailed).length,
    waiting: deliveries.filter(({ state }) => state === 'queued').length,
    arrived: deliveries.filter(({ state, wanted }) => state === 'delivered' && wanted === 'complete').length,
  };
}

function valuesOf({ site, space }: SpaceVisit): { site: string; space: string } {
  return { site: site.id, space: space.doc.id };
}
