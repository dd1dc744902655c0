import { z } from 'zod';

export const launchReportSchema = z.object({
  at: z.number().int(),
  /** By which the log and the page that the person saw name it. */
  requestNumber: z.string().max(20),
  /** Names of the checks that passed, in their order. */
  passed: z.array(z.string().max(40)).max(40),
  /** The check that failed, and why; null for a launch that was let in. */
  failed: z.string().max(40).nullable(),
  code: z.string().max(60).nullable(),
});
/** Which checks of a launch passed and which one failed; no personal data. Times in epoch milliseconds. */
export type LaunchReport = z.infer<typeof launchReportSchema>;

/** Launches whose token the platform signed, and all others: those anybody can cause, as many as they like. */
export const launchReportKinds = ['signed', 'unsigned'] as const;
export type LaunchReportKind = (typeof launchReportKinds)[number];
