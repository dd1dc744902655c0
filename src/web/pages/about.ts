import type { SpaceEvent } from '../../domain/event.ts';
import { isLeading } from '../../domain/member-role.ts';
import { spaceEvents } from '../../store/event.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import { trainingVisit } from '../training-visit.ts';
import { SpacePage, type SpacePageProps } from '../views/space.tsx';
import type { Possibility } from '../views/space-parts.tsx';
import type { Answer, SpaceVisit } from '../visit.ts';
import { groupTotalsOf } from './group-totals.ts';
import { membersOf } from './member-list.ts';
import { progressTeaser } from './progress-teaser.ts';

/** More than a space plans in years; the list of events shows all of them, so that each can be removed. */
const eventsShown = 500;

/** What is next in a space, what it is for, who leads it, what this person may do here. */
export async function aboutPage(visit: SpaceVisit): Promise<Answer> {
  const { space, now, standing } = visit;
  const [events, members, training] = await Promise.all([
    comingEvents(visit),
    membersOf(visit),
    space.doc.kind === 'training' ? trainingPart(visit) : undefined,
  ]);
  const page = SpacePage({
    frame: spaceFrame(visit, 'space'),
    space: space.doc,
    events,
    now,
    standing,
    training,
    actions: { ...training?.actions, ...possibilitiesOf(visit) },
    ...(await progressTeaser(visit)),
    memberCount: members.active.length,
    leaders: members.active
      .filter(
        ({ membership }) => membership.isOwner || (membership.isConfirmed && isLeading(membership.role)),
      )
      .map(({ membership, displayName }) => ({
        displayName,
        number: membership.number,
        role: membership.role,
      })),
  });
  return { page };
}

/** The steps of the training as its run has them, and how far the group is. */
async function trainingPart(
  visit: SpaceVisit,
): Promise<NonNullable<SpacePageProps['training']> & { actions: Partial<Record<Possibility, string>> }> {
  const { services, site, space, run, curriculum, participant, membership } = await trainingVisit(visit);
  const totals = await groupTotalsOf(services.store, run.doc, curriculum);
  const values = { site: site.id, space: space.doc.id };
  const leads = visit.may('lead-training');
  // Who leads has tabs for that alone, and finds here what else he or she is.
  const actions = {
    ...(leads && participant ? { 'own-path': addressOf(paths.trainingPath, values) } : {}),
    ...(leads && membership.role === 'mentor' ? { mentees: addressOf(paths.mentees, values) } : {}),
    ...(leads ? { reflections: addressOf(paths.reflections, values) } : {}),
  };
  return { curriculum, totals, actions };
}

/** Events that have not ended, soonest first. */
export async function comingEvents({ services, space, now }: SpaceVisit): Promise<SpaceEvent[]> {
  const options = { from: now, limit: eventsShown };
  const { rows } = await services.store.find(spaceEvents, 'bySpace', [space.doc.id], options);
  return rows.map(({ doc }) => doc).sort((a, b) => a.startsAt - b.startsAt);
}

function possibilitiesOf({ site, space, may, membership }: SpaceVisit): Partial<Record<Possibility, string>> {
  const values = { site: site.id, space: space.doc.id };
  const settings = addressOf(paths.settings, values);
  return {
    members: addressOf(paths.members, values),
    ...(may('plan-events') ? { 'plan-events': addressOf(paths.events, values) } : {}),
    ...(may('report-progress') ? { 'report-progress': addressOf(paths.grades, values) } : {}),
    ...(may('edit') ? { edit: settings } : {}),
    ...(may('manage-members') ? { 'manage-members': addressOf(paths.members, values) } : {}),
    ...(may('share') ? { share: `${settings}#link-codes` } : {}),
    ...(membership.isConfirmed ? {} : { redeem: addressOf(paths.invitation, { site: site.id }) }),
  };
}
