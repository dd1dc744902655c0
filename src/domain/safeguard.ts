import { z } from 'zod';

export const holdReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('mapping-not-reviewed'), mappingId: z.string() }),
  z.object({ code: z.literal('source-turned-empty'), mappingId: z.string(), before: z.number().int() }),
  z.object({
    code: z.literal('group-loses-many'),
    target: z.string(),
    taken: z.number().int(),
    of: z.number().int(),
  }),
  z.object({ code: z.literal('all-lose-many'), taken: z.number().int(), of: z.number().int() }),
  z.object({ code: z.literal('not-reversible'), steps: z.number().int() }),
  z.object({ code: z.literal('undo'), planId: z.string() }),
]);
/** Why a plan waits for a human. */
export type HoldReason = z.infer<typeof holdReasonSchema>;

/** What the safeguard looks at. */
export interface Taking {
  /** For each target: how many people are in it, and how many the plan takes away. */
  targets: readonly { target: string; size: number; taken: number }[];
  /** For each mapping: people in its source now, and when it was last applied. */
  sources: readonly { mappingId: string; now: number; before: number; isReviewed: boolean }[];
  /** Steps that cannot be undone. */
  irreversible: number;
  /** Whether everything was read completely. */
  isComplete: boolean;
}

/** Run; hold for a human and say why; or refuse, because nothing may be taken away on what was not read completely. */
export type Verdict = { kind: 'run' } | { kind: 'hold'; reasons: HoldReason[] } | { kind: 'refuse' };

const fewPeople = 5;
const smallShare = 0.05;

/** How many people a run may take away from that many without asking: five, or five in a hundred. */
export function mostTaken(size: number): number {
  return Math.max(fewPeople, Math.floor(size * smallShare));
}

export function safeguard({ targets, sources, irreversible, isComplete }: Taking): Verdict {
  const taken = targets.reduce((sum, target) => sum + target.taken, 0);
  const all = targets.reduce((sum, target) => sum + target.size, 0);
  if (!isComplete && taken > 0) return { kind: 'refuse' };
  const reasons: HoldReason[] = [
    ...sources
      .filter(({ isReviewed }) => !isReviewed)
      .map(({ mappingId }): HoldReason => ({ code: 'mapping-not-reviewed', mappingId })),
    ...sources
      .filter(({ now, before }) => now === 0 && before > 0)
      .map(({ mappingId, before }): HoldReason => ({ code: 'source-turned-empty', mappingId, before })),
    ...targets
      .filter((target) => target.taken > mostTaken(target.size))
      .map(({ target, taken, size }): HoldReason => ({ code: 'group-loses-many', target, taken, of: size })),
  ];
  if (taken > mostTaken(all)) reasons.push({ code: 'all-lose-many', taken, of: all });
  if (irreversible > 0) reasons.push({ code: 'not-reversible', steps: irreversible });
  return reasons.length > 0 ? { kind: 'hold', reasons } : { kind: 'run' };
}
