import { goalOf, type Report, type Table } from '../report-types.ts';
import { median, quantile } from '../statistics.ts';
import type { MemoryUse } from './memory.ts';
import type { Round } from './round.ts';

export interface LaunchMeasurements {
  turns: readonly { ours: Round; ltijs: Round }[];
  memory: MemoryUse;
  launchesPerRound: number;
  people: number;
}

type Contestants = 'ours' | 'ltijs';

const shares = { p50: 0.5, p95: 0.95, p99: 0.99 };

export function launchReport({ turns, memory, launchesPerRound, people }: LaunchMeasurements): Report {
  const ofRounds = (who: Contestants, of: (round: Round) => number): number =>
    median(turns.map((turn) => of(turn[who])));
  const ratio = (of: (round: Round) => number): number =>
    median(turns.map(({ ours, ltijs }) => of(ours) / of(ltijs)));
  const cpuOf = (of: (round: Round) => number) => ({
    ours: ofRounds('ours', of),
    ltijs: ofRounds('ltijs', of),
    ratio: ratio(of),
  });
  const cpu = {
    launch: cpuOf((round) => round.cpuPerLaunch),
    firstPage: cpuOf((round) => round.cpuPerPage),
    together: cpuOf((round) => round.cpuPerLaunch + round.cpuPerPage),
    untilTheirLine: {
      ours: ofRounds('ours', (round) => round.cpuPerLaunch),
      ltijs: ofRounds('ltijs', (round) => round.cpuPerLaunch + round.cpuPerPage),
      ratio: median(
        turns.map(({ ours, ltijs }) => ours.cpuPerLaunch / (ltijs.cpuPerLaunch + ltijs.cpuPerPage)),
      ),
    },
  };
  const latency = {
    launch: { ours: latencyOf(turns, 'ours', 'launchMs'), ltijs: latencyOf(turns, 'ltijs', 'launchMs') },
    firstPage: { ours: latencyOf(turns, 'ours', 'pageMs'), ltijs: latencyOf(turns, 'ltijs', 'pageMs') },
  };
  const heapGrowth = memory.heapAtEnd - memory.heapHalfWay;
  return {
    name: 'launch',
    goals: [
      goalOf({
        what: 'CPU of login and launch, ours / ltijs (aim for 0.25)',
        unit: '',
        better: 'lower',
        goal: 0.33,
        measured: cpu.launch.ratio,
      }),
      goalOf({
        what: 'RSS after 10,000 launches',
        unit: 'MB',
        better: 'lower',
        goal: 300,
        measured: memory.rss,
      }),
      goalOf({
        what: 'heap growth from launch 5,000 to 10,000',
        unit: 'MB',
        better: 'lower',
        goal: 10,
        measured: heapGrowth,
      }),
    ],
    tables: [
      cpuTable(cpu, turns.length, launchesPerRound),
      latencyTable(latency),
      memoryTable(memory, heapGrowth),
    ],
    details: {
      rounds: turns.length,
      launchesPerRound,
      people,
      cpu,
      latency,
      memory,
      perRound: turns.map(summary),
    },
  };
}

type Cpu = Record<
  'launch' | 'firstPage' | 'together' | 'untilTheirLine',
  Record<Contestants | 'ratio', number>
>;
type Latency = Record<'launch' | 'firstPage', Record<Contestants, Record<keyof typeof shares, number>>>;

function latencyOf(
  turns: LaunchMeasurements['turns'],
  who: Contestants,
  of: 'launchMs' | 'pageMs',
): Record<keyof typeof shares, number> {
  const all = turns.flatMap((turn) => turn[who][of]);
  return { p50: quantile(all, shares.p50), p95: quantile(all, shares.p95), p99: quantile(all, shares.p99) };
}

function cpuTable(cpu: Cpu, rounds: number, launches: number): Table {
  const row = (what: string, { ours, ltijs, ratio }: Cpu['launch']) => [what, ours, ltijs, ratio] as const;
  return {
    title: `CPU of the server process in ms, median of ${rounds} rounds of ${launches}`,
    columns: ['', 'ours', 'ltijs', 'ratio'],
    rows: [
      row('login + launch, up to the redirect', cpu.launch),
      row('the same, for ltijs with its one line', cpu.untilTheirLine),
      row('after it: our first page, one line by ltijs', cpu.firstPage),
      row('login, launch and page together', cpu.together),
    ],
  };
}

function latencyTable({ launch, firstPage }: Latency): Table {
  const row = (what: string, of: Latency['launch']['ours']) => [what, of.p50, of.p95, of.p99] as const;
  return {
    title: 'Time until answered in ms, four requests under way',
    columns: ['', 'p50', 'p95', 'p99'],
    rows: [
      row('login + launch, ours', launch.ours),
      row('login + launch, ltijs', launch.ltijs),
      row('our first page', firstPage.ours),
      row('one line by ltijs', firstPage.ltijs),
    ],
  };
}

function memoryTable(memory: MemoryUse, heapGrowth: number): Table {
  return {
    title: '10,000 people launch for the first time (ours)',
    columns: ['', 'MB'],
    rows: [
      ['RSS at the end', memory.rss],
      ['heap after launch 5,000', memory.heapHalfWay],
      ['heap after launch 10,000', memory.heapAtEnd],
      ['heap growth', heapGrowth],
      ['CPU of such a login + launch, in ms', memory.cpuPerFirstLaunch],
    ],
  };
}

function summary({ ours, ltijs }: LaunchMeasurements['turns'][number]) {
  const short = ({ cpuPerLaunch, cpuPerPage, pageSize }: Round) => ({ cpuPerLaunch, cpuPerPage, pageSize });
  return { ours: short(ours), ltijs: short(ltijs) };
}
