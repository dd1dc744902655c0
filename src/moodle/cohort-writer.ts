import type { MoodleUserId, WriteResult } from '../domain/moodle-state.ts';
import { allDone, type WriteBatch } from './batch.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';

/** Errors of elements come as warnings, without an index, and the others are added. */
export function cohortAdding(client: MoodleClient, cohortId: number): WriteBatch {
  return async (userIds) => {
    const { warnings } = await client.call(moodleFunctions.addCohortMembers, {
      members: userIds.map((id) => ({
        cohorttype: { type: 'id', value: cohortId },
        usertype: { type: 'id', value: id },
      })),
    });
    if (warnings.some(({ message }) => message === `cohort id=${cohortId} not exists`)) {
      throw new MoodleFailure('moodle.target-gone', { details: { cohort: cohortId } });
    }
    const told = warnings.map((warning) => warningResult(warning, cohortId));
    // Whom an unreadable warning is about cannot be told: everybody without a warning of their own may be it.
    const isClear = told.every((one) => one !== undefined);
    const results = new Map(told.flatMap((one) => (one ? [[one.userId, one] as const] : [])));
    return userIds.map(
      (userId) => results.get(userId) ?? { userId, outcome: isClear ? 'done' : ('unknown' as const) },
    );
  };
}

/** The texts stand untranslated in cohort/externallib.php, add_cohort_members(). */
function warningResult(
  { message }: { message: string },
  cohortId: number,
): (WriteResult & { userId: MoodleUserId }) | undefined {
  const already = /^record already exists: cohort\(id=(\d+) id=(\d+)\)/.exec(message);
  if (already && Number(already[1]) === cohortId) return { userId: Number(already[2]), outcome: 'was-so' };
  const gone = /^user id=(\d+) not exists/.exec(message);
  if (gone) return { userId: Number(gone[1]), outcome: 'refused', code: 'moodle.user-unknown', message };
  return undefined;
}

export function cohortRemoving(client: MoodleClient, cohortId: number): WriteBatch {
  return async (userIds) => {
    const members = userIds.map((userid) => ({ cohortid: cohortId, userid }));
    await client.call(moodleFunctions.deleteCohortMembers, { members });
    return allDone(userIds);
  };
}
