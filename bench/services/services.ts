import { goalOf, type Report, type RunOptions } from '../report-types.ts';
import { startSlowPlatform } from './platform.ts';
import { readRoster } from './roster.ts';
import { drainSeconds } from './scores.ts';

const latencyMs = 50;
const scores = 5000;
const workers = 4;
const members = 10_000;

/** The services of a platform under load: a queue of scores, and a long roster. */
export async function measureServices({ progress }: RunOptions): Promise<Report> {
  const platform = await startSlowPlatform(latencyMs, members);
  try {
    progress(`a roster of ${members} people …`);
    const roster = await readRoster(platform);
    progress(`${scores} scores, ${workers} workers, ${latencyMs} ms a call …`);
    const seconds = await drainSeconds(platform, scores, workers);
    const least = (scores * latencyMs) / workers / 1000;
    if (roster.members !== members || platform.scores() !== scores) {
      throw new Error(`${roster.members} members and ${platform.scores()} scores arrived`);
    }
    return {
      name: 'services',
      goals: [
        goalOf({
          what: 'time for the scores / (scores × latency ÷ workers)',
          unit: '',
          better: 'lower',
          goal: 1.2,
          measured: seconds / least,
        }),
        goalOf({
          what: `memory for a roster of ${members} in pages of 200`,
          unit: 'MB',
          better: 'lower',
          goal: 150,
          measured: roster.memory,
        }),
      ],
      tables: [
        {
          title: `Calls that take ${latencyMs} ms`,
          columns: ['what', 'seconds'],
          rows: [
            [`${scores} scores with ${workers} workers`, seconds],
            ['the least that these calls can take', least],
            [`roster of ${members}`, roster.seconds],
          ],
        },
      ],
      details: { scores, workers, latencyMs, seconds, roster },
    };
  } finally {
    platform.close();
  }
}
