import { createPrivateKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { CodedError } from '../src/domain/errors.ts';
import type { Registration } from '../src/domain/site.ts';
import type { Clock } from '../src/runtime/clock.ts';
import { randomId } from '../src/runtime/secrets.ts';
import { toolKeys } from '../src/store/site.ts';
import { deepLinkingClaim } from './deep-linking-claims.ts';
import { type LtijsServices, privateKeyUse } from './ltijs-database.ts';

/** A link that a platform is to add to a course (LTI Deep Linking 2.0, section 3.2). */
export interface ContentItem {
  type: 'ltiResourceLink';
  title: string;
  text?: string;
  custom: Record<string, string>;
  lineItem?: {
    scoreMaximum: number;
    label: string;
    resourceId: string;
    tag: string;
    /** That somebody's work can be opened from the gradebook (Submission Review 1.0, section 4). */
    submissionReview: { reviewableStatus: readonly string[] };
  };
}

export interface DeepLinkingAnswer {
  deploymentId: string;
  /** As the request sent it; empty if it sent none. */
  data: string;
  acceptsMultiple: boolean;
  /** Empty: nothing was chosen. */
  items: readonly ContentItem[];
  /** What the platform shows to the person, or writes into its log. */
  message?: string;
  errorMessage?: string;
  log?: string;
  errorLog?: string;
}

/** `createDeepLinkingMessage` of ltijs; its declaration in `ltijs.d.ts` is this one. */
export type Compose = (
  request: {
    iss: string;
    clientId: string;
    deploymentId: string;
    platformContext: { deepLinkingSettings: Record<string, unknown> };
  },
  items: readonly unknown[],
  options: Record<'message' | 'errMessage' | 'log' | 'errLog', string | undefined>,
) => Promise<string>;

/** Seconds: without scripts a person presses a button, and reads first. */
const answerLifetime = 600;

/**
 * The signed answer to a deep linking request. ltijs composes it; its claim `errormsg ` (with a blank), its nonce
 * from Math.random and its minute of life are put right before it is signed.
 *
 * @throws CodedError `deep-linking.unsigned`
 */
export async function composeAnswer(
  compose: Compose,
  { store, secrets, clock }: LtijsServices & { clock: Clock },
  { issuer, clientId }: Registration,
  answer: DeepLinkingAnswer,
): Promise<string> {
  const { deploymentId, data, acceptsMultiple, items } = answer;
  const settings = { accept_types: ['ltiResourceLink'], accept_multiple: acceptsMultiple, data };
  const request = { iss: issuer, clientId, deploymentId, platformContext: { deepLinkingSettings: settings } };
  const composed = await compose(request, [...items], {
    message: answer.message,
    errMessage: answer.errorMessage,
    log: answer.log,
    errLog: answer.errorLog,
  }).catch((error: unknown) => {
    const said = error instanceof Error ? error.message : '';
    throw new CodedError('deep-linking.unsigned', { cause: /^[A-Z_]{1,60}$/.exec(said)?.[0] ?? 'other' });
  });
  const claims = decodeJwt(composed);
  const misnamed = `${deepLinkingClaim.errorMessage} `;
  if (misnamed in claims) {
    claims[deepLinkingClaim.errorMessage] = claims[misnamed];
    delete claims[misnamed];
  }
  const { kid = '' } = decodeProtectedHeader(composed);
  const key = await store.get(toolKeys, kid);
  if (!key) throw new CodedError('deep-linking.unsigned', { cause: 'KEY_NOT_FOUND' });
  const privateKey = createPrivateKey(secrets.open(privateKeyUse, key.doc.sealedPrivateKey));
  const issuedAt = Math.floor(clock() / 1000);
  return new SignJWT({ ...claims, nonce: randomId(), iat: issuedAt, exp: issuedAt + answerLifetime })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
    .sign(privateKey);
}
