import { type SyncStep, syncActions } from '../domain/sync-step.ts';
import type { T } from './language.ts';
import type { SignedInVisit } from './visit.ts';

const filters = ['all', ...syncActions, 'irreversible'] as const;
export type StepFilterName = (typeof filters)[number];

/** Which steps of a plan a page shows; it stands in the address. */
export interface StepFilter {
  show: StepFilterName;
  /** Key of a target. */
  target?: string;
  /** From 1. */
  page: number;
}

export interface Pill {
  name: StepFilterName;
  label: string;
  href: string;
  isCurrent: boolean;
}

export function filterOf({ request }: Pick<SignedInVisit, 'request'>): StepFilter {
  const { show, target, page } = request.query as Record<string, unknown>;
  return {
    show: filters.find((name) => name === show) ?? 'all',
    ...(typeof target === 'string' && target !== '' ? { target: target.slice(0, 300) } : {}),
    page: typeof page === 'string' && /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
  };
}

export function filteredSteps(steps: readonly SyncStep[], { show, target }: StepFilter): SyncStep[] {
  return steps.filter((step) => isShown(step, show) && (target === undefined || step.target === target));
}

/** A link for each kind of step that there is, with its count. */
export function pillsOf(t: T, steps: readonly SyncStep[], filter: StepFilter): Pill[] {
  const own = steps.filter((step) => filter.target === undefined || step.target === filter.target);
  return filters.flatMap((name): Pill[] => {
    const count = own.filter((step) => isShown(step, name)).length;
    if (count === 0 && name !== 'all' && name !== filter.show) return [];
    const label = t(`sync-plan.filters.${name}`, { count });
    return [
      {
        name,
        label,
        href: filterAddress({ ...filter, show: name, page: 1 }),
        isCurrent: name === filter.show,
      },
    ];
  });
}

export function filterAddress({ show, target, page }: StepFilter): string {
  const query = new URLSearchParams({
    show,
    ...(target === undefined ? {} : { target }),
    ...(page === 1 ? {} : { page: String(page) }),
  });
  return `?${query}`;
}

function isShown({ action, isReversible }: SyncStep, show: StepFilterName): boolean {
  if (show === 'all') return true;
  return show === 'irreversible' ? !isReversible : action === show;
}
