import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Standing } from '../domain/access.ts';
import { CodedError, type ErrorCode } from '../domain/errors.ts';
import { addressOf, paths } from './addresses.ts';
import { textFields } from './forms.ts';
import { plainFrame } from './frame.ts';
import { allowFrames } from './headers.ts';
import type { WebServices } from './services.ts';
import { render } from './views/document.tsx';
import { FailurePage } from './views/failure.tsx';
import type { TypedText } from './views/typed-text.tsx';
import { visitOf } from './visit.ts';

/** Fastify's own refusals, in our words. */
const frameworkCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_REQ_FILE_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported-type',
};

/** Members of the closed area may miss a right there; it is not closed to them. */
const isInside: readonly unknown[] = ['confirmed', 'leading', 'owner'] satisfies Standing[];

/** Every failure becomes a readable page with its code, and one line in the log without personal data. */
export async function answerError(
  services: WebServices,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const coded = codedFrom(error);
  const { code, status, details } = coded;
  logFailure(coded, request, error);
  if (code === 'access.denied' && details.kind === 'managers' && !isInside.includes(details.standing)) {
    const { site } = request.params as { site: string };
    return reply.redirect(addressOf(paths.closed, { site }), 303);
  }
  const visit = visitOf(services, request, reply);
  const typed = typedText(services, request, code);
  const page = FailurePage({
    frame: plainFrame(visit),
    code,
    requestNumber: request.id,
    at: visit.now,
    ...(typeof details.word === 'string' ? { word: details.word } : {}),
    ...(typed ? { typed } : {}),
  });
  allowFrames(reply, 'anyone');
  if (status === 503) reply.header('retry-after', '10');
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(render(page));
}

export function answerNotFound(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return answerError(services, new CodedError('page.not-found'), request, reply);
}

/** Failures after which the same form can be sent again as it is. */
const passing: readonly ErrorCode[] = [
  'session.missing',
  'session.expired',
  'session.other-account',
  'request.too-many',
  'store.busy',
  'store.down',
  'internal.unexpected',
];

/** A form of ours that could not be taken now. Only from our own pages: a foreign one must not put words here. */
function typedText(services: WebServices, request: FastifyRequest, code: ErrorCode): TypedText | undefined {
  const route = request.routeOptions?.url ?? '';
  const isForm = request.method === 'POST' && route.startsWith('/s/:site/') && route !== paths.handover;
  if (!isForm || !passing.includes(code) || request.headers.origin !== services.publicUrl) return undefined;
  const fields = Object.entries(textFields(request.body));
  return {
    action: request.url,
    fields: Object.fromEntries(fields.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
}

/** One line, without what anybody typed. */
export function logFailure(
  { code, status, details }: CodedError,
  request: FastifyRequest,
  error: unknown,
): void {
  const route = request.routeOptions?.url ?? 'none';
  if (status >= 500) request.log.error({ code, route, ...details, cause: causeOf(error) }, 'failed');
  else request.log.info({ code, route, ...details }, 'refused');
}

/** Fastify's refusals, and what nobody foresaw, with codes of ours. */
export function codedFrom(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  const { code = '', statusCode = 500 } = error as { code?: string; statusCode?: number };
  if (frameworkCodes[code]) return new CodedError(frameworkCodes[code]);
  return new CodedError(statusCode >= 400 && statusCode < 500 ? 'request.invalid' : 'internal.unexpected');
}

/** Where it happened, without the message: a message may quote what somebody typed. */
function causeOf(error: unknown): string[] {
  const causes: string[] = [];
  for (let one = error; one instanceof Error && causes.length < 3; one = one.cause) {
    const place = one.stack?.split('\n').find((line) => line.trim().startsWith('at ')) ?? '';
    causes.push(`${one.name} ${(one as { code?: string }).code ?? ''} ${place.trim()}`);
  }
  return causes;
}
