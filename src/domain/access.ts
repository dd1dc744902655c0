import { isLeading, type LaunchRight } from './member-role.ts';
import type { Membership } from './membership.ts';
import type { SpaceKind } from './space.ts';

/** What can be done with a space. Each page and each form names exactly one. */
export const spaceActions = [
  'view',
  'see-all-members',
  'see-own-site-members',
  'edit',
  'plan-events',
  'report-progress',
  'review-progress',
  'manage-members',
  'bind-link',
  'share',
  'lead-training',
  'edit-curriculum',
] as const;
export type SpaceAction = (typeof spaceActions)[number];

/** Who somebody is towards a space, from nobody to owner. */
export const standings = ['none', 'by-launch', 'confirmed', 'leading', 'owner'] as const;
export type Standing = (typeof standings)[number];

const everybody: readonly Standing[] = ['by-launch', 'confirmed', 'leading', 'owner'];
const confirmedUp: readonly Standing[] = ['confirmed', 'leading', 'owner'];
const leadingUp: readonly Standing[] = ['leading', 'owner'];
const ownerOnly: readonly Standing[] = ['owner'];
const nobody: readonly Standing[] = [];

/** The whole truth about access: kind × action → standings that may. A test walks all of it. */
const table: Record<SpaceKind, Record<SpaceAction, readonly Standing[]>> = {
  network: {
    view: everybody,
    'see-all-members': confirmedUp,
    'see-own-site-members': everybody,
    edit: ownerOnly,
    'plan-events': leadingUp,
    'report-progress': leadingUp,
    'review-progress': everybody,
    'manage-members': ownerOnly,
    'bind-link': leadingUp,
    share: ownerOnly,
    'lead-training': nobody,
    'edit-curriculum': nobody,
  },
  'working-group': {
    view: everybody,
    'see-all-members': confirmedUp,
    'see-own-site-members': everybody,
    edit: ownerOnly,
    'plan-events': confirmedUp,
    'report-progress': leadingUp,
    'review-progress': everybody,
    'manage-members': ownerOnly,
    'bind-link': leadingUp,
    share: ownerOnly,
    'lead-training': nobody,
    'edit-curriculum': nobody,
  },
  training: {
    view: everybody,
    'see-all-members': leadingUp,
    'see-own-site-members': leadingUp,
    edit: ownerOnly,
    'plan-events': leadingUp,
    'report-progress': leadingUp,
    'review-progress': everybody,
    'manage-members': ownerOnly,
    'bind-link': leadingUp,
    share: ownerOnly,
    'lead-training': leadingUp,
    'edit-curriculum': leadingUp,
  },
  'zfsl-group': {
    view: everybody,
    'see-all-members': confirmedUp,
    'see-own-site-members': everybody,
    edit: ownerOnly,
    'plan-events': leadingUp,
    'report-progress': leadingUp,
    'review-progress': everybody,
    'manage-members': ownerOnly,
    'bind-link': leadingUp,
    share: ownerOnly,
    'lead-training': nobody,
    'edit-curriculum': nobody,
  },
  managers: {
    view: confirmedUp,
    'see-all-members': confirmedUp,
    'see-own-site-members': confirmedUp,
    edit: ownerOnly,
    'plan-events': confirmedUp,
    'report-progress': leadingUp,
    'review-progress': confirmedUp,
    'manage-members': ownerOnly,
    'bind-link': ownerOnly,
    share: nobody,
    'lead-training': nobody,
    'edit-curriculum': nobody,
  },
};

/** Where a membership stands; nobody without an active one. */
export function standingOf(
  membership: Pick<Membership, 'status' | 'isOwner' | 'isConfirmed' | 'role'> | undefined,
): Standing {
  if (membership?.status !== 'active') return 'none';
  if (membership.isOwner) return 'owner';
  if (!membership.isConfirmed) return 'by-launch';
  return isLeading(membership.role) ? 'leading' : 'confirmed';
}

/**
 * Actions that touch a course link, or show how far the people of its course are, need the right of a teacher in that
 * course besides the standing.
 */
const needsTeacher: readonly SpaceAction[] = ['bind-link', 'review-progress'];

/** Whether this standing, together with the right of the launch, may do this in a space of this kind. */
export function mayAct(
  kind: SpaceKind,
  action: SpaceAction,
  standing: Standing,
  right: LaunchRight,
): boolean {
  if (needsTeacher.includes(action) && right === 'learner') return false;
  return table[kind][action].includes(standing);
}

/** Whether somebody with this right may set up an unbound course link: bind it, or make a new space for it. */
export function maySetUpLinks(right: LaunchRight): boolean {
  return right !== 'learner';
}

/** Kinds that a teacher may make from a course. The managers' area is made by the operator only. */
export const creatableKinds: readonly SpaceKind[] = ['network', 'working-group', 'training', 'zfsl-group'];
