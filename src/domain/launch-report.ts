/** Which checks of a launch passed and which one failed; no personal data. Times in epoch milliseconds. */
export interface LaunchReport {
  at: number;
  /** By which the log and the page that the person saw name it. */
  requestNumber: string;
  /** Names of the checks that passed, in their order. */
  passed: readonly string[];
  /** The check that failed, and why; null for a launch that was let in. */
  failed: string | null;
  code: string | null;
}

/** Launches whose token the platform signed, and all others: those anybody can cause, as many as they like. */
export const launchReportKinds = ['signed', 'unsigned'] as const;
export type LaunchReportKind = (typeof launchReportKinds)[number];
