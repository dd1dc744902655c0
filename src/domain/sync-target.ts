import { z } from 'zod';
import { memberRoleSchema } from './member-role.ts';
import type { SyncMapping } from './sync-mapping.ts';
import { moodleTargetSchema } from './sync-mapping.ts';

export const syncTargetSchema = z.discriminatedUnion('kind', [
  ...moodleTargetSchema.options,
  /** Members of a space with this role, brought from Moodle. */
  z.object({ kind: z.literal('space'), spaceId: z.string(), role: memberRoleSchema }),
]);
/** What a step writes to: a cohort, an enrolment or a group in Moodle, or a space of ours. */
export type SyncTarget = z.infer<typeof syncTargetSchema>;

/** The role that memberships of a mapping from Moodle get: the named one, else the plain one. */
export function targetOf({ direction, moodle, people, spaceId }: SyncMapping): SyncTarget {
  if (direction === 'to-moodle') return moodle;
  return { kind: 'space', spaceId, role: people.kind === 'role' ? people.role : 'member' };
}

/** Same key, same target: mappings that share one are planned together, or they would undo each other. */
export function targetKey(target: SyncTarget): string {
  switch (target.kind) {
    case 'cohort':
      return `cohort/${target.cohortId}`;
    case 'enrolment':
      return `enrolment/${target.courseId}/${target.role}`;
    case 'group':
      return `group/${target.groupId}`;
    case 'space':
      return `space/${target.spaceId}/${target.role}`;
  }
}

/** Enrolments and memberships of a space have a status and roles; cohorts and groups only have members. */
export function hasStatus(target: SyncTarget): boolean {
  return target.kind === 'enrolment' || target.kind === 'space';
}
