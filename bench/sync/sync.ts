import { goalOf, type Report, type RunOptions } from '../report-types.ts';
import { openGround, siteAt } from './ground.ts';
import { type Calls, type Practice, startPractice } from './practice.ts';

const members = 10_000;
const single = 300;
const changed = members / 100;
const learners = 300;
const atOnce = 4;
const megabyte = 1024 * 1024;

interface Measured extends Calls {
  what: string;
  planSeconds: number;
  runSeconds: number;
}

/** 10,000 people into a cohort, 1 % of them changed, nothing changed; one call a person; progress of 300. */
export async function measureSync({ progress }: RunOptions): Promise<Report> {
  const practice = await startPractice(members + changed, learners);
  try {
    progress(`one call a person, ${single} people …`);
    const perPerson = await oneByOne(practice);
    progress(`${members} people, one call at a time …`);
    const memory = watchMemory();
    const [sequential] = await rounds(practice, 1, 1);
    progress(`${members} people, ${atOnce} calls at once; then 1 % changed, then nothing …`);
    const [parallel, onePercent, nothing] = await rounds(practice, atOnce, 3);
    const highest = memory();
    progress(`progress of ${learners} people …`);
    const read = await readProgress(practice);
    if (!sequential || !parallel || !onePercent || !nothing) throw new Error('a round is missing');
    const scaled = perPerson * members;
    return {
      name: 'sync',
      goals: [
        goalOf({
          what: `write calls for ${members} people`,
          unit: '',
          better: 'lower',
          goal: 50,
          measured: parallel.writes,
        }),
        goalOf({
          what: 'one call a person (scaled) / batches, one call at a time',
          unit: '',
          better: 'higher',
          goal: 25,
          measured: scaled / sequential.runSeconds,
        }),
        goalOf({ what: 'memory at the highest', unit: 'MB', better: 'lower', goal: 300, measured: highest }),
        goalOf({
          what: '1 % changed: people written',
          unit: '',
          better: 'lower',
          goal: 2 * changed,
          measured: onePercent.written,
        }),
        goalOf({
          what: 'nothing changed: write calls',
          unit: '',
          better: 'lower',
          goal: 0,
          measured: nothing.writes,
        }),
        goalOf({
          what: `progress of ${learners}: time / (calls × latency ÷ ${atOnce})`,
          unit: '',
          better: 'lower',
          goal: 1.2,
          measured: read.ratio,
        }),
      ],
      tables: [
        {
          title: 'A Moodle that answers after 70 ms + 2.2 ms an element',
          columns: ['what', 'plan s', 'run s', 'write calls', 'people written', 'read calls'],
          rows: [sequential, parallel, onePercent, nothing].map((one) => [
            ...[one.what, one.planSeconds, one.runSeconds, one.writes, one.written, one.reads],
          ]),
        },
        {
          title: 'Beside it',
          columns: ['what', 'seconds'],
          rows: [
            [`one call a person: ${single} people`, perPerson * single],
            [`the same scaled to ${members} people (not measured)`, scaled],
            [`progress of ${learners} people, ${read.calls} calls`, read.seconds],
          ],
        },
      ],
      details: { perPerson, sequential, parallel, onePercent, nothing, highest, read },
    };
  } finally {
    await practice.stop();
  }
}

/** Seconds a person. */
async function oneByOne(practice: Practice): Promise<number> {
  const { writer } = siteAt(practice, 1);
  const people = practice.people.slice(0, single);
  const begun = performance.now();
  for (const userId of people) await writer.addCohortMembers(practice.cohortId, [userId]);
  const seconds = (performance.now() - begun) / 1000;
  await siteAt(practice, atOnce).writer.removeCohortMembers(practice.cohortId, people.slice(0, 200));
  await siteAt(practice, atOnce).writer.removeCohortMembers(practice.cohortId, people.slice(200));
  await practice.calls();
  return seconds / single;
}

/** Everybody into an empty cohort; then 1 % leave and as many come; then nothing changes. */
async function rounds(practice: Practice, concurrency: number, count: number): Promise<Measured[]> {
  const { people, cohortId } = practice;
  const ground = await openGround(practice, cohortId, concurrency);
  const measured: Measured[] = [];
  const round = async (what: string): Promise<void> => {
    const { planSeconds, runSeconds, run } = await ground.sync();
    if (run && run.state !== 'done') throw new Error(`${what}: ${run.state}, ${run.failure}`);
    measured.push({ what, planSeconds, runSeconds, ...(await practice.calls()) });
  };
  try {
    await ground.join(people.slice(0, members));
    await round(`${members} people, ${concurrency} ${concurrency === 1 ? 'call at a time' : 'at once'}`);
    if (count > 1) {
      await ground.leave(people.slice(0, changed));
      await ground.join(people.slice(members));
      await round(`${changed} leave, ${changed} come`);
      await round('nothing changed');
    }
    await empty(practice);
    return measured;
  } finally {
    await ground.close();
  }
}

async function empty(practice: Practice): Promise<void> {
  const { reader, writer } = siteAt(practice, atOnce);
  const inside = await reader.cohortMembers(practice.cohortId);
  const batches = Array.from({ length: Math.ceil(inside.length / 200) }, (_, piece) =>
    inside.slice(piece * 200, piece * 200 + 200),
  );
  await Promise.all(batches.map((batch) => writer.removeCohortMembers(practice.cohortId, batch)));
  await practice.calls();
}

async function readProgress(practice: Practice): Promise<{ seconds: number; calls: number; ratio: number }> {
  const { reader } = siteAt(practice, atOnce);
  const begun = performance.now();
  const { people } = await reader.progress(3, practice.learners, [practice.cmId]);
  const seconds = (performance.now() - begun) / 1000;
  const { reads, latencyMs } = await practice.calls();
  if (people.length !== learners) throw new Error(`progress of ${people.length} people`);
  return { seconds, calls: reads, ratio: (seconds * 1000) / (latencyMs / atOnce) };
}

/** Megabytes of resident memory at the highest, until it is asked. */
function watchMemory(): () => number {
  let highest = process.memoryUsage.rss();
  const timer = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 20);
  return () => {
    clearInterval(timer);
    return Math.max(highest, process.memoryUsage.rss()) / megabyte;
  };
}
