/** What a benchmark wants to reach. `measured`, `goal`: in `unit`. */
export interface Goal {
  what: string;
  unit: string;
  better: 'lower' | 'higher';
  goal: number;
  measured: number;
  met: boolean;
}

/** Rows as they stand on the screen; the numbers behind them are in `Report.details`. */
export interface Table {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

export interface Report {
  /** Also the name of the file: `bench/results/<name>.json`. */
  name: string;
  goals: readonly Goal[];
  tables: readonly Table[];
  details: Record<string, unknown>;
}

export interface RunOptions {
  /** Write CPU profiles of the measured processes. Profiling costs CPU time: such a run says nothing about goals. */
  profile: boolean;
  progress(line: string): void;
}

export function goalOf(wanted: Omit<Goal, 'met'>): Goal {
  const { better, goal, measured } = wanted;
  return { ...wanted, met: better === 'lower' ? measured <= goal : measured >= goal };
}
