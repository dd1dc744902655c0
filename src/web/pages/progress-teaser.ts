import { progressTotals } from '../../sync/watched-activities.ts';
import { addressOf, paths } from '../addresses.ts';
import type { ProgressTeaserProps } from '../views/progress-teaser.tsx';
import type { SpaceVisit } from '../visit.ts';

/** Totals for everybody in the space; nothing where it names no activity. */
export async function progressTeaser(visit: SpaceVisit): Promise<{ progress?: ProgressTeaserProps }> {
  const { services, site, space } = visit;
  const totals = await progressTotals(services.store, space.doc.id);
  if (totals.length === 0) return {};
  return { progress: { totals, href: addressOf(paths.progress, { site: site.id, space: space.doc.id }) } };
}
