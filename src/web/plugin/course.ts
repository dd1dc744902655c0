import { z } from 'zod';
import { CodedError } from '../../domain/errors.ts';
import { courseLinks } from '../../store/course-link.ts';
import { everyRow, type Store } from '../../store/port.ts';
import { spaces } from '../../store/space.ts';
import { syncStatus } from '../../sync/status.ts';
import type { WebServices } from '../services.ts';
import type { SignedMessage } from './signed-message.ts';

const askedSchema = z.object({ course: z.number().int().positive() });

/** For the page that the plugin shows to the teachers of a course. */
export interface CourseAnswer {
  links: { title: string; resourceLink: string }[];
  /** Epoch seconds; 0: never. */
  lastSync: number;
}

/**
 * Spaces that links of a course open. The closed area is never listed.
 *
 * @throws CodedError `request.invalid`
 */
export async function courseAnswer(
  { store }: WebServices,
  { siteId, body }: SignedMessage,
): Promise<CourseAnswer> {
  const asked = askedSchema.safeParse(body);
  if (!asked.success) throw new CodedError('request.invalid', { field: 'course' });
  const links: CourseAnswer['links'] = [];
  for await (const { doc } of everyRow(store, courseLinks, 'byResourceLink', [siteId])) {
    if (doc.contextId !== String(asked.data.course)) continue;
    const space = (await store.get(spaces, doc.spaceId))?.doc;
    if (space && space.kind !== 'managers')
      links.push({ title: space.title, resourceLink: doc.resourceLinkId });
  }
  return { links, lastSync: Math.floor((await lastComparison(store, siteId)) / 1000) };
}

/** When sync last read this site and planned, or finished a run; 0: never. Epoch milliseconds. */
async function lastComparison(store: Store, siteId: string): Promise<number> {
  const { plan, runs } = await syncStatus(store, siteId);
  return Math.max(0, plan?.createdAt ?? 0, ...runs.map(({ endedAt }) => endedAt ?? 0));
}
