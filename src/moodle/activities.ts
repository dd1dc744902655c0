import type { CompletionTracking, MoodleActivity } from '../domain/moodle-progress.ts';
import type { MoodleClient } from './client.ts';
import { moodleFunctions } from './functions.ts';

/** COMPLETION_TRACKING_NONE, _MANUAL, _AUTOMATIC (lib/completionlib.php). */
const trackings: readonly CompletionTracking[] = ['none', 'manual', 'automatic'];

/**
 * Activities in the order of the course. Those whose `mod/…:view` the service account lacks are left out by Moodle
 * without a word; `readProgress` tells whether there are such.
 *
 * @throws MoodleFailure
 */
export async function readActivities(client: MoodleClient, courseId: number): Promise<MoodleActivity[]> {
  const sections = await client.call(moodleFunctions.contents, {
    courseid: courseId,
    options: [{ name: 'excludecontents', value: 1 }],
  });
  return sections
    .flatMap(({ modules }) => modules)
    .map(({ id, name, modname, visible, completion }) => ({
      cmId: id,
      module: modname,
      name,
      visible,
      tracking: trackings[completion] ?? 'none',
    }));
}
