import type { DeepLinkingSettings } from '../src/domain/deep-linking.ts';
import { CodedError, type ErrorCode } from '../src/domain/errors.ts';
import {
  claim,
  type ResourceLinkClaims,
  resourceLinkClaimsSchema,
  submissionReviewClaimsSchema,
} from './claims.ts';
import { deepLinkingClaim, deepLinkingClaimsSchema, readSettings } from './deep-linking-claims.ts';

/** The claims of one message, and what only its type has. */
export interface LtiMessage {
  claims: ResourceLinkClaims;
  /** Only for a choice of content. */
  deepLinking?: DeepLinkingSettings;
  /** Only for a review of somebody's work: the `sub` of that person, empty where nobody is named. */
  reviewedSub?: string;
}

type Payload = Readonly<Record<string, unknown>>;

/** While content is chosen for a course there is no link yet. */
const noLink = { id: '', title: '' };

const readers: Readonly<Record<string, (payload: Payload, issuer: string) => LtiMessage>> = {
  LtiResourceLinkRequest: (payload) => ({ claims: parsed(resourceLinkClaimsSchema, payload) }),
  LtiDeepLinkingRequest(payload, issuer) {
    const claims = parsed(deepLinkingClaimsSchema, payload);
    const deepLinking = readSettings(claims[deepLinkingClaim.settings], issuer);
    return { claims: { [claim.resourceLink]: noLink, ...claims }, deepLinking };
  },
  LtiSubmissionReviewRequest(payload) {
    const claims = parsed(submissionReviewClaimsSchema, payload);
    return { claims, reviewedSub: claims[claim.forUser]?.user_id ?? '' };
  },
};

export function isMessageType(type: unknown): boolean {
  return typeof type === 'string' && Object.hasOwn(readers, type);
}

/**
 * Reads the claims of a message whose type is one of ours.
 *
 * @throws CodedError `launch.claim-missing`, `launch.claim-invalid`, `launch.return-address-foreign`
 */
export function readMessage(payload: Payload, issuer: string): LtiMessage {
  const type = payload[claim.messageType];
  const read = isMessageType(type) ? readers[String(type)] : undefined;
  if (!read) throw new CodedError('launch.message-type-unsupported');
  return read(payload, issuer);
}

interface Schema<Claims> {
  safeParse(
    payload: unknown,
  ):
    | { success: true; data: Claims }
    | { success: false; error: { issues: { path: readonly PropertyKey[] }[] } };
}

function parsed<Claims>(schema: Schema<Claims>, payload: Payload): Claims {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  const value = path.reduce<unknown>(
    (inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step],
    payload,
  );
  const code: ErrorCode = value === undefined ? 'launch.claim-missing' : 'launch.claim-invalid';
  throw new CodedError(code, { claim: path.map((step) => String(step).split('/').at(-1)).join('.') });
}
