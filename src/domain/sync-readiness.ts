import type { ErrorCode } from './errors.ts';
import { isProtected } from './sync-plan.ts';
import type { HeldState, SyncStep } from './sync-step.ts';
import type { SyncTarget } from './sync-target.ts';

/** What a run does with a step, seen what Moodle shows just before: write, nothing to do, or leave it and say why. */
export type Readiness = { kind: 'write' } | { kind: 'was-so' } | { kind: 'skip'; code: ErrorCode };

/**
 * A plan is some minutes or hours old when it runs: each step is held against what is there now, and whatever
 * differs from what was planned for makes less happen, never more.
 */
export function readinessOf(
  target: SyncTarget,
  { action }: Pick<SyncStep, 'action'>,
  held: HeldState | undefined,
  pin?: 'stays' | 'never' | undefined,
): Readiness {
  const skip = (code: ErrorCode): Readiness => ({ kind: 'skip', code });
  switch (action) {
    case 'list':
      return { kind: 'was-so' };
    case 'add':
      if (held) return held.status === 'active' ? { kind: 'was-so' } : skip('sync.changed-meanwhile');
      return pin === 'never' ? skip('sync.pinned') : { kind: 'write' };
    case 'reactivate':
      if (!held) return skip('sync.changed-meanwhile');
      if (held.status === 'active') return { kind: 'was-so' };
      return pin === 'never' ? skip('sync.pinned') : { kind: 'write' };
    case 'suspend':
    case 'remove':
      if (!held || (action === 'suspend' && held.status === 'suspended')) return { kind: 'was-so' };
      if (pin === 'stays') return skip('sync.pinned');
      return isProtected(target, held) ? skip('sync.holds-other-role') : { kind: 'write' };
  }
}

/** Whether what a step wants is there. */
export function isInEffect({ action }: Pick<SyncStep, 'action'>, held: HeldState | undefined): boolean {
  switch (action) {
    case 'list':
      return true;
    case 'add':
    case 'reactivate':
      return held?.status === 'active';
    case 'suspend':
      return held?.status === 'suspended';
    case 'remove':
      return held === undefined;
  }
}
