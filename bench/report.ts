import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/runtime/project-root.ts';
import type { Goal, Report, Table } from './report-types.ts';

/** Where reports and profiles go; not committed. */
export function resultsFolder(): string {
  return join(projectRoot(), 'bench/results');
}

/** Prints the tables, the goals last, and writes `bench/results/<name>.json`. Missing a goal is no failure. */
export async function writeReport(report: Report, print: (line: string) => void): Promise<void> {
  const { name, goals, tables, details } = report;
  for (const table of [...tables, goalTable(goals)]) {
    print('');
    for (const line of linesOf(table)) print(line);
  }
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: availableParallelism() };
  const file = join(resultsFolder(), `${name}.json`);
  await mkdir(resultsFolder(), { recursive: true });
  const content = { name, measuredAt: new Date().toISOString(), machine, goals, ...details };
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
  print(`\n${machine.node}, ${machine.cores} × ${machine.cpu}; written to bench/results/${name}.json`);
}

function goalTable(goals: readonly Goal[]): Table {
  return {
    title: 'Goals',
    columns: ['what', 'goal', 'measured', ''],
    rows: goals.map(({ what, unit, better, goal, measured, met }) => [
      what,
      `${better === 'lower' ? '≤' : '≥'} ${goal} ${unit}`.trim(),
      `${rounded(measured)} ${unit}`.trim(),
      met ? 'met' : 'MISSED',
    ]),
  };
}

/** Text columns stand left, columns of numbers right. */
function linesOf({ title, columns, rows }: Table): string[] {
  const cells = [columns, ...rows].map((row) => row.map((cell) => String(rounded(cell))));
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const isNumeric = columns.map((_, at) => rows.every((row) => typeof row[at] === 'number'));
  const lines = cells.map((row) =>
    row
      .map((cell, at) => (isNumeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [title, ...lines.slice(0, 1), rule, ...lines.slice(1)];
}

/** Three digits that matter are more than a benchmark can promise. */
function rounded<Cell>(cell: Cell): Cell | string {
  if (typeof cell !== 'number' || Number.isInteger(cell)) return cell;
  return Math.abs(cell) >= 100 ? cell.toFixed(0) : Math.abs(cell) >= 10 ? cell.toFixed(1) : cell.toFixed(3);
}
