import { goalOf, type Report, type RunOptions } from '../report-types.ts';
import { latency, openSlowMoodle } from './ground.ts';
import { addMembers } from './members.ts';
import { readProgressOf } from './progress.ts';

const members = 10_000;
const singly = 300;
const batch = 200;
const learners = 300;
const atOnce = 4;

/** Client, reader and writer alone, without a plan and a journal around them. */
export async function measureMoodle({ progress }: RunOptions): Promise<Report> {
  const moodle = await openSlowMoodle();
  try {
    const people = moodle.invent(members).map(({ userId }) => Number(userId));
    progress(`${singly} people, one call each …`);
    const alone = await addMembers(moodle, people.slice(0, singly), { batch: 1, atOnce: 1 });
    progress(`${members} people in batches of ${batch}, one call after the other …`);
    const sequential = await addMembers(moodle, people, { batch, atOnce: 1 });
    progress(`… and ${atOnce} calls at once …`);
    const parallel = await addMembers(moodle, people, { batch, atOnce });
    progress(`progress of ${learners} people …`);
    const read = await readProgressOf(moodle, learners, atOnce);
    const scaled = (alone.seconds / singly) * members;
    const least = (read.calls * (latency.callMs + latency.elementMs)) / atOnce / 1000;
    return {
      name: 'moodle',
      goals: [
        goalOf({
          what: `calls for ${members} members`,
          unit: '',
          better: 'lower',
          goal: 50,
          measured: sequential.calls,
        }),
        goalOf({
          what: 'times faster than one call a person (scaled)',
          unit: '',
          better: 'higher',
          goal: 25,
          measured: scaled / sequential.seconds,
        }),
        goalOf({
          what: 'progress: time / (calls × latency ÷ calls at once)',
          unit: '',
          better: 'lower',
          goal: 1.2,
          measured: read.seconds / least,
        }),
      ],
      tables: [
        {
          title: `A Moodle that answers after ${latency.callMs} ms and ${latency.elementMs} ms an element`,
          columns: ['what', 'calls', 'seconds'],
          rows: [
            [`${singly} members, one a call`, alone.calls, alone.seconds],
            [`${members} members, one a call (scaled from ${singly})`, members, scaled],
            [`${members} members, ${batch} a call`, sequential.calls, sequential.seconds],
            [`${members} members, ${batch} a call, ${atOnce} at once`, parallel.calls, parallel.seconds],
            [`progress of ${learners} people, ${atOnce} at once`, read.calls, read.seconds],
            ['the least that these calls can take', read.calls, least],
          ],
        },
      ],
      details: { members, singly, batch, learners, atOnce, latency, alone, sequential, parallel, read },
    };
  } finally {
    await moodle.close();
  }
}
