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
type Compared = Record<Contestants | 'ratio', number>;

const shares = { p50: 0.5, p95: 0.95, p99: 0.99 };
type Shares = Record<keyof typeof shares, number>;

export function launchReport({ turns, memory, launchesPerRound, people }: LaunchMeasurements): Report {
  const compared = (of: (round: Round) => number): Compared => ({
    ours: median(turns.map(({ ours }) => of(ours))),
    ltijs: median(turns.map(({ ltijs }) => of(ltijs))),
    ratio: median(turns.map(({ ours, ltijs }) => of(ours) / of(ltijs))),
  });
  const cpu = {
    untilTheLine: compared((round) => round.cpuPerLaunch + round.cpuPerLine),
    launch: compared((round) => round.cpuPerLaunch),
    line: compared((round) => round.cpuPerLine),
    ourFirstPage: median(turns.map(({ ours }) => ours.firstPage?.cpuPerPage ?? Number.NaN)),
  };
  const latencyOf = (who: Contestants, of: (round: Round) => readonly number[]): Shares =>
    sharesOf(turns.flatMap((turn) => of(turn[who])));
  const latency = {
    ours: latencyOf('ours', ({ launchMs }) => launchMs),
    ltijs: latencyOf('ltijs', ({ launchMs }) => launchMs),
    ourLine: latencyOf('ours', ({ lineMs }) => lineMs),
    lineOfLtijs: latencyOf('ltijs', ({ lineMs }) => lineMs),
    ourFirstPage: latencyOf('ours', ({ firstPage }) => firstPage?.ms ?? []),
  };
  const heapGrowth = memory.heapAtEnd - memory.heapHalfWay;
  return {
    name: 'launch',
    goals: [
      goalOf({
        what: 'CPU of login and launch with one line, ours / ltijs (aim for 0.25)',
        unit: '',
        better: 'lower',
        goal: 0.33,
        measured: cpu.untilTheLine.ratio,
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

interface Cpu extends Record<'untilTheLine' | 'launch' | 'line', Compared> {
  ourFirstPage: number;
}
type Latency = Record<'ours' | 'ltijs' | 'ourLine' | 'lineOfLtijs' | 'ourFirstPage', Shares>;

function sharesOf(values: readonly number[]): Shares {
  return {
    p50: quantile(values, shares.p50),
    p95: quantile(values, shares.p95),
    p99: quantile(values, shares.p99),
  };
}

function cpuTable(cpu: Cpu, rounds: number, launches: number): Table {
  const row = (what: string, { ours, ltijs, ratio }: Compared) => [what, ours, ltijs, ratio] as const;
  return {
    title: `CPU of the server process in ms, median of ${rounds} rounds of ${launches}`,
    columns: ['', 'ours', 'ltijs', 'ratio'],
    rows: [
      row('login + launch + one line', cpu.untilTheLine),
      row('  login + launch, up to the redirect', cpu.launch),
      row('  the one line that it leads to', cpu.line),
      ['our first page in place of the line', cpu.ourFirstPage, '', ''],
    ],
  };
}

function latencyTable(latency: Latency): Table {
  const row = (what: string, of: Shares) => [what, of.p50, of.p95, of.p99] as const;
  return {
    title: 'Time until answered in ms, four requests under way',
    columns: ['', 'p50', 'p95', 'p99'],
    rows: [
      row('login + launch, ours', latency.ours),
      row('login + launch, ltijs', latency.ltijs),
      row('one line, ours', latency.ourLine),
      row('one line, ltijs', latency.lineOfLtijs),
      row('our first page', latency.ourFirstPage),
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
  const cpuOf = ({ cpuPerLaunch, cpuPerLine }: Round) => ({ cpuPerLaunch, cpuPerLine });
  const { cpuPerPage, size } = ours.firstPage ?? {};
  return { ours: { ...cpuOf(ours), cpuPerPage, pageSize: size }, ltijs: cpuOf(ltijs) };
}
