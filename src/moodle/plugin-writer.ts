import type { MoodleErrorCode } from '../domain/moodle-failure.ts';
import type { MoodleUserId, WriteResult } from '../domain/moodle-state.ts';
import { packed } from '../domain/packed-ids.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { pluginFunctions } from './plugin-functions.ts';
import type { MoodleWriter } from './writer.ts';

/** One call a batch; a plan is journaled batch by batch, so that a broken one leaves little to look up. */
const batchSize = 1000;

/** Reasons of the plugin (classes/changes/refusal.php) in our codes. */
const codes: Record<string, MoodleErrorCode> = {
  unknownuser: 'moodle.user-unknown',
  unknowncohort: 'moodle.record-unknown',
  unknowncourse: 'moodle.record-unknown',
  unknowngroup: 'moodle.record-unknown',
  norights: 'moodle.capability-missing',
  norole: 'moodle.role-not-assignable',
  nomanualenrolment: 'moodle.no-manual-enrolment',
  notenrolled: 'moodle.value-refused',
  maintainedelsewhere: 'moodle.value-refused',
  failed: 'moodle.failed',
};
/** Reasons that concern everybody in the batch: nothing was written, and an administrator has to help. */
const ofAll: readonly string[] = ['norights', 'norole', 'nomanualenrolment'];

/**
 * Writes by the companion plugin: a result for each person, no welcome mail, and dates and status of those who are
 * enrolled stay as they are unless a status is asked for.
 */
export function createPluginWriter(client: MoodleClient): MoodleWriter {
  const write = async (
    userIds: readonly MoodleUserId[],
    change: Readonly<Record<string, string | number>>,
  ): Promise<WriteResult[]> => {
    if (userIds.length > batchSize) throw new RangeError(`${userIds.length} people in a batch`);
    if (userIds.length === 0) return [];
    const changes = JSON.stringify([{ ...change, users: packed(userIds) }]);
    try {
      const [result] = await client.call(pluginFunctions.applyChanges, { changes });
      return resultsOf(userIds, result);
    } catch (error) {
      if (!(error instanceof MoodleFailure && error.isLost)) throw error;
      return userIds.map((userId) => ({ userId, outcome: 'unknown', code: error.code }));
    }
  };
  return {
    batchSize: () => batchSize,
    addCohortMembers: (cohort, userIds) => write(userIds, { do: 'cohort-add', cohort }),
    removeCohortMembers: (cohort, userIds) => write(userIds, { do: 'cohort-remove', cohort }),
    enrol: (course, role, userIds, status) => write(userIds, { do: 'enrol', course, role, status }),
    unenrol: (course, userIds) => write(userIds, { do: 'unenrol', course }),
    addGroupMembers: (group, userIds) => write(userIds, { do: 'group-add', group }),
    removeGroupMembers: (group, userIds) => write(userIds, { do: 'group-remove', group }),
  };
}

interface PluginResult {
  done: number[];
  wasso: number[];
  refused: { userid: number; code: string; message: string }[];
}

/** @throws MoodleFailure where everybody was refused for a reason that an administrator has to mend */
function resultsOf(userIds: readonly MoodleUserId[], result: PluginResult | undefined): WriteResult[] {
  const [first] = result?.refused ?? [];
  if (first && result?.refused.length === userIds.length && ofAll.includes(first.code)) {
    throw new MoodleFailure(codes[first.code] ?? 'moodle.failed', { said: first.message });
  }
  const [done, wasSo] = [new Set(result?.done), new Set(result?.wasso)];
  const refused = new Map(result?.refused.map((one) => [one.userid, one]));
  return userIds.map((userId): WriteResult => {
    if (done.has(userId)) return { userId, outcome: 'done' };
    if (wasSo.has(userId)) return { userId, outcome: 'was-so' };
    const why = refused.get(userId);
    if (!why) return { userId, outcome: 'unknown' };
    return { userId, outcome: 'refused', code: codes[why.code] ?? 'moodle.failed', message: why.message };
  });
}
