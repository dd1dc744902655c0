import type { Launch } from '../domain/launch.ts';
import { day } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { courseRights, courseServices, findGradableLink, gradableLinks } from '../store/course-service.ts';
import { type Collection, insert, type Op, type Store, type Stored, update } from '../store/port.ts';
import type { WebServices } from './services.ts';

/** How long a launch says who teaches in a course, where the platform's member list does not. */
const rightLifetime = 180 * day;

/** What a launch tells of the services of its course and link, for one commit; nothing where nothing is new. */
export async function courseServiceOps(
  { store, clock }: Pick<WebServices, 'store' | 'clock'>,
  launch: Launch,
  accountId: string,
): Promise<Op[]> {
  const ops = await Promise.all([
    membersOps(store, launch, clock()),
    gradableOps(store, launch, clock()),
    rightOps(store, launch, accountId, clock()),
  ]);
  return ops.flat();
}

async function membersOps(store: Store, launch: Launch, now: number): Promise<Op[]> {
  if (launch.contextId === '') return [];
  const { siteId, registrationId, deploymentId, contextId, membershipsUrl } = launch;
  const key = [siteId, deploymentId, contextId];
  const [was] = (await store.find(courseServices, 'byCourse', key, { limit: 1 })).rows;
  const told = { siteId, registrationId, deploymentId, contextId, membershipsUrl };
  return changed(courseServices, was, told, now);
}

/** Nothing from a choice of content: there is no link yet. */
async function gradableOps(store: Store, launch: Launch, now: number): Promise<Op[]> {
  const was = await findGradableLink(store, launch);
  if (launch.deepLinking) return [];
  const { lineItemsUrl, lineItemsAccess, canScore, canReadResults } = launch;
  const isOffered = launch.lineItemUrl !== '' || (lineItemsUrl !== '' && lineItemsAccess !== 'none');
  if (!was && !isOffered) return [];
  const { siteId, registrationId, deploymentId, resourceLinkId, contextId } = launch;
  const isColumnFound = launch.lineItemUrl === '' && was?.doc.isColumnFound === true;
  const lineItemUrl = isColumnFound ? was.doc.lineItemUrl : launch.lineItemUrl;
  const title = launch.resourceLinkTitle;
  const link = { siteId, registrationId, deploymentId, resourceLinkId, contextId, title };
  const column = { lineItemUrl, lineItemsUrl, lineItemsAccess, isColumnFound };
  return changed(gradableLinks, was, { ...link, ...column, canScore, canReadResults }, now);
}

async function rightOps(store: Store, launch: Launch, accountId: string, now: number): Promise<Op[]> {
  if (launch.contextId === '') return [];
  const { siteId, contextId, right } = launch;
  const [was] = (await store.find(courseRights, 'byAccount', [accountId, contextId], { limit: 1 })).rows;
  // A day's precision is enough for half a year, and spares a write at every launch.
  if (was && was.doc.right === right && now - was.doc.launchedAt < day) return [];
  const told = { siteId, contextId, accountId, right, launchedAt: now, expiresAt: now + rightLifetime };
  return [was ? update(courseRights, was, told) : insert(courseRights, { ...told, id: randomId() })];
}

/** Writes what is told only where it differs from what is known. */
function changed<Doc extends { id: string; updatedAt: number }>(
  collection: Collection<Doc>,
  was: Stored<Doc> | undefined,
  told: Omit<Doc, 'id' | 'updatedAt'>,
  updatedAt: number,
): Op[] {
  if (!was) return [insert(collection, { ...told, id: randomId(), updatedAt } as Doc)];
  const isSame = Object.entries(told).every(([name, value]) => was.doc[name as keyof Doc] === value);
  return isSame ? [] : [update(collection, was, { ...told, updatedAt } as Partial<Doc>)];
}
