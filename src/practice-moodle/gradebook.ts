import type { Activity } from './course.ts';
import { type AppliedScore, type Grade, gradeAfter } from './grade.ts';
import { columnOf, type GradeItem } from './grade-item.ts';
import type { State } from './state.ts';

export type Completion = 0 | 1;

export function gradeOf(state: State, itemId: string, userId: string): Grade | undefined {
  return state.grades[itemId]?.[userId];
}

/** All cells of a column, by user id. */
export function gradesOf(state: State, itemId: string): [userId: string, grade: Grade][] {
  return Object.entries(state.grades[itemId] ?? {});
}

export function saveScore(
  state: State,
  item: GradeItem,
  userId: string,
  score: AppliedScore,
  now: number,
): void {
  const column = state.grades[item.id] ?? {};
  state.grades[item.id] = column;
  column[userId] = gradeAfter(item, column[userId], score, now);
}

/** A changed maximum keeps everybody's percentage (rescale_grades_keep_percentage()). */
export function changeMaximum(state: State, item: GradeItem, max: number): void {
  for (const grade of Object.values(state.grades[item.id] ?? {})) {
    if (grade.value !== null && item.max !== 0) grade.value = (grade.value * max) / item.max;
  }
  item.max = max;
}

export function deleteColumn(state: State, item: GradeItem): void {
  state.gradeItems.splice(state.gradeItems.indexOf(item), 1);
  delete state.grades[item.id];
}

/** "Receive a grade": any number completes, also 0, and an erased one takes it back. */
export function completionOf(state: State, activity: Activity, userId: string): Completion {
  const column = columnOf(state.gradeItems, activity);
  if (activity.completion === 'none' || !column) return 0;
  return (gradeOf(state, column.id, userId)?.value ?? null) === null ? 0 : 1;
}
