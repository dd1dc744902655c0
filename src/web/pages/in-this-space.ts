import { CodedError } from '../../domain/errors.ts';
import type { Collection, Stored } from '../../store/port.ts';
import { addressOf, paths } from '../addresses.ts';
import type { SpaceVisit } from '../visit.ts';

/**
 * The document that an address names, if it belongs to the space of the visit.
 *
 * @throws CodedError `page.not-found`, for one of another space too
 */
export async function storedInSpace<Doc extends { id: string; spaceId: string }>(
  { services, space }: SpaceVisit,
  collection: Collection<Doc>,
  id: string | undefined,
): Promise<Stored<Doc>> {
  const found = await services.store.get(collection, id ?? '');
  if (found?.doc.spaceId !== space.doc.id) throw new CodedError('page.not-found');
  return found;
}

/** Address of a page of the space at hand. */
export function hereTo({ site, space }: SpaceVisit, page: 'members' | 'events' | 'settings'): string {
  return addressOf(paths[page], { site: site.id, space: space.doc.id });
}
