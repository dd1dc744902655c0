import { z } from 'zod';

export const progressReadingSchema = z.object({
  /** Hash of the people and the activities that were asked for. */
  scope: z.string(),
  /** Mark of the course's people, as Moodle gave it before the reading. */
  people: z.string(),
  /** Mark of the course's completion and grades, likewise. */
  progress: z.string(),
  /** Moodle's own time, epoch seconds, from which on the next reading asks for changes. */
  cursor: z.number().int(),
  /** When everybody was read, epoch milliseconds. */
  fullAt: z.number().int(),
});
/** How the progress of a course was read last, where the companion plugin can tell what changed since. */
export type ProgressReading = z.infer<typeof progressReadingSchema>;

/** What the companion plugin says of a course; each changes whenever what it stands for does. */
export type CourseMarks = Pick<ProgressReading, 'people' | 'progress'>;

/** Read everybody, those who changed since a cursor (epoch seconds), or nothing. */
export type NextReading = { kind: 'all' } | { kind: 'changed'; since: number } | { kind: 'nothing' };

/** A grade can carry a time that lies before its writing: once a day everybody is read. */
const fullEvery = 24 * 60 * 60 * 1000;

/**
 * What has to be read after an earlier reading. Who left a course is no change of theirs: when its people changed,
 * everybody is read.
 *
 * @param marks as Moodle gives them now; undefined where it cannot
 * @param now epoch milliseconds
 */
export function nextReading(
  known: ProgressReading | undefined,
  { scope, marks, now }: { scope: string; marks: CourseMarks | undefined; now: number },
): NextReading {
  if (!known || !marks || known.scope !== scope || known.people !== marks.people) return { kind: 'all' };
  if (now - known.fullAt >= fullEvery) return { kind: 'all' };
  if (known.progress === marks.progress) return { kind: 'nothing' };
  return { kind: 'changed', since: known.cursor };
}
