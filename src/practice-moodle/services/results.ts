import type { Grade } from '../grade.ts';
import { gradesOf } from '../gradebook.ts';
import { MoodleError } from '../moodle-error.ts';
import { requireOwnActivity, serviceColumn, serviceCourse } from './graded-course.ts';
import { pageLinks } from './page-links.ts';
import { scopes } from './scopes.ts';
import { authorizedTool, wholeNumber } from './service-call.ts';
import type { Resource } from './services.ts';

const format = 'application/vnd.ims.lis.v2.resultcontainer+json';

/** Results of a column: only cells with a time. `limit` with `type_id` ends in Moodle's error page. */
export const results: Resource = {
  path: /^\/(?<course>[^/]+)\/lineitems\/(?<item>[^/]+)\/lineitem\/results$/,
  formats: [format],
  methods: ['GET'],
  answer(site, call, parts) {
    const typeId = call.query.get('type_id');
    const type = authorizedTool(site, call, typeId, [scopes.resultRead]);
    const course = serviceCourse(site, parts.course);
    const item = serviceColumn(site, parts.item);
    requireOwnActivity(site, item, type.id);
    const of = wholeNumber(call, 'user_id');
    const cells = gradesOf(site.state, item.id).filter(([userId]) => of <= 0 || userId === String(of));
    const listed = cells.filter(([, { modified }]) => modified !== null);
    const [limit, from] = [wholeNumber(call, 'limit'), wholeNumber(call, 'from')];
    const isPaged = limit > 0 && cells.length > 0;
    if (isPaged && typeId !== null) throw new MoodleError('unexpected');
    const endpoint = `${site.origin}/mod/lti/services.php/${course.id}/lineitems/${item.id}/lineitem`;
    const page = isPaged ? listed.slice(from, from + limit) : listed;
    const body = page.map(([userId, grade]) => resultJson(endpoint, typeId, userId, grade, item.max));
    return {
      status: 200,
      contentType: format,
      body: JSON.stringify(body),
      ...(isPaged && { link: pageLinks(`${endpoint}/results`, [], { from, limit, total: listed.length }) }),
    };
  },
};

function resultJson(
  endpoint: string,
  typeId: string | null,
  userId: string,
  grade: Grade,
  max: number,
): object {
  const ofType = typeId === null ? '' : `type_id=${typeId}`;
  return {
    id: `${endpoint}/results?${ofType && `${ofType}&`}user_id=${userId}`,
    userId,
    ...(grade.value !== null && {
      resultScore: grade.value,
      resultMaximum: max,
      ...(grade.feedback !== null && { comment: grade.feedback }),
      scoreOf: endpoint + (ofType && `?${ofType}`),
      timestamp: new Date((grade.modified ?? 0) * 1000).toISOString().replace(/\.\d+Z$/, '+00:00'),
    }),
  };
}
