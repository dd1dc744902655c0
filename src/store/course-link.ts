import { type CourseLink, courseLinkSchema, type LinkCode, linkCodeSchema } from '../domain/course-link.ts';
import { hashOf } from '../runtime/secrets.ts';
import type { Collection, Store, Stored } from './port.ts';

export const courseLinks: Collection<CourseLink, 'byResourceLink' | 'bySpace' | 'byBinder'> = {
  name: 'course-links',
  schema: courseLinkSchema,
  indexes: {
    byResourceLink: { fields: ['siteId', 'deploymentId', 'resourceLinkId'], unique: true },
    bySpace: { fields: ['spaceId'] },
    byBinder: { fields: ['boundBy'] },
  },
  personalData: {
    owners: ['boundBy'],
    purpose: 'Nachvollziehen, wer einen Link in einem Kurs mit einem Raum verbunden hat.',
    retention: 'So lange wie die Verbindung.',
    export: ({ spaceId, contextId, boundAt }) => ({ spaceId, contextId, boundAt }),
    erase: (link) => ({ ...link, boundBy: null }),
  },
};

export const linkCodes: Collection<LinkCode, 'byCode' | 'bySpace' | 'byCreator'> = {
  name: 'link-codes',
  schema: linkCodeSchema,
  indexes: {
    byCode: { fields: ['codeHash'], unique: true },
    bySpace: { fields: ['spaceId', 'createdAt'] },
    byCreator: { fields: ['createdBy'] },
  },
  personalData: {
    owners: ['createdBy'],
    purpose: 'Nachvollziehen, wer einen Link-Code ausgegeben hat.',
    retention: 'So lange wie der Raum.',
    export: ({ spaceId, createdAt, revokedAt }) => ({ spaceId, createdAt, revokedAt }),
    erase: (code) => ({ ...code, createdBy: null }),
  },
};

/** The binding of a course link, if it has one. */
export async function findCourseLink(
  store: Store,
  link: Pick<CourseLink, 'siteId' | 'deploymentId' | 'resourceLinkId'>,
): Promise<Stored<CourseLink> | undefined> {
  const key = [link.siteId, link.deploymentId, link.resourceLinkId];
  return (await store.find(courseLinks, 'byResourceLink', key, { limit: 1 })).rows[0];
}

/** The space that a link code stands for; undefined for an unknown or revoked one. */
export async function findByLinkCode(store: Store, code: string): Promise<LinkCode | undefined> {
  const found = (await store.find(linkCodes, 'byCode', [hashOf(code.trim())], { limit: 1 })).rows[0];
  return found?.doc.revokedAt === null ? found.doc : undefined;
}
