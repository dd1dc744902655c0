import type { CourseLink } from '../domain/course-link.ts';
import type { GradableLink } from '../domain/gradable-link.ts';
import type { LaunchRight } from '../domain/member-role.ts';
import type { Membership } from '../domain/membership.ts';
import { courseLinks } from './course-link.ts';
import { courseRights, findGradableLink } from './course-service.ts';
import { everyRow, type Store } from './port.ts';

/** A gradable link with the module that its course link stands for; null for the space as a whole. */
export type SpaceGradableLink = GradableLink & { moduleId: string | null };

/** Links of a space with a column in a gradebook. */
export async function gradableLinksOf(store: Store, spaceId: string): Promise<SpaceGradableLink[]> {
  const bound = await Array.fromAsync(everyRow(store, courseLinks, 'bySpace', [spaceId]));
  const found = await Promise.all(bound.map(({ doc }) => withColumn(store, doc)));
  return found.flatMap((link) => link ?? []);
}

async function withColumn(store: Store, link: CourseLink): Promise<SpaceGradableLink | undefined> {
  const found = await findGradableLink(store, link);
  if (!found || found.doc.lineItemUrl === '') return undefined;
  return { ...found.doc, moduleId: link.moduleId ?? null };
}

/**
 * The columns in which Moodle takes a grade for somebody: of the own site, and of the courses in which the person
 * learns, as far as launches told. For those who teach in a course Moodle takes none.
 */
export async function linksFor<Link extends GradableLink>(
  store: Store,
  links: readonly Link[],
  { siteId, accountId, status }: Pick<Membership, 'siteId' | 'accountId' | 'status'>,
): Promise<Link[]> {
  const possible = links.filter((link) => link.siteId === siteId && link.canScore);
  if (possible.length === 0 || status !== 'active') return [];
  const rights = new Map<string, LaunchRight>();
  for await (const { doc } of everyRow(store, courseRights, 'byAccount', [accountId])) {
    rights.set(doc.contextId, doc.right);
  }
  const known = possible.filter(({ contextId }) => rights.has(contextId));
  return known.length === 0 ? possible : known.filter(({ contextId }) => rights.get(contextId) === 'learner');
}
