import { z } from 'zod';
import type { PracticeSite } from '../site.ts';
import { lineItem } from './line-item.ts';
import { lineItems } from './line-items.ts';
import { memberships } from './memberships.ts';
import { results } from './results.ts';
import { scores } from './scores.ts';
import { type ServiceAnswer, ServiceProblem } from './service-answer.ts';
import type { ServiceCall } from './service-call.ts';

/** One kind of address below `services.php`. */
export interface Resource {
  readonly path: RegExp;
  readonly formats: readonly string[];
  readonly methods: readonly string[];
  /** @throws ServiceProblem, MoodleError */
  answer(site: PracticeSite, call: ServiceCall, parts: Record<string, string>): ServiceAnswer;
}

const resources: readonly Resource[] = [lineItem, lineItems, results, scores, memberships];

/**
 * `/mod/lti/services.php`: the first resource whose address and content type fit. A GET is judged by `Accept`, as a
 * whole and letter by letter, unless the star for everything stands in it; a DELETE by the address only.
 */
export function answerServiceCall(site: PracticeSite, call: ServiceCall): ServiceAnswer {
  const resource = resources.find(({ path, formats }) => path.test(call.path) && fits(call, formats));
  if (!resource) {
    const accept = call.method === 'GET' ? (call.accept ?? '') : '';
    const contentType = call.method === 'GET' ? '' : call.contentType;
    return { status: 400, reason: `No handler found for ${call.path} ${accept} ${contentType}` };
  }
  if (!resource.methods.includes(call.method)) return { status: 405 };
  try {
    return resource.answer(site, call, partsOf(resource.path, call.path));
  } catch (error) {
    if (error instanceof ServiceProblem) return { status: error.status, reason: error.message };
    throw error;
  }
}

function fits({ method, accept, contentType }: ServiceCall, formats: readonly string[]): boolean {
  if (method === 'GET') return !accept || accept.includes('*/*') || formats.includes(accept);
  return method === 'DELETE' || formats.includes(contentType);
}

function partsOf(pattern: RegExp, path: string): Record<string, string> {
  return z.record(z.string(), z.string()).parse({ ...pattern.exec(path)?.groups });
}
