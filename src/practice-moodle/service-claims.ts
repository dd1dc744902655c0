import type { Activity } from './course.ts';
import { namedColumn } from './grade-item.ts';
import type { Claims, Message } from './message.ts';
import { lineItemsUrl, lineItemUrl, membershipsUrl, servicesUrl } from './service-url.ts';
import { agsScopes } from './services/scopes.ts';

/** Parameters that services add to the custom claim: only once the tool is used in the course. */
export function serviceParameters(message: Message): Record<string, string> {
  const { origin, type, course, activity } = message;
  if (!isUsedInCourse(message)) return {};
  const services = servicesUrl(origin);
  return {
    ...(type.memberships && { context_memberships_url: membershipsUrl(origin, course.id, type.id) }),
    ...(type.toolSettings && {
      system_setting_url: `${services}/tool/${type.id}/custom`,
      context_setting_url: `${services}/CourseSection/${course.id}/bindings/tool/${type.id}/custom`,
      // Moodle leaves this placeholder unreplaced.
      ...(activity && { link_setting_url: `${services}/links/{link_id}/custom` }),
    }),
  };
}

/** Claims of Assignment and Grade Services and of Names and Role Provisioning Services. */
export function serviceClaims(message: Message): Claims {
  const { origin, type, course, activity } = message;
  const claims: Claims = {};
  if (type.gradeSync !== 'never') {
    claims['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'] = {
      scope: agsScopes(type),
      lineitems: lineItemsUrl(origin, course.id, type.id),
      ...(activity && lineItemParameter(message, activity)),
    };
  }
  if (type.memberships && isUsedInCourse(message)) {
    claims['https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'] = {
      context_memberships_url: membershipsUrl(origin, course.id, type.id),
      service_versions: ['1.0', '2.0'],
    };
  }
  return claims;
}

function lineItemParameter(message: Message, activity: Activity): { lineitem?: string } {
  const column = namedColumn(message.state.gradeItems, activity);
  if (!column) return {};
  if (column === 'missing') return { lineitem: '' };
  return { lineitem: lineItemUrl(message.origin, activity.courseId, column.id, message.type.id) };
}

/** is_used_in_context(): a course without an activity of the tool has no member list to offer. */
function isUsedInCourse({ state, type, course }: Message): boolean {
  return state.activities.some(({ courseId, typeId }) => courseId === course.id && typeId === type.id);
}
