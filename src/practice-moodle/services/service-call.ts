import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ServiceRequest } from '../misbehaviour.ts';
import type { PracticeSite } from '../site.ts';
import { seconds, toolTypeOf } from '../site.ts';
import type { ToolType } from '../tool-type.ts';
import { permittedScopes } from './scopes.ts';
import { ServiceProblem } from './service-answer.ts';

/** A call of a service, as far as Moodle looks at it. */
export interface ServiceCall {
  readonly method: string;
  /** After `services.php`, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query. */
  readonly url: string;
  /** Undefined when the header is missing. */
  readonly accept: string | undefined;
  /** Without parameters; empty without a header. */
  readonly contentType: string;
  readonly authorization: string;
  readonly body: string;
  /** What tests see of it. */
  readonly record: ServiceRequest;
}

export function serviceCall(request: FastifyRequest, record: ServiceRequest): ServiceCall {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  return {
    method: request.method,
    path: pathname.replace(/^\/mod\/lti\/services\.php/, ''),
    query: searchParams,
    url: request.url,
    accept: request.headers.accept,
    contentType: request.headers['content-type']?.split(';')[0] ?? '',
    authorization: request.headers.authorization ?? '',
    body: typeof request.body === 'string' ? request.body : '',
    record,
  };
}

/** optional_param(…, PARAM_INT): 0 for anything that is no number. */
export function wholeNumber(call: ServiceCall, name: string): number {
  return Number.parseInt(call.query.get(name) ?? '', 10) || 0;
}

/** A JSON body as this shape, or nothing. */
export function parsed<T extends z.ZodType>(schema: T, body: string): z.infer<T> | undefined {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/**
 * The tool that may make this call (resource_base::check_tool()).
 * @param typeId the tool that the address names; null: the token's tool
 * @throws ServiceProblem 401: no token, not this tool's, expired, or without one of the scopes
 */
export function authorizedTool(
  site: PracticeSite,
  call: ServiceCall,
  typeId: string | null,
  scopes: readonly string[],
): ToolType {
  const [, token] = /^Bearer (.*)$/.exec(call.authorization) ?? [];
  const known = site.accessTokens.find(token?.trim() ?? '', typeId || undefined);
  if (!known || known.validUntil <= seconds(site) || !scopes.some((scope) => known.scopes.includes(scope))) {
    throw new ServiceProblem(401);
  }
  const type = toolTypeOf(site, known.typeId);
  const permitted = permittedScopes(type);
  if (!scopes.some((scope) => permitted.includes(scope))) throw new ServiceProblem(401);
  call.record.authorized = true;
  return type;
}
