import {
  type CourseRight,
  type CourseService,
  courseRightSchema,
  courseServiceSchema,
} from '../domain/course-service.ts';
import { type GradableLink, gradableLinkSchema } from '../domain/gradable-link.ts';
import type { Collection, Store, Stored } from './port.ts';

export const courseServices: Collection<CourseService, 'byCourse'> = {
  name: 'course-services',
  schema: courseServiceSchema,
  indexes: { byCourse: { fields: ['siteId', 'deploymentId', 'contextId'], unique: true } },
  personalData: 'none',
};

export const gradableLinks: Collection<GradableLink, 'byResourceLink' | 'byLineItem'> = {
  name: 'gradable-links',
  schema: gradableLinkSchema,
  indexes: {
    byResourceLink: { fields: ['siteId', 'deploymentId', 'resourceLinkId'], unique: true },
    byLineItem: { fields: ['siteId', 'lineItemUrl'] },
  },
  personalData: 'none',
};

export const courseRights: Collection<CourseRight, 'byAccount' | 'byCourse'> = {
  name: 'course-rights',
  schema: courseRightSchema,
  indexes: {
    byAccount: { fields: ['accountId', 'contextId'], unique: true },
    byCourse: { fields: ['siteId', 'contextId'] },
  },
  expires: 'expiresAt',
  personalData: {
    owners: ['accountId'],
    purpose: 'Wissen, wer in einem Kurs lehrt: Die Teilnehmerliste von Moodle sagt es nicht von allen.',
    retention: '180 Tage nach dem letzten Öffnen aus dem Kurs.',
    export: ({ contextId, right, launchedAt }) => ({ contextId, right, launchedAt }),
    erase: 'remove',
  },
};

/** The gradebook column of a course link, if it has one. */
export async function findGradableLink(
  store: Store,
  link: Pick<GradableLink, 'siteId' | 'deploymentId' | 'resourceLinkId'>,
): Promise<Stored<GradableLink> | undefined> {
  const key = [link.siteId, link.deploymentId, link.resourceLinkId];
  return (await store.find(gradableLinks, 'byResourceLink', key, { limit: 1 })).rows[0];
}
