import type { ConnectionFinding } from '../domain/connection-report.ts';
import { isTextKey, type T } from './language.ts';

/** A finding of a connection check in words: what there is, and what to change where. */
export function findingText({ topic, details }: ConnectionFinding, t: T): { what: string; todo: string } {
  const own = `connection.topics.${topic}`;
  const [what, todo] = isTextKey(`${own}.what`)
    ? [`${own}.what`, `${own}.todo`]
    : [`errors.${topic}.what`, `errors.${topic}.admin`];
  const textOf = (key: string) => (isTextKey(key) ? t(key, details) : key);
  return { what: textOf(what), todo: textOf(todo) };
}
