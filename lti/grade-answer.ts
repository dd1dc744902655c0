import type { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { HttpAnswer } from '../src/outbound/http-client.ts';

/**
 * Moodle says 403 where the activity is not this tool's any more. A page is an answer of something else.
 *
 * @throws CodedError `grade.line-item-gone`, `service.answer-invalid`
 */
export function checkServed({ status, headers, text }: HttpAnswer): void {
  if ([403, 404, 410].includes(status)) throw new CodedError('grade.line-item-gone', { status });
  const isPage = (headers['content-type'] ?? '').startsWith('text/html') && text.trim() !== '';
  if (status < 200 || status > 299 || isPage) throw new CodedError('service.answer-invalid', { status });
}

/** @throws CodedError `service.answer-invalid` */
export function readJson<Schema extends z.ZodType>(schema: Schema, { text }: HttpAnswer): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new CodedError('service.answer-invalid', { reason: 'body' });
  }
}
