import { z } from 'zod';
import { type GradeItem, nextId } from '../grade-item.ts';
import type { PracticeSite } from '../site.ts';
import type { ToolType } from '../tool-type.ts';
import { requireLink, serviceCourse } from './graded-course.ts';
import { lineItemJson } from './line-item-json.ts';
import { pageLinks } from './page-links.ts';
import { scopes } from './scopes.ts';
import { numeric } from './score.ts';
import { type ServiceAnswer, ServiceProblem } from './service-answer.ts';
import { authorizedTool, parsed, type ServiceCall, wholeNumber } from './service-call.ts';
import type { Resource } from './services.ts';

const container = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
const single = 'application/vnd.ims.lis.v2.lineitem+json';

/** All columns of a tool in a course: GET, and POST for one more. */
export const lineItems: Resource = {
  path: /^\/(?<course>[^/]+)\/lineitems$/,
  formats: [container, single],
  methods: ['GET', 'POST'],
  answer(site, call, parts) {
    const isGet = call.method === 'GET';
    const wanted = isGet ? [scopes.lineItem, scopes.lineItemRead] : [scopes.lineItem];
    const type = authorizedTool(site, call, call.query.get('type_id'), wanted);
    const content = isGet ? (call.accept ?? '') : call.contentType;
    if (isGet ? content !== '' && content !== container : content !== single) {
      throw new ServiceProblem(400, 'No context or unsupported content type');
    }
    const course = serviceCourse(site, parts.course);
    const endpoint = `${site.origin}/mod/lti/services.php/${course.id}/lineitems`;
    return isGet ? list(site, call, type, course.id, endpoint) : add(site, call, type, course.id, endpoint);
  },
};

function list(
  site: PracticeSite,
  call: ServiceCall,
  type: ToolType,
  courseId: string,
  endpoint: string,
): ServiceAnswer {
  const filters: [name: string, key: 'resourceId' | 'linkId' | 'tag', value: string][] = [];
  const filter = (name: string, key: (typeof filters)[number][1], value: string | null) => {
    if (value !== null) filters.push([name, key, value]);
  };
  const { query } = call;
  filter('resource_id', 'resourceId', query.get('resource_id'));
  filter('resource_link_id', 'linkId', query.get('resource_link_id') ?? query.get('lti_link_id'));
  filter('tag', 'tag', query.get('tag'));

  const all = site.state.gradeItems
    .filter((item) => item.courseId === courseId && item.typeId === type.id)
    .filter((item) => filters.every(([, key, value]) => item[key] === value));
  const [limit, from] = [wholeNumber(call, 'limit'), wholeNumber(call, 'from')];
  const page = limit > 0 ? all.slice(from, from + limit) : all;
  const kept = [...filters.map(([name, , value]) => [name, value] as const), ['type_id', type.id] as const];
  return {
    status: 200,
    contentType: container,
    body: JSON.stringify(page.map((item) => lineItemJson(item, endpoint, type.id))),
    ...(limit > 0 && { link: pageLinks(endpoint, kept, { from, limit, total: all.length }) }),
  };
}

const newItemSchema = z.looseObject({
  label: z.string(),
  scoreMaximum: numeric,
  resourceId: z.string().nullish(),
  tag: z.string().nullish(),
  resourceLinkId: z.coerce.string().nullish(),
  ltiLinkId: z.coerce.string().nullish(),
});

/** Never looks whether there is such a column already. Answers what was sent, with the new address. */
function add(
  site: PracticeSite,
  call: ServiceCall,
  type: ToolType,
  courseId: string,
  endpoint: string,
): ServiceAnswer {
  const sent = parsed(newItemSchema, call.body);
  if (!sent) throw new ServiceProblem(400, 'No label or Score Maximum');
  const linkId = sent.resourceLinkId || sent.ltiLinkId || '';
  if (linkId !== '') requireLink(site, linkId, courseId, type.id);
  const item: GradeItem = {
    id: nextId([...site.state.gradeItems.map(({ id }) => id), ...Object.keys(site.state.grades)]),
    courseId,
    typeId: type.id,
    instanceId: '',
    linkId,
    label: sent.label,
    max: sent.scoreMaximum,
    resourceId: sent.resourceId ?? '',
    tag: sent.tag ?? '',
    subReviewUrl: '',
    subReviewCustom: '',
  };
  site.state.gradeItems.push(item);
  site.changed();
  const id = `${endpoint}/${item.id}/lineitem?type_id=${type.id}`;
  return { status: 201, contentType: single, body: JSON.stringify({ ...JSON.parse(call.body), id }) };
}
