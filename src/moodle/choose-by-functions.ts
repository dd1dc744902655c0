import { type Clock, minute } from '../runtime/clock.ts';
import type { MoodleClient } from './client.ts';
import { createMoodleReader } from './create-reader.ts';
import { createMoodleWriter } from './create-writer.ts';
import type { MoodleFunction } from './functions.ts';
import { pluginFunctions } from './plugin-functions.ts';
import { createPluginReader } from './plugin-reader.ts';
import { createPluginWriter } from './plugin-writer.ts';
import type { MoodleReader } from './reader.ts';
import type { MoodleWriter } from './writer.ts';

/** How long a list of functions is believed: a plugin may come, go or be updated. */
const believedMs = 15 * minute;

/**
 * Reader and writer of a site: each method uses the companion plugin where the site lists its function, and Moodle's
 * own functions else.
 */
export function chooseByFunctions(
  client: MoodleClient,
  clock: Clock,
): { reader: MoodleReader; writer: MoodleWriter } {
  const core = createMoodleReader(client, clock);
  const plugin = createPluginReader(client, clock);
  const [coreWriter, pluginWriter] = [createMoodleWriter(client), createPluginWriter(client)];
  let listed = { at: Number.NEGATIVE_INFINITY, names: new Set<string>() };

  const has = async ({ name }: MoodleFunction<unknown>): Promise<boolean> => {
    if (clock() - listed.at > believedMs) {
      listed = { at: clock(), names: new Set((await core.siteInfo()).functions) };
    }
    return listed.names.has(name);
  };
  const read = async (asked: MoodleFunction<unknown>) => ((await has(asked)) ? plugin : core);
  const write = async () => ((await has(pluginFunctions.applyChanges)) ? pluginWriter : coreWriter);
  return {
    reader: {
      ...core,
      cohorts: async () => (await read(pluginFunctions.cohorts)).cohorts(),
      cohortMembers: async (id) => (await read(pluginFunctions.cohortMembers)).cohortMembers(id),
      courses: async () => (await read(pluginFunctions.courses)).courses(),
      enrolments: async (id) => (await read(pluginFunctions.enrolments)).enrolments(id),
      roles: async (id) => (await read(pluginFunctions.enrolments)).roles(id),
      groups: async (id) => (await read(pluginFunctions.groups)).groups(id),
      activities: async (id) => (await read(pluginFunctions.activities)).activities(id),
      progress: async (...asked) => (await read(pluginFunctions.progress)).progress(...asked),
      courseMarks: async (ids) => (await read(pluginFunctions.marks)).courseMarks(ids),
    },
    writer: {
      batchSize: (kind) =>
        (listed.names.has(pluginFunctions.applyChanges.name) ? pluginWriter : coreWriter).batchSize(kind),
      addCohortMembers: async (...to) => (await write()).addCohortMembers(...to),
      removeCohortMembers: async (...to) => (await write()).removeCohortMembers(...to),
      enrol: async (...to) => (await write()).enrol(...to),
      unenrol: async (...to) => (await write()).unenrol(...to),
      addGroupMembers: async (...to) => (await write()).addGroupMembers(...to),
      removeGroupMembers: async (...to) => (await write()).removeGroupMembers(...to),
    },
  };
}
