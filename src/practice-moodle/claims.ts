import type { LaunchContainer } from './course.ts';
import { customParameters } from './custom-parameters.ts';
import { deepLinkingSettings } from './deep-linking/settings.ts';
import { reviewedColumn } from './grade-item.ts';
import { type ActivityMessage, type Claims, claimPrefix as lti, type Message } from './message.ts';
import { fullName } from './person.ts';
import { resultSourcedId } from './result-sourced-id.ts';
import { roleClaims } from './roles.ts';
import { serviceClaims, serviceParameters } from './service-claims.ts';
import { acceptsGrades, sharesEmail, sharesName } from './sharing.ts';
import { substituted } from './substitution.ts';
import { targetLinkUri } from './target-link.ts';

/**
 * The payload of a message, claim for claim and in the order of Moodle 4.5.6 (mod/lti/locallib.php:
 * lti_get_launch_data() or lti_build_content_item_selection_request(), then lti_sign_jwt()).
 */
export function messageClaims(message: Message): Claims {
  const { person, course, type, activity } = message;
  const custom = { ...customOf(message), ...serviceParameters(message) };
  return {
    nonce: message.nonce,
    iat: message.issuedAt,
    exp: message.issuedAt + 60,
    iss: message.origin,
    aud: type.clientId,
    sub: person.userId,
    [`${lti}deployment_id`]: type.id,
    [`${lti}target_link_uri`]: targetOf(message),
    [`${lti}lis`]: { person_sourcedid: person.idnumber, course_section_sourcedid: course.idnumber },
    [`${lti}roles`]: roleClaims(person, course, activity !== undefined),
    [`${lti}context`]: {
      id: course.id,
      label: course.shortName,
      title: course.fullName,
      type: ['CourseSection'],
    },
    ...(message.activity ? activityClaims(message) : { [`${lti}message_type`]: 'LtiDeepLinkingRequest' }),
    ...(sharesName(type, activity) && {
      given_name: person.firstName,
      family_name: person.lastName,
      name: fullName(person),
    }),
    ...(sharesEmail(type, activity) && { email: person.email }),
    [`${lti}ext`]: {
      ...(sharesName(type, activity) && { user_username: person.username }),
      lms: 'moodle-2',
    },
    [`${lti}launch_presentation`]: {
      locale: person.locale,
      ...(message.activity && {
        document_target: documentTarget(message.container),
        return_url: returnUrl(message),
      }),
    },
    [`${lti}tool_platform`]: {
      product_family_code: 'moodle',
      version: '2024100706',
      guid: message.state.guid,
      name: 'lippenau',
      description: 'Moodle Lippenau',
    },
    [`${lti}version`]: '1.3.0',
    ...(Object.keys(custom).length > 0 && { [`${lti}custom`]: custom }),
    ...serviceClaims(message),
    ...(!message.activity && deepLinkingSettings(message)),
  };
}

function activityClaims(message: ActivityMessage): Claims {
  const { activity, type, review } = message;
  return {
    ...(review && { [`${lti}for_user`]: { user_id: review } }),
    [`${lti}message_type`]: review === undefined ? 'LtiResourceLinkRequest' : 'LtiSubmissionReviewRequest',
    [`${lti}resource_link`]: {
      title: activity.title,
      description: activity.description,
      id: activity.resourceLinkId,
    },
    ...(acceptsGrades(type, activity) && {
      'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': {
        lis_result_sourcedid: resultSourcedId(message),
        lis_outcome_service_url: `${message.origin}/mod/lti/service.php`,
      },
    }),
  };
}

function targetOf(message: Message): string {
  const { type, activity } = message;
  if (!activity) return type.deepLinkingUrl || type.url;
  return targetLinkUri(type, activity, reviewOf(message));
}

function customOf(message: Message): Record<string, unknown> {
  const ofReview = reviewOf(message)?.subReviewCustom ?? '';
  const ofTool = [message.type.customParameters, ofReview].filter((lines) => lines !== '').join('\n');
  return customParameters(ofTool, message.activity?.customParameters ?? '', (value) =>
    substituted(message, value),
  );
}

function reviewOf(message: Message) {
  const isReview = message.activity && message.review !== undefined;
  return isReview ? reviewedColumn(message.state.gradeItems, message.activity) : undefined;
}

function documentTarget(container: LaunchContainer): 'iframe' | 'window' | 'frame' {
  if (container === 4) return 'window';
  return container === 5 ? 'frame' : 'iframe';
}

function returnUrl({ origin, course, container, activity, sesskey }: ActivityMessage): string {
  const query = new URLSearchParams({
    course: course.id,
    launch_container: String(container),
    instanceid: activity.resourceLinkId,
    sesskey,
  });
  return `${origin}/mod/lti/return.php?${query}`;
}
