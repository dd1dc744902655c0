import { createMoodleReader } from '../../src/moodle/create-reader.ts';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { clientOf, secondsOf } from './ground.ts';

const courseId = 4;

/** Reads the progress of so many people in one course. */
export async function readProgressOf(
  moodle: PracticeMoodle,
  people: number,
  atOnce: number,
): Promise<{ seconds: number; calls: number }> {
  const page = moodle.webServices.addModule(courseId, { name: 'Seite' });
  moodle.webServices.addModule(courseId, { name: 'Aufgabe', module: 'assign', grademax: 10 });
  const ids = moodle.enrol(people, String(courseId)).map(({ userId }) => Number(userId));
  for (const userId of ids.filter((id) => id % 2 === 0)) {
    moodle.webServices.setState({ cmid: page.cmid, userId, completion: 1, grade: null });
  }
  const client = clientOf(moodle, atOnce);
  const reader = createMoodleReader(client, Date.now);
  const seconds = await secondsOf(async () => {
    const progress = await reader.progress(courseId, ids, [page.cmid]);
    if (progress.people.length !== people || progress.completeness !== 'known') {
      throw new Error(`${progress.people.length} people, completeness ${progress.completeness}`);
    }
  });
  return { seconds, calls: client.count };
}
