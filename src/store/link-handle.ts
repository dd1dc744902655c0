import { type LinkHandle, linkHandleSchema } from '../domain/deep-linking.ts';
import type { Launch } from '../domain/launch.ts';
import { hashOf } from '../runtime/secrets.ts';
import type { Collection, Store } from './port.ts';

export const linkHandles: Collection<LinkHandle, 'bySite' | 'bySpace' | 'byCreator'> = {
  name: 'link-handles',
  schema: linkHandleSchema,
  indexes: {
    bySite: { fields: ['siteId'] },
    bySpace: { fields: ['spaceId'] },
    byCreator: { fields: ['createdBy'] },
  },
  personalData: {
    owners: ['createdBy'],
    purpose: 'Nachvollziehen, wer in Moodle einen Link zu einem Raum ausgewählt hat.',
    retention: 'So lange wie der Raum.',
    export: ({ spaceId, contextId, createdAt }) => ({ spaceId, contextId, createdAt }),
    erase: (handle) => ({ ...handle, createdBy: null }),
  },
};

/** The handle that a launch carries; undefined for none, an unknown one, and one of another site. */
export async function findLinkHandle(
  store: Store,
  { linkHandle = '', siteId }: Pick<Launch, 'linkHandle' | 'siteId'>,
): Promise<LinkHandle | undefined> {
  if (linkHandle === '') return undefined;
  const found = await store.get(linkHandles, hashOf(linkHandle));
  return found?.doc.siteId === siteId ? found.doc : undefined;
}

/** Whether a link is the one that the handle was made for: a copy of its course is another course. */
export function isForCourse(
  handle: LinkHandle,
  link: Pick<LinkHandle, 'deploymentId' | 'contextId'>,
): boolean {
  const isNamed = link.contextId !== '';
  return isNamed && handle.deploymentId === link.deploymentId && handle.contextId === link.contextId;
}
