import { CodedError } from '../domain/errors.ts';
import { isTextKey, type Language, translator } from '../web/language.ts';
import { PortError } from './listen.ts';

/** What went wrong on the command line: what happened, what to do, and the code for looking it up. */
export function failureText(error: unknown, language: Language): string {
  if (error instanceof PortError) return error.message;
  if (!(error instanceof CodedError))
    return String(error instanceof Error ? (error.stack ?? error.message) : error);
  const t = translator(language);
  const details = Object.entries(error.details).map(([name, value]) => `${name}: ${value}`);
  const cause = error.cause instanceof Error ? [error.cause.message] : [];
  // Who sits at the command line administers; a failed call of Moodle is mended there, not here.
  const admin = `errors.${error.code}.admin`;
  const isMoodle = error.code.startsWith('moodle.') && isTextKey(admin);
  return [
    t(`errors.${error.code}.what`),
    isMoodle ? t(admin) : t(`errors.${error.code}.todo`),
    `[${[error.code, ...details, ...cause].join(', ')}]`,
  ].join('\n');
}
