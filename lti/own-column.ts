import { addLineItem, type LineItem, type LineItemsPlace, listLineItems } from './line-items.ts';
import type { ServiceServices } from './service-call.ts';

/** On every column of ours, so that it is found among others of the same link. */
export const ourTag = 'netzbruecke';

/** The link whose column is looked for. */
export interface ColumnWanted {
  resourceLinkId: string;
  /** Heading of a new one. */
  label: string;
}

/**
 * The column of a link whose launch names none: the only one that the platform ties to it, else the one that carries
 * our mark; where there is none and the platform allows it, a new one. Without the right to list columns nothing is
 * asked at all.
 *
 * @returns undefined where there is none and none may be made, and where several could be meant
 * @throws CodedError `grade.line-item-gone`, `service.*`
 */
export async function ownColumn(
  services: ServiceServices,
  place: LineItemsPlace,
  { resourceLinkId, label }: ColumnWanted,
): Promise<LineItem | undefined> {
  if (place.access === 'none') return undefined;
  const tied = await listLineItems(services, place, { resourceLinkId });
  if (tied.length > 0) return only(tied) ?? only(tied.filter(({ tag }) => tag === ourTag));
  // A platform that ties no columns to links still knows the one that we made before.
  const resourceId = `link-${resourceLinkId}`;
  const made = await listLineItems(services, place, { resourceId, tag: ourTag });
  if (made.length > 0) return only(made);
  if (place.access !== 'manage') return undefined;
  const column = { label, scoreMaximum: 100, resourceId, tag: ourTag, resourceLinkId };
  return addLineItem(services, place, column);
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
