import { randomUUID } from 'node:crypto';
import { median } from '../statistics.ts';
import { batchSize, type Contestant, claimSize, memberOf, taskOf } from './contestant.ts';

/** How often each work is done in a round, where not told otherwise. */
export interface Scale {
  rounds: number;
  singles: number;
  batches: number;
  reads: number;
  pages: number;
  claims: number;
}

/** Microseconds for one document, page or claim, by contestant; and the port's as a multiple of the bare driver's. */
export interface Cost {
  what: string;
  bare: number;
  port: number;
  ratio: number;
}

type Work = (on: Contestant, space: string) => Promise<number>;

/** Two contestants, each on an empty database of its own. */
export interface Pair {
  bare: Contestant;
  port: Contestant;
  close(): Promise<void>;
}

/**
 * In every round both do everything, in turns, on new databases; the first round is thrown away. The ratio is the
 * median of the rounds'.
 */
export async function compare(open: () => Promise<Pair>, scale: Scale): Promise<Cost[]> {
  const works = worksOf(scale);
  const times = works.map(() => ({ bare: [] as number[], port: [] as number[] }));
  for (let round = 0; round <= scale.rounds; round += 1) {
    const pair = await open();
    const spaces = { bare: randomUUID(), port: randomUUID() };
    const turns = round % 2 === 0 ? (['bare', 'port'] as const) : (['port', 'bare'] as const);
    for (const [at, { work }] of works.entries()) {
      for (const who of turns) {
        const micros = await work(pair[who], spaces[who]);
        if (round > 0) times[at]?.[who].push(micros);
      }
    }
    await pair.close();
  }
  return works.map(({ what }, at) => {
    const { bare: alone = [], port: through = [] } = times[at] ?? {};
    const ratio = median(through.map((micros, round) => micros / (alone[round] ?? Number.NaN)));
    return { what, bare: median(alone), port: median(through), ratio };
  });
}

function worksOf(scale: Scale): { what: string; work: Work }[] {
  const known = new Map<Contestant, string[]>();
  return [
    {
      what: 'single write',
      work: (on, space) => timed(scale.singles, (at) => on.insertOne(memberOf(space, at + 1))),
    },
    {
      what: `write in a batch of ${batchSize}`,
      async work(on, space) {
        const batches = Array.from({ length: scale.batches }, () =>
          Array.from({ length: batchSize }, (_, at) => memberOf(space, at + 1)),
        );
        known.set(
          on,
          batches.flat().map(({ id }) => id),
        );
        return (await timed(scale.batches, (at) => on.insertMany(batches[at] ?? []))) / batchSize;
      },
    },
    {
      what: 'get',
      work(on) {
        const ids = known.get(on) ?? [];
        return timed(scale.reads, (at) => on.get(ids[at % ids.length] ?? ''));
      },
    },
    { what: 'find, a page of 100', work: (on, space) => timed(scale.pages, () => on.find(space)) },
    {
      what: `claim of ${claimSize}`,
      async work(on) {
        await on.addTasks(Array.from({ length: scale.claims * claimSize }, (_, at) => taskOf(at)));
        return timed(scale.claims, () => on.claim());
      },
    },
    {
      what: 'claim of one',
      async work(on) {
        await on.addTasks(Array.from({ length: scale.claims }, (_, at) => taskOf(at)));
        return timed(scale.claims, () => on.claimOne());
      },
    },
  ];
}

/** Microseconds a time. */
async function timed(times: number, work: (at: number) => unknown): Promise<number> {
  const start = performance.now();
  for (let at = 0; at < times; at += 1) await work(at);
  return ((performance.now() - start) * 1000) / times;
}
