import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type Claims, resourceLinkClaims } from './claims.ts';
import type { LaunchContainer } from './course.ts';
import { randomText } from './random-text.ts';
import { signedToken } from './signing-key.ts';
import { activityOf, courseOf, launchUrl, type PracticeSite, personOf } from './site.ts';

/** Which id_token to make. Everything optional bends the token away from what Moodle would send. */
export interface IdTokenRequest {
  readonly personId: string;
  readonly activityId: string;
  readonly nonce: string;
  /** Default: the activity's own container. */
  readonly container?: LaunchContainer;
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

/** @returns a compact JWS, RS256 unless the request bends it. */
export function makeIdToken(site: PracticeSite, request: IdTokenRequest): string {
  const { state } = site;
  const activity = activityOf(site, request.activityId);
  const claims = resourceLinkClaims(
    {
      origin: site.origin,
      targetLinkUri: launchUrl(site),
      clientId: state.clientId,
      deploymentId: state.deploymentId,
      guid: state.guid,
    },
    {
      person: personOf(site, request.personId),
      course: courseOf(site, activity.courseId),
      activity,
      container: request.container ?? activity.container,
      sesskey: request.sesskey ?? randomText(10),
      nonce: request.nonce,
      issuedAt: Math.floor((request.now ?? site.clock()) / 1000),
    },
  );
  const header = { typ: 'JWT', alg: 'RS256', kid: state.signingKey.kid };
  // JSON.stringify leaves fields with `undefined` out: that is how an override takes a claim away.
  return signedToken(
    { ...header, ...request.header },
    { ...claims, ...request.claims },
    request.key ?? createPrivateKey(state.signingKey.pem),
  );
}
