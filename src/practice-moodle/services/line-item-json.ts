import { linesToParameters } from '../custom-parameters.ts';
import type { GradeItem } from '../grade-item.ts';

/** A line item as Moodle writes it. @param endpoint the container's address without a query */
export function lineItemJson(item: GradeItem, endpoint: string, typeId: string): object {
  const review = {
    ...(item.subReviewUrl !== 'DEFAULT' && { url: item.subReviewUrl }),
    ...(item.subReviewCustom !== '' && { custom: linesToParameters(item.subReviewCustom) }),
  };
  return {
    id: `${endpoint}/${item.id}/lineitem?type_id=${typeId}`,
    label: item.label,
    scoreMaximum: item.max,
    resourceId: item.resourceId,
    tag: item.tag,
    ...(item.linkId !== '' && { resourceLinkId: item.linkId, ltiLinkId: item.linkId }),
    ...(item.subReviewUrl !== '' && { submissionReview: review }),
  };
}
