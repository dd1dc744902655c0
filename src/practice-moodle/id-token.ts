import { createPrivateKey, type KeyObject } from 'node:crypto';
import { messageClaims } from './claims.ts';
import type { LaunchContainer } from './course.ts';
import type { Claims, Message } from './message.ts';
import { randomText } from './random-text.ts';
import { signedToken } from './signing-key.ts';
import { activityOf, courseOf, type PracticeSite, personOf, toolTypeOf } from './site.ts';

/** What every id_token needs. Everything optional bends the token away from what Moodle would send. */
interface AnyTokenRequest {
  readonly personId: string;
  readonly nonce: string;
  readonly sesskey?: string;
  /** Laid over Moodle's claims; `undefined` takes a claim away. */
  readonly claims?: Claims;
  /** Laid over Moodle's header; `undefined` takes a field away. */
  readonly header?: Claims;
  /** Signs instead of the platform's key. */
  readonly key?: KeyObject;
  /** Epoch milliseconds instead of the clock's. */
  readonly now?: number;
}

/** The opening of an activity (LtiResourceLinkRequest, with `review` LtiSubmissionReviewRequest). */
export interface IdTokenRequest extends AnyTokenRequest {
  readonly activityId: string;
  /** Default: the activity's own container. */
  readonly container?: LaunchContainer;
  /** Submission review: the user id of the learner, or empty. */
  readonly review?: string;
}

/** The choice of content for a course (LtiDeepLinkingRequest). */
export interface SelectionTokenRequest extends AnyTokenRequest {
  readonly courseId: string;
  /** Default: the first tool. */
  readonly typeId?: string;
  readonly title?: string;
  readonly text?: string;
}

/** @returns a compact JWS, RS256 unless the request bends it. */
export function makeIdToken(site: PracticeSite, request: IdTokenRequest | SelectionTokenRequest): string {
  const { signingKey } = site.state;
  const header = { typ: 'JWT', alg: 'RS256', kid: signingKey.kid };
  // JSON.stringify leaves fields with `undefined` out: that is how an override takes a claim away.
  return signedToken(
    { ...header, ...request.header },
    { ...messageClaims(messageOf(site, request)), ...request.claims },
    request.key ?? createPrivateKey(signingKey.pem),
  );
}

function messageOf(site: PracticeSite, request: IdTokenRequest | SelectionTokenRequest): Message {
  const common = {
    origin: site.origin,
    state: site.state,
    person: personOf(site, request.personId),
    sesskey: request.sesskey ?? randomText(10),
    nonce: request.nonce,
    issuedAt: Math.floor((request.now ?? site.clock()) / 1000),
  };
  if ('courseId' in request) {
    return {
      ...common,
      type: toolTypeOf(site, request.typeId ?? site.state.deploymentId),
      course: courseOf(site, request.courseId),
      title: request.title ?? '',
      text: request.text ?? '',
    };
  }
  const activity = activityOf(site, request.activityId);
  return {
    ...common,
    type: toolTypeOf(site, activity.typeId),
    course: courseOf(site, activity.courseId),
    activity,
    container: request.container ?? activity.container,
    ...(request.review !== undefined && { review: request.review }),
  };
}
