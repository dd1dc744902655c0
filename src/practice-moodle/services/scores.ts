import { isGradable } from '../enrolment.ts';
import { gradeOf, saveScore } from '../gradebook.ts';
import { seconds } from '../site.ts';
import { requireOwnActivity, serviceColumn, serviceCourse } from './graded-course.ts';
import { scopes } from './scopes.ts';
import { readScore } from './score.ts';
import { ServiceProblem } from './service-answer.ts';
import { authorizedTool } from './service-call.ts';
import type { Resource } from './services.ts';

const container = 'application/vnd.ims.lis.v1.scorecontainer+json';
const single = 'application/vnd.ims.lis.v1.score+json';

/** Scores for a column. The user must be a student of the course in the address, whatever course the column is in. */
export const scores: Resource = {
  path: /^\/(?<course>[^/]+)\/lineitems\/(?<item>[^/]+)\/lineitem\/scores$/,
  formats: [container, single],
  methods: ['POST'],
  answer(site, call, parts) {
    const type = authorizedTool(site, call, call.query.get('type_id'), [scopes.score]);
    if (call.contentType !== single) throw new ServiceProblem(400, 'No context or unsupported content type');
    const course = serviceCourse(site, parts.course);
    const item = serviceColumn(site, parts.item);
    requireOwnActivity(site, item, type.id);
    const refused = (status: number, reason: string) => ({ status, reason, contentType: single, body: '[]' });
    const score = readScore(call.body);
    if (!score || !isGradable(site, course, score.userId)) {
      return refused(400, `Incorrect score received${call.body}`);
    }
    const modified = gradeOf(site.state, item.id, score.userId)?.modified ?? null;
    if (modified !== null && modified >= score.at) {
      const where = `item ${item.id} and user ${score.userId}`;
      return refused(409, `Refusing score with an earlier timestamp for ${where}`);
    }
    saveScore(site.state, item, score.userId, score, seconds(site));
    site.changed();
    return { status: 200, contentType: single };
  },
};
