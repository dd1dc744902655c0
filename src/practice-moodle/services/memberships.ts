import type { Activity, Course } from '../course.ts';
import { activeMembers, mayEdit } from '../enrolment.ts';
import { columnOf } from '../grade-item.ts';
import { claimPrefix } from '../message.ts';
import { fullName, type Person } from '../person.ts';
import { resultSourcedId } from '../result-sourced-id.ts';
import { roleNames } from '../roles.ts';
import { sharesEmail, sharesName } from '../sharing.ts';
import { type PracticeSite, seconds } from '../site.ts';
import type { ToolType } from '../tool-type.ts';
import { serviceCourse } from './graded-course.ts';
import { scopes } from './scopes.ts';
import { ServiceProblem } from './service-answer.ts';
import { authorizedTool, wholeNumber } from './service-call.ts';
import type { Resource } from './services.ts';

const format = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const instructor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';
const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';

/**
 * Names and Role Provisioning Services: everybody with an active enrolment in the course. Without `limit` all of them;
 * with it `rel="next"`, which keeps `rlid` and forgets `role`.
 */
export const memberships: Resource = {
  path: /^\/(?<kind>[^/]+)\/(?<course>[^/]+)\/bindings\/(?<type>[^/]+)\/memberships$/,
  formats: [format],
  methods: ['GET'],
  answer(site, call, { kind, course: courseId, type: typeId = '' }) {
    const type = authorizedTool(site, call, typeId, [scopes.membershipsRead]);
    const course = serviceCourse(site, courseId);
    const rlid = call.query.get('rlid') ?? '';
    const link = rlid === '' ? undefined : linked(site, rlid);
    const limit = Math.max(0, wholeNumber(call, 'limit'));
    const from = limit === 0 ? 0 : Math.max(0, wholeNumber(call, 'from'));
    const people = withRole(course, activeMembers(site, course), call.query.get('role') ?? '');
    const page = limit === 0 ? people : people.slice(from, from + limit);
    const id = `${site.origin}/mod/lti/services.php/${kind}/${course.id}/bindings/${type.id}/memberships`;
    const context = { id: course.id, label: course.shortName, title: course.fullName };
    const members = page.map((person) => memberJson(site, type, course, person, link));
    const next = `${id}?limit=${limit}&from=${from + limit}${link ? `&rlid=${link.resourceLinkId}` : ''}`;
    const isMore = limit > 0 && people.length > from + limit;
    return {
      status: 200,
      contentType: format,
      body: JSON.stringify({ id, context, members }),
      ...(isMore && { link: `<${next}>; rel="next"` }),
    };
  },
};

function linked(site: PracticeSite, rlid: string): Activity {
  const activity = site.state.activities.find(({ resourceLinkId }) => resourceLinkId === rlid);
  if (!activity) throw new ServiceProblem(404, `Not Found: LTI link ${rlid} doesn't exist`);
  return activity;
}

/** Only Instructor and Learner are understood; any other role filters nothing. */
function withRole(course: Course, people: readonly Person[], role: string): readonly Person[] {
  const full = /^https?:\/\//.test(role) ? role : `http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`;
  if (full !== instructor && full !== learner) return people;
  return people.filter((person) => mayEdit(course, person) === (full === instructor));
}

function memberJson(
  site: PracticeSite,
  type: ToolType,
  course: Course,
  person: Person,
  activity?: Activity,
): object {
  const hasName = sharesName(type, activity);
  return {
    status: 'Active',
    roles: roleNames(person, course, false),
    ...(activity && { message: [linkMessage(site, person, activity)] }),
    user_id: person.userId,
    lis_person_sourcedid: person.idnumber,
    ...(hasName && { name: fullName(person), given_name: person.firstName, family_name: person.lastName }),
    ...(sharesEmail(type, activity) && { email: person.email }),
    ...(hasName && { ext_user_username: person.username }),
  };
}

function linkMessage(site: PracticeSite, person: Person, activity: Activity): object {
  const { state, origin } = site;
  return {
    [`${claimPrefix}message_type`]: 'LtiResourceLinkRequest',
    ...(columnOf(state.gradeItems, activity) && {
      'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': {
        lis_result_sourcedid: resultSourcedId({ state, activity, person, issuedAt: seconds(site) }),
        lis_outcome_service_url: `${origin}/mod/lti/service.php`,
      },
    }),
  };
}
