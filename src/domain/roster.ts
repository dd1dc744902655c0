import type { LaunchRight } from './member-role.ts';

/** One entry of a course's member list as the platform tells it. */
export interface RosterEntry {
  sub: string;
  /** Empty where the platform shares no name. */
  displayName: string;
  right: LaunchRight;
  /** False for members that the platform lists as inactive or deleted. */
  isActive: boolean;
  /** Parameters that a launch of the link would carry for this person; only where the list was asked about a link. */
  linkParameters?: Record<string, string>;
}

/** The members of a course, with the time at which the platform was asked (epoch milliseconds). */
export interface Roster {
  entries: RosterEntry[];
  readAt: number;
}

/**
 * The right of a roster's entry. Moodle's member list calls a non-editing teacher a learner, its launch calls the
 * same person an instructor: a roster does not lower what a launch gave.
 */
export function rightInRoster(entry: RosterEntry, launched: LaunchRight | undefined): LaunchRight {
  return entry.right === 'learner' && launched !== undefined ? launched : entry.right;
}
