import { CodedError } from '../domain/errors.ts';
import { type Language, translator } from '../web/language.ts';
import { PortError } from './listen.ts';

/** What went wrong on the command line: what happened, what to do, and the code for looking it up. */
export function failureText(error: unknown, language: Language): string {
  if (error instanceof PortError) return error.message;
  if (!(error instanceof CodedError))
    return String(error instanceof Error ? (error.stack ?? error.message) : error);
  const t = translator(language);
  const details = Object.entries(error.details).map(([name, value]) => `${name}: ${value}`);
  const cause = error.cause instanceof Error ? [error.cause.message] : [];
  return [
    t(`errors.${error.code}.what`),
    t(`errors.${error.code}.todo`),
    `[${[error.code, ...details, ...cause].join(', ')}]`,
  ].join('\n');
}
