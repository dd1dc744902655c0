import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import type { Session } from '../domain/session.ts';
import { sameText } from '../runtime/secrets.ts';
import type { WebServices } from './services.ts';

/**
 * Hidden fields that every form carries: the account that the form was made for, and a token of that account. The
 * token outlives a session, so that what was typed before one ended can still be sent after the next launch.
 */
export interface FormSeal {
  csrf: string;
  account: string;
}

export function sealForm({ secrets }: Pick<WebServices, 'secrets'>, session: Session): FormSeal {
  const key = secrets.signingKey('form');
  const csrf = createHmac('sha256', key).update(`${session.siteId} ${session.accountId}`).digest('base64url');
  return { csrf, account: session.accountId };
}

/**
 * Cookies are `SameSite=None`, so that a foreign page could send our forms: they are taken only from our own
 * origin, with the account's token, for the account they were made for.
 *
 * @throws CodedError `form.origin-foreign`, `session.other-account`, `form.token-invalid`
 */
export function checkForm(services: WebServices, request: FastifyRequest, session: Session): void {
  checkOrigin(services, request);
  const { csrf, account } = textFields(request.body);
  if (account !== undefined && account !== session.accountId) throw new CodedError('session.other-account');
  if (csrf === undefined || !sameText(csrf, sealForm(services, session).csrf)) {
    throw new CodedError('form.token-invalid');
  }
}

/** @throws CodedError `form.origin-foreign`: the browser says that another site sent this. */
export function checkOrigin({ publicUrl }: Pick<WebServices, 'publicUrl'>, request: FastifyRequest): void {
  const { origin } = request.headers;
  if (origin !== publicUrl) throw new CodedError('form.origin-foreign');
}

/** The text fields of a posted form; repeated or nested fields count as not sent. */
export function textFields(body: unknown): Record<string, string | undefined> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string'));
}
