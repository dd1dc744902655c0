import { CodedError } from '../../domain/errors.ts';
import { hashOf } from '../../runtime/secrets.ts';

/**
 * A short mark of what a form showed. A form sends it back, so that we see whether somebody else changed the same
 * fields in between.
 */
export function markOf(values: Readonly<Record<string, string>>): string {
  return hashOf(JSON.stringify(Object.entries(values).sort())).slice(0, 16);
}

/**
 * The id that a page gave to a form for what it makes, so that the same form sent twice makes one.
 *
 * @throws CodedError `request.invalid`
 */
export function formId(id: string | undefined): string {
  if (id === undefined || !/^[\w-]{16,64}$/.test(id))
    throw new CodedError('request.invalid', { field: 'id' });
  return id;
}
