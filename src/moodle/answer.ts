import { z } from 'zod';
import type { MoodleErrorCode } from '../domain/moodle-failure.ts';
import type { HttpAnswer } from '../outbound/http-client.ts';
import { MoodleFailure } from './failure.ts';
import { retryAfterOf } from './retry-after.ts';

/** What Moodle sends instead of a result, with status 200 (webservice/rest/locallib.php, generate_error()). */
const exceptionSchema = z.object({
  exception: z.string(),
  /** Missing for an error of PHP itself. */
  errorcode: z.string().optional(),
  message: z.string().catch(''),
  /** On sites with debugging only. */
  debuginfo: z.string().catch(''),
});

/** By Moodle's `errorcode`, never by class names, which changed in 4.5, or texts, which are translated. */
const codes: Readonly<Record<string, MoodleErrorCode>> = {
  sitemaintenance: 'moodle.maintenance',
  upgraderunning: 'moodle.upgrading',
  dbconnectionfailed: 'moodle.unreachable',
  invalidtoken: 'moodle.token-invalid',
  accessexception: 'moodle.access-refused',
  wsaccessusersuspended: 'moodle.account-suspended',
  wsaccessuserdeleted: 'moodle.account-suspended',
  wsaccessuserunconfirmed: 'moodle.account-suspended',
  wsaccessuserexpired: 'moodle.account-suspended',
  wsaccessusernologin: 'moodle.account-suspended',
  nopermissions: 'moodle.capability-missing',
  nopermissiontoviewgrades: 'moodle.capability-missing',
  accessdenied: 'moodle.capability-missing',
  requireloginerror: 'moodle.course-closed',
  errorcoursecontextnotvalid: 'moodle.course-closed',
  wsusercannotassign: 'moodle.role-not-assignable',
  wsnoinstance: 'moodle.no-manual-enrolment',
  wscannotenrol: 'moodle.no-manual-enrolment',
  wscannotunenrol: 'moodle.no-manual-enrolment',
  invalidparameter: 'moodle.value-refused',
  usernotenroled: 'moodle.value-refused',
  notenrolled: 'moodle.value-refused',
  invaliduser: 'moodle.user-unknown',
  invaliduserid: 'moodle.user-unknown',
  userdeleted: 'moodle.user-unknown',
  invalidrecord: 'moodle.record-unknown',
  invalidrecordunknown: 'moodle.record-unknown',
  invalidcourseid: 'moodle.record-unknown',
  invalidcoursemodule: 'moodle.record-unknown',
};

/**
 * The result in an answer. Moodle puts almost every error into a body with status 200; other statuses come from the
 * web server, from switched-off protocols (403) and from another address than wwwroot (303).
 *
 * @param name function that was called
 * @param now epoch milliseconds
 * @throws MoodleFailure
 */
export function resultOf(answer: HttpAnswer, name: string, now: number): unknown {
  const { status } = answer;
  const details = { function: name, status };
  if (status >= 300 && status < 400) throw new MoodleFailure('moodle.wrong-address', { details });
  if (status === 403) throw new MoodleFailure('moodle.rest-disabled', { details });
  if (status === 429 || status === 503) {
    const code = status === 503 && isPage(answer) ? 'moodle.maintenance' : 'moodle.busy';
    throw new MoodleFailure(code, { details: { ...details, ...retryAfterOf(answer.headers, now) } });
  }
  if (status >= 500) throw new MoodleFailure('moodle.unreachable', { details, isLost: true });
  if (status !== 200) throw new MoodleFailure('moodle.answer-invalid', { details });
  const body = parsed(answer.text, details);
  const exception = exceptionSchema.safeParse(body);
  if (exception.success) throw exceptionFailure(exception.data, name);
  return body;
}

/** The page of `climaintenance.html` promises a time; a proxy without a server behind it does not. */
function isPage({ headers }: HttpAnswer): boolean {
  return headers['retry-after'] !== undefined && (headers['content-type'] ?? '').includes('text/html');
}

function parsed(text: string, details: Record<string, string | number>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MoodleFailure('moodle.answer-invalid', { details, isLost: true });
  }
}

function exceptionFailure(
  { errorcode = '', message, debuginfo }: z.infer<typeof exceptionSchema>,
  name: string,
): MoodleFailure {
  const isFunction = errorcode === 'accessexception' && /Access to the function/.test(message + debuginfo);
  const known = isFunction
    ? 'moodle.function-missing'
    : Object.hasOwn(codes, errorcode)
      ? codes[errorcode]
      : undefined;
  const safe = errorcode.replace(/[^\w.-]/g, '').slice(0, 60);
  return new MoodleFailure(known ?? 'moodle.failed', {
    details: { function: name, ...(safe !== '' && { errorcode: safe }) },
    said: message.slice(0, 500),
  });
}
