import { CodedError } from '../src/domain/errors.ts';
import { gradableLinks } from '../src/store/course-service.ts';
import { everyRow, type Store } from '../src/store/port.ts';
import { claim, type ResourceLinkClaims } from './claims.ts';
import { rightOf } from './roles.ts';

/**
 * Whether this person may be shown that work: who teaches may, everybody else sees the own. Moodle asks nobody: a
 * student who types the address of a review gets it, with the role of a learner. The column must not be known as that
 * of another link.
 *
 * @throws CodedError `launch.review-refused`, `launch.line-item-foreign`, `store.*`
 */
export async function checkReview(
  store: Store,
  link: { siteId: string; deploymentId: string },
  claims: ResourceLinkClaims,
  reviewedSub: string,
): Promise<void> {
  const isOwn = reviewedSub === '' || reviewedSub === claims.sub;
  if (!isOwn && rightOf(claims[claim.roles]) === 'learner') throw new CodedError('launch.review-refused');
  const lineItem = claims[claim.gradebook]?.lineitem;
  if (lineItem === undefined) return;
  const resourceLinkId = claims[claim.resourceLink].id;
  for await (const { doc } of everyRow(store, gradableLinks, 'byLineItem', [link.siteId, lineItem])) {
    if (doc.deploymentId !== link.deploymentId || doc.resourceLinkId !== resourceLinkId)
      throw new CodedError('launch.line-item-foreign');
  }
}
