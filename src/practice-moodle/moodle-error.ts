import type { z } from 'zod';

/** Moodle's error codes that can occur here, with the sentence on its page. Moodle answers all of them with 404. */
export const moodleErrors = {
  invalidrequest: 'Ungültige Anfrage.',
  invalidparameter: 'Ein Parameter der Anfrage fehlt oder hat einen ungültigen Wert.',
  invalidcourseid: 'Diesen Kurs gibt es nicht.',
  invalidcoursemodule: 'Diese Aktivität gibt es nicht.',
  invaliduser: 'Diese Person gibt es nicht.',
  invalidsesskey: 'Die Sitzung ist abgelaufen oder der Aufruf stammt von einer fremden Seite.',
  nopermissions: 'Dazu haben Sie in diesem Kurs keine Berechtigung.',
  errortooltypenotfound: 'Dieses externe Tool gibt es nicht.',
  errorincorrectconsumerkey: 'Der Absender der Antwort ist nicht das Tool, das gefragt wurde.',
  errorinvalidsignature: 'Die Signatur der Antwort passt nicht zum Tool, oder die Antwort ist abgelaufen.',
  errorinvaliddata: 'Die Antwort des Tools ist keine gültige Auswahl von Inhalten.',
  pagenotfound: 'Diese Seite gibt es nicht.',
  unexpected: 'Bei der Verarbeitung ist ein Fehler aufgetreten.',
} as const;

export type MoodleErrorCode = keyof typeof moodleErrors;

/** Ends a request with Moodle's kind of error page (a moodle_exception there). */
export class MoodleError extends Error {
  readonly code: MoodleErrorCode;

  constructor(code: MoodleErrorCode) {
    super(code);
    this.name = 'MoodleError';
    this.code = code;
  }
}

/** Checked query or body. @throws MoodleError `invalidparameter` */
export function parameters<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const result = schema.safeParse(input ?? {});
  if (!result.success) throw new MoodleError('invalidparameter');
  return result.data;
}
