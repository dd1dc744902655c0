/**
 * Every error a person or a program can meet, with its HTTP status. The code is stable: it stands on pages,
 * in logs and in the catalogues `config/locales/*.json` (`errors.<code>`: what happened, what it means, what to do).
 */
export const errorStatus = {
  'login.parameter-missing': 400,
  'login.parameter-invalid': 400,
  'login.site-unknown': 400,
  'login.registration-ambiguous': 400,
  'login.target-foreign': 400,
  'login.cookies-blocked': 400,
  'launch.platform-error': 400,
  'launch.state-missing': 400,
  'launch.state-invalid': 400,
  'launch.state-expired': 400,
  'launch.browser-mismatch': 400,
  'launch.token-missing': 400,
  'launch.token-malformed': 400,
  'launch.key-id-missing': 400,
  'launch.key-id-invalid': 400,
  'launch.key-unknown': 400,
  'launch.algorithm-refused': 400,
  'launch.signature-invalid': 401,
  'launch.issuer-mismatch': 400,
  'launch.audience-mismatch': 400,
  'launch.authorized-party-mismatch': 400,
  'launch.time-missing': 400,
  'launch.token-expired': 401,
  'launch.token-from-future': 401,
  'launch.nonce-mismatch': 400,
  'launch.nonce-used': 409,
  'launch.deployment-unknown': 403,
  'launch.version-wrong': 400,
  'launch.message-type-missing': 400,
  'launch.message-type-unsupported': 400,
  'launch.claim-missing': 400,
  'launch.claim-invalid': 400,
  'launch.target-foreign': 400,
  'launch.return-address-foreign': 400,
  'launch.review-refused': 403,
  'launch.line-item-foreign': 400,
  'deep-linking.ended': 409,
  'deep-linking.unsigned': 500,
  'platform.keys-unreachable': 503,
  'platform.keys-invalid': 502,
  'service.unreachable': 502,
  'service.wait': 503,
  'service.address-foreign': 502,
  'service.answer-invalid': 502,
  'service.token-refused': 502,
  'service.scope-refused': 502,
  'service.our-keys-unreachable': 502,
  'grade.user-refused': 422,
  'grade.line-item-gone': 410,
  'grade.superseded': 409,
  'session.missing': 401,
  'session.expired': 401,
  'session.other-site': 403,
  'session.other-account': 409,
  'session.handover-invalid': 401,
  'form.origin-foreign': 403,
  'form.token-invalid': 403,
  'form.incomplete': 422,
  'form.changed-meanwhile': 409,
  'access.denied': 403,
  'space.not-found': 404,
  'space.last-owner': 409,
  'page.not-found': 404,
  'training.no-part': 403,
  'training.not-open': 409,
  'training.attempt-over': 409,
  'training.step-empty': 409,
  'training.self-check-empty': 409,
  'check-in.invalid': 422,
  'check-in.wait': 429,
  'link.already-bound': 409,
  'link-code.invalid': 422,
  'invitation.invalid': 422,
  'operator.link-invalid': 401,
  'operator.session-missing': 401,
  'site.exists': 409,
  'site.not-found': 404,
  'account.not-found': 404,
  'site.address-refused': 422,
  'registration.invitation-invalid': 403,
  'registration.request-incomplete': 400,
  'registration.platform-unreachable': 502,
  'registration.configuration-invalid': 502,
  'registration.host-mismatch': 422,
  'registration.refused': 502,
  'registration.answer-invalid': 502,
  'keys.overlap-invalid': 422,
  'address.refused': 422,
  'request.invalid': 400,
  'request.too-large': 413,
  'request.unsupported-type': 415,
  'request.too-many': 429,
  'store.conflict': 409,
  'store.busy': 503,
  'store.down': 503,
  'store.newer': 503,
  'internal.unexpected': 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/**
 * An error with a stable code. `details` may name a parameter, a claim or an id; never a value that came from
 * a person, a token or a secret, because details are logged.
 */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, details: Record<string, string | number> = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'CodedError';
    this.code = code;
    this.status = errorStatus[code];
    this.details = details;
  }
}
