import { goalOf, type Report } from '../report-types.ts';
import { median, quantile } from '../statistics.ts';
import { people, units } from './crowd.ts';
import type { PageTimes } from './measure.ts';

const mostBytes = 400;
const titles: Record<keyof PageTimes, string> = {
  empty: 'empty space',
  matrix: `matrix, ${people} people × ${units} units`,
  module: 'module page, a unit to read',
};

export function pagesReport(times: PageTimes): Report {
  const p95 = (name: keyof PageTimes): number => quantile(times[name].ms, 0.95);
  const names = Object.keys(titles) as (keyof PageTimes)[];
  const ratio = (name: keyof PageTimes): number => p95(name) / p95('empty');
  return {
    name: 'pages',
    goals: [
      goalOf({
        what: 'p95 of the matrix / p95 of an empty space',
        ...{ unit: '×', better: 'lower', goal: 30, measured: ratio('matrix') },
      }),
      goalOf({
        what: 'p95 of a module page / p95 of an empty space',
        ...{ unit: '×', better: 'lower', goal: 3, measured: ratio('module') },
      }),
      goalOf({
        what: 'HTML of the matrix',
        ...{ unit: 'KB', better: 'lower', goal: mostBytes, measured: times.matrix.bytes / 1000 },
      }),
    ],
    tables: [
      {
        title: 'Pages, one request at a time',
        columns: ['page', 'median ms', 'p95 ms', 'KB'],
        rows: names.map((name) => [
          titles[name],
          median(times[name].ms),
          p95(name),
          times[name].bytes / 1000,
        ]),
      },
    ],
    details: {
      people,
      units,
      pages: Object.fromEntries(
        names.map((name) => [
          name,
          {
            requests: times[name].ms.length,
            medianMs: median(times[name].ms),
            p95Ms: p95(name),
            bytes: times[name].bytes,
          },
        ]),
      ),
    },
  };
}
