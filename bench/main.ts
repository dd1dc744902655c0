import { writeReport } from './report.ts';
import type { Report, RunOptions } from './report-types.ts';

/** Every benchmark, by the name that `npm run bench -- <name>` takes. */
const benchmarks: Record<
  string,
  { what: string; load(): Promise<(options: RunOptions) => Promise<Report>> }
> = {
  launch: {
    what: 'CPU and latency of a launch beside bare ltijs; memory over 10,000 launches',
    load: async () => (await import('./launch/launch.ts')).measureLaunches,
  },
  pages: {
    what: "the trainer's matrix and a module page beside the page of an empty space; size of the matrix",
    load: async () => (await import('./pages/pages.ts')).measurePagesBench,
  },
  services: {
    what: 'time to deliver 5,000 queued scores; memory for a roster of 10,000',
    load: async () => (await import('./services/services.ts')).measureServices,
  },
  store: {
    what: 'what the store costs beside the bare driver, for each adapter that there is',
    load: async () => (await import('./store/store.ts')).measureStore,
  },
  moodle: {
    what: 'web services: members of a cohort in batches and singly; progress of 300 people',
    load: async () => (await import('./moodle/moodle.ts')).measureMoodle,
  },
  sync: {
    what: '10,000 people into a Moodle cohort, 1 % changed, nothing changed; progress of 300',
    load: async () => (await import('./sync/sync.ts')).measureSync,
  },
};

const [name = '', ...flags] = process.argv.slice(2);
const chosen = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
const profileFlag = '--profile';

if (chosen && flags.every((flag) => flag === profileFlag)) {
  const measure = await chosen.load();
  const report = await measure({
    profile: flags.includes(profileFlag),
    progress: (line) => void process.stderr.write(`${line}\n`),
  });
  await writeReport(report, (line) => void process.stdout.write(`${line}\n`));
} else {
  const lines = Object.entries(benchmarks).map(([known, { what }]) => `  ${known.padEnd(12)}${what}`);
  process.stdout.write(
    `Usage: npm run bench -- <name> [${profileFlag}]\n\n${lines.join('\n')}\n\n` +
      `${profileFlag} writes CPU profiles of the measured servers to bench/results/profiles.\n`,
  );
  if (name !== '') process.exitCode = 1;
}
