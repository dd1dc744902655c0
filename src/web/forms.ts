import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import type { Session } from '../domain/session.ts';
import { sameText } from '../runtime/secrets.ts';
import type { WebServices } from './services.ts';

/** Hidden fields that every form carries: the token, and the account that the form was made for. */
export interface FormSeal {
  csrf: string;
  account: string;
}

export function sealForm({ secrets }: Pick<WebServices, 'secrets'>, session: Session): FormSeal {
  const csrf = createHmac('sha256', secrets.signingKey('form')).update(session.id).digest('base64url');
  return { csrf, account: session.accountId };
}

/**
 * Cookies are `SameSite=None`, so that a foreign page could send our forms: they are taken only from our own
 * origin, with the session's token, for the account they were made for.
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
