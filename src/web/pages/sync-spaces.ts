import { type Standing, standingOf } from '../../domain/access.ts';
import type { Space } from '../../domain/space.ts';
import { courseLinks } from '../../store/course-link.ts';
import { findMembership, memberships } from '../../store/membership.ts';
import { everyRow } from '../../store/port.ts';
import { spaces } from '../../store/space.ts';
import type { SignedInVisit } from '../visit.ts';

/** A space that the administrator of a site may know of, and what the administrator is in it. */
export interface KnownSpace {
  space: Space;
  standing: Standing;
}

/** Spaces that a course of this site opens, and those of which the administrator is a member; by their titles. */
export async function knownSpaces(visit: SignedInVisit): Promise<KnownSpace[]> {
  const { services, site, account, language } = visit;
  const ids = new Set<string>();
  for await (const { doc } of everyRow(services.store, courseLinks, 'byResourceLink', [site.id]))
    ids.add(doc.spaceId);
  for await (const { doc } of everyRow(services.store, memberships, 'byAccount', [account.id])) {
    if (doc.status === 'active') ids.add(doc.spaceId);
  }
  const known = await Promise.all([...ids].map((id) => knownSpace(visit, id)));
  return known
    .filter((one) => one !== undefined)
    .sort((a, b) => a.space.title.localeCompare(b.space.title, language));
}

async function knownSpace(visit: SignedInVisit, id: string): Promise<KnownSpace | undefined> {
  const { store } = visit.services;
  const space = (await store.get(spaces, id))?.doc;
  if (!space) return undefined;
  return { space, standing: standingOf((await findMembership(store, id, visit.account.id))?.doc) };
}
