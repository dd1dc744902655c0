import { createHash } from 'node:crypto';
import type { Activity, Course, LaunchContainer } from './course.ts';
import { fullName, type Person } from './person.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
const ags = 'https://purl.imsglobal.org/spec/lti-ags/';
const roleVocabulary = 'http://purl.imsglobal.org/vocab/lis/v2/';

/** What the claims say about the platform and its tool type. */
interface Issuer {
  readonly origin: string;
  readonly targetLinkUri: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly guid: string;
}

/** One opening of an activity. `issuedAt` in epoch seconds. */
interface Opening {
  readonly person: Person;
  readonly course: Course;
  readonly activity: Activity;
  readonly container: LaunchContainer;
  readonly sesskey: string;
  readonly nonce: string;
  readonly issuedAt: number;
}

export type Claims = Record<string, unknown>;

/**
 * The payload of a resource link launch, claim for claim as Moodle 4.5.6 sends it for a tool with names, mails and
 * grades switched on and without custom parameters (mod/lti/locallib.php: lti_build_request() and what it calls).
 */
export function resourceLinkClaims(issuer: Issuer, opening: Opening): Claims {
  const { person, course, activity } = opening;
  const services = `${issuer.origin}/mod/lti/services.php`;
  const type = issuer.deploymentId;
  const memberships = `${services}/CourseSection/${course.id}/bindings/${type}/memberships`;
  const lineItems = `${services}/${course.id}/lineitems`;
  return {
    nonce: opening.nonce,
    iat: opening.issuedAt,
    exp: opening.issuedAt + 60,
    iss: issuer.origin,
    aud: issuer.clientId,
    sub: person.userId,
    [`${lti}deployment_id`]: type,
    [`${lti}target_link_uri`]: issuer.targetLinkUri,
    [`${lti}lis`]: { person_sourcedid: person.idnumber, course_section_sourcedid: course.idnumber },
    [`${lti}roles`]: rolesOf(person, course),
    [`${lti}context`]: {
      id: course.id,
      label: course.shortName,
      title: course.fullName,
      type: ['CourseSection'],
    },
    [`${lti}message_type`]: 'LtiResourceLinkRequest',
    [`${lti}resource_link`]: {
      title: activity.title,
      description: activity.description,
      id: activity.resourceLinkId,
    },
    'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': {
      lis_result_sourcedid: resultSourcedId(issuer, opening),
      lis_outcome_service_url: `${issuer.origin}/mod/lti/service.php`,
    },
    given_name: person.firstName,
    family_name: person.lastName,
    name: fullName(person),
    email: person.email,
    [`${lti}ext`]: { user_username: person.username, lms: 'moodle-2' },
    [`${lti}launch_presentation`]: {
      locale: person.locale,
      document_target: documentTarget(opening.container),
      return_url: returnUrl(issuer, opening),
    },
    [`${lti}tool_platform`]: {
      product_family_code: 'moodle',
      version: '2024100706',
      guid: issuer.guid,
      name: 'lippenau',
      description: 'Moodle Lippenau',
    },
    [`${lti}version`]: '1.3.0',
    [`${lti}custom`]: {
      context_memberships_url: memberships,
      system_setting_url: `${services}/tool/${type}/custom`,
      context_setting_url: `${services}/CourseSection/${course.id}/bindings/tool/${type}/custom`,
      // Moodle leaves this placeholder unreplaced.
      link_setting_url: `${services}/links/{link_id}/custom`,
    },
    [`${ags}claim/endpoint`]: {
      scope: ['lineitem', 'lineitem.readonly', 'result.readonly', 'score'].map(
        (name) => `${ags}scope/${name}`,
      ),
      lineitems: `${lineItems}?type_id=${type}`,
      lineitem: `${lineItems}/${activity.gradeItemId}/lineitem?type_id=${type}`,
    },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: memberships,
      service_versions: ['1.0', '2.0'],
    },
  };
}

/** Moodle knows only teacher and learner of the activity, and the site administrator with all three roles. */
function rolesOf(person: Person, course: Course): string[] {
  if (person.siteAdmin) {
    return ['institution/person#Administrator', 'membership#Instructor', 'system/person#Administrator'].map(
      (role) => roleVocabulary + role,
    );
  }
  const role = course.editingTeachers.includes(person.id) ? 'Instructor' : 'Learner';
  return [`${roleVocabulary}membership#${role}`];
}

function documentTarget(container: LaunchContainer): 'iframe' | 'window' | 'frame' {
  if (container === 4) return 'window';
  return container === 5 ? 'frame' : 'iframe';
}

function returnUrl(issuer: Issuer, opening: Opening): string {
  const query = new URLSearchParams({
    course: opening.course.id,
    launch_container: String(opening.container),
    instanceid: opening.activity.resourceLinkId,
    sesskey: opening.sesskey,
  });
  return `${issuer.origin}/mod/lti/return.php?${query}`;
}

/** JSON with a hash over its own data, as lti_build_sourcedid(). */
function resultSourcedId(issuer: Issuer, opening: Opening): string {
  const data = {
    instanceid: opening.activity.resourceLinkId,
    userid: opening.person.userId,
    typeid: issuer.deploymentId,
    launchid: opening.issuedAt,
  };
  const hash = createHash('sha256')
    .update(JSON.stringify(data) + issuer.guid)
    .digest('hex');
  return JSON.stringify({ data, hash });
}
