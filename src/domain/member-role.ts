import { z } from 'zod';
import type { SpaceKind } from './space.ts';

/** What a person is in a space. Never derived from a launch, except the kind's entry role. */
export const memberRoles = [
  'member',
  'teacher',
  'school-head',
  'media-coordinator',
  'school-authority',
  'process-facilitator',
  'network-manager',
  'school-supervision',
  'training-provider',
  'media-centre',
  'it-provider',
  'library',
  'ministry',
  'other',
  'trainee',
  'trainer',
  'training-lead',
  'mentor',
  'subject-leader',
] as const;
export const memberRoleSchema = z.enum(memberRoles);
export type MemberRole = z.infer<typeof memberRoleSchema>;

const networkRoles: readonly MemberRole[] = memberRoles.slice(0, memberRoles.indexOf('other') + 1);

/** Roles that can be given in a space of a kind, in the order in which a form offers them. */
export const rolesOfKind: Record<SpaceKind, readonly MemberRole[]> = {
  network: networkRoles,
  'working-group': networkRoles,
  training: ['trainee', 'trainer', 'training-lead', 'mentor', 'member'],
  'zfsl-group': ['member', 'subject-leader', 'network-manager', 'process-facilitator'],
  managers: ['network-manager', 'process-facilitator'],
};

/** Roles that lead a space: everybody in it sees who they are. */
const leadingRoles: readonly MemberRole[] = [
  'process-facilitator',
  'trainer',
  'training-lead',
  'network-manager',
];

export function isLeading(role: MemberRole): boolean {
  return leadingRoles.includes(role);
}

/**
 * The role that a launch through a bound course link gives to somebody who is not a member yet; undefined where
 * a launch makes nobody a member.
 */
export function entryRole(kind: SpaceKind, right: LaunchRight): MemberRole | undefined {
  if (kind === 'managers') return undefined;
  return kind === 'training' && right === 'learner' ? 'trainee' : 'member';
}

/** What somebody is in a space that he or she makes. */
export function founderRole(kind: SpaceKind): MemberRole {
  if (kind === 'managers') return 'network-manager';
  return kind === 'training' ? 'training-lead' : 'member';
}

/** What a launch says about a person in the course it came from; Moodle sends no more than this. */
export const launchRightSchema = z.enum(['learner', 'teacher', 'site-administrator']);
export type LaunchRight = z.infer<typeof launchRightSchema>;
