import { z } from 'zod';
import { parametersToLines } from '../custom-parameters.ts';
import type { GradeItem } from '../grade-item.ts';
import { changeMaximum, deleteColumn } from '../gradebook.ts';
import type { PracticeSite } from '../site.ts';
import { requireLink, serviceColumn, serviceCourse } from './graded-course.ts';
import { lineItemJson } from './line-item-json.ts';
import { scopes } from './scopes.ts';
import { numeric } from './score.ts';
import { type ServiceAnswer, ServiceProblem } from './service-answer.ts';
import { authorizedTool, parsed } from './service-call.ts';
import type { Resource } from './services.ts';

const format = 'application/vnd.ims.lis.v2.lineitem+json';

/** One column: GET, PUT, DELETE. Also an activity's own column can be changed and deleted. */
export const lineItem: Resource = {
  path: /^\/(?<course>[^/]+)\/lineitems\/(?<item>[^/]+)\/lineitem$/,
  formats: [format],
  methods: ['GET', 'PUT', 'DELETE'],
  answer(site, call, parts) {
    const wanted = call.method === 'GET' ? [scopes.lineItem, scopes.lineItemRead] : [scopes.lineItem];
    const type = authorizedTool(site, call, call.query.get('type_id'), wanted);
    const course = serviceCourse(site, parts.course);
    const item = serviceColumn(site, parts.item);
    const endpoint = `${site.origin}/mod/lti/services.php/${course.id}/lineitems`;
    if (call.method === 'GET') {
      const body = JSON.stringify(lineItemJson(item, endpoint, type.id));
      return { status: 200, contentType: format, body };
    }
    if (call.method === 'DELETE') {
      deleteColumn(site.state, item);
      site.changed();
      return { status: 204 };
    }
    return change(site, item, call.body, type.id, `${endpoint}/${item.id}/lineitem?type_id=${type.id}`);
  },
};

const changeSchema = z.looseObject({
  label: z.string(),
  scoreMaximum: numeric,
  resourceId: z.string().nullish(),
  tag: z.string().nullish(),
  resourceLinkId: z.coerce.string().nullish(),
  ltiLinkId: z.coerce.string().nullish(),
  submissionReview: z
    .looseObject({ url: z.string().nullish(), custom: z.record(z.string(), z.unknown()).nullish() })
    .nullish(),
});

/**
 * Replaces: a missing resource id or tag is emptied. Once tag, resource id, link or review have changed, a missing
 * link is emptied too. A new maximum keeps everybody's percentage.
 */
function change(
  site: PracticeSite,
  item: GradeItem,
  body: string,
  typeId: string,
  id: string,
): ServiceAnswer {
  const sent = parsed(changeSchema, body);
  if (!sent) throw new ServiceProblem(400);
  const linkId = sent.resourceLinkId ?? sent.ltiLinkId ?? '';
  if (linkId !== '') {
    if (!/^\d+$/.test(linkId)) throw new ServiceProblem(400);
    requireLink(site, linkId, item.courseId, typeId);
  }
  const review = sent.submissionReview;
  const after = {
    resourceId: sent.resourceId ?? '',
    tag: sent.tag ?? '',
    subReviewUrl: review ? (review.url ?? 'DEFAULT') : '',
    subReviewCustom: review?.custom ? parametersToLines(review.custom) : '',
  };
  const isMoved = linkId !== '' && linkId !== item.linkId;
  const isChanged = isMoved || Object.entries(after).some(([key, value]) => item[key as 'tag'] !== value);
  item.label = sent.label;
  if (sent.scoreMaximum !== item.max) changeMaximum(site.state, item, sent.scoreMaximum);
  if (isChanged) Object.assign(item, after, { linkId });
  site.changed();
  return { status: 200, contentType: format, body: JSON.stringify({ ...JSON.parse(body), id }) };
}
