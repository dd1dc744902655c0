import { mayAct, type Standing } from './access.ts';
import type { SpaceKind } from './space.ts';
import type { SyncMapping } from './sync-mapping.ts';

/**
 * Whether the administrator of a Moodle site may let a mapping touch a space. Out of a space: people of the own site
 * are brought into the own Moodle; who is in the closed area, only its members learn. Into a space: that makes members,
 * so the space must be the administrator's own, too.
 */
export function mayMap(kind: SpaceKind, direction: SyncMapping['direction'], standing: Standing): boolean {
  if (direction === 'from-moodle') return mayBringIn(kind, standing);
  return kind !== 'managers' || mayAct(kind, 'view', standing, 'site-administrator');
}

/** Whether an administrator may bring people into a space by a list: only an owner makes members. */
export function mayBringIn(kind: SpaceKind, standing: Standing): boolean {
  return mayAct(kind, 'manage-members', standing, 'site-administrator');
}
