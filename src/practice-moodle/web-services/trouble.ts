import type { FormValue } from './form.ts';
import { WsError } from './ws-error.ts';

/** A call as tests see it, never with the token. */
export interface WebServiceCall {
  readonly function: string;
  /** Elements of the list that was sent; 1 for a call without one. */
  readonly elements: number;
  /** Form variables as PHP read them. */
  readonly fields: Readonly<Record<string, FormValue>>;
  /** How many form variables were sent. */
  readonly variables: number;
  /** Milliseconds from the arrival of the call to its answer; 0 as long as there is none. */
  tookMs: number;
}

/** How a call goes wrong. Where the function has run all the same: `lost-answer`, `html-after`, and the lists. */
export type WebServiceTrouble =
  /** Statuses of a broken PHP, of a proxy, and of one that asks for patience (`Retry-After`). */
  | 'error-500'
  | 'bad-gateway'
  | 'busy'
  | 'rate-limited'
  /** No answer until the caller gives up. */
  | 'slow'
  /** The connection is cut, before or after the function has run. */
  | 'lost-request'
  | 'lost-answer'
  /** A page with status 200, before or after the function has run. */
  | 'html'
  | 'html-after'
  /** JSON that ends in the middle. */
  | 'broken-json'
  /** Status 200, and an exception of the database. */
  | 'exception'
  /** Status 200, and an Error of PHP, which has no code. */
  | 'php-error'
  /** The longest list of the answer is empty, or ends after its first half. */
  | 'empty-list'
  | 'cut-list'
  /** The whole call fails if this user is in it. */
  | { readonly badUser: number };

/** @throws WsError where the trouble is an exception */
export function throwTrouble(trouble: WebServiceTrouble, call: WebServiceCall): void {
  if (trouble === 'exception') {
    throw new WsError('dml_write_exception', 'dmlwriteexception', 'Error writing to database');
  }
  if (trouble === 'php-error') {
    throw new WsError('Error', undefined, 'Attempt to assign property "contextvalidated" on null');
  }
  if (typeof trouble === 'object' && names(call.fields, String(trouble.badUser))) {
    throw new WsError('dml_write_exception', 'dmlwriteexception', 'Error writing to database');
  }
}

function names(fields: Readonly<Record<string, FormValue>>, user: string): boolean {
  return Object.entries(fields).some(([key, value]) => {
    if (typeof value === 'string') return key === 'userid' && value === user;
    return (key === 'usertype' && value.value === user) || names(value, user);
  });
}

/** The answer with its longest list shortened, at any depth. */
export function shortened(answer: unknown, trouble: 'empty-list' | 'cut-list'): unknown {
  const copy = structuredClone(answer);
  let longest: unknown[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value) && value.length >= longest.length) longest = value;
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(copy);
  longest.splice(trouble === 'empty-list' ? 0 : Math.floor(longest.length / 2));
  return copy;
}
