/** What a web service answers instead of a result, with HTTP status 200 (webservice_rest_server::generate_error()). */
export class WsError extends Error {
  readonly exception: string;
  /** Undefined for an Error of PHP itself. */
  readonly errorcode: string | undefined;
  /** Shown to developers only. */
  readonly debuginfo: string | undefined;

  constructor(exception: string, errorcode: string | undefined, message: string, debuginfo?: string) {
    super(message);
    this.exception = exception;
    this.errorcode = errorcode;
    this.debuginfo = debuginfo;
  }
}

const core = 'core\\exception\\';

export const moodleException = (code: string, message: string): WsError =>
  new WsError(`${core}moodle_exception`, code, message);

export const invalidParameter = (debuginfo: string): WsError =>
  new WsError(
    `${core}invalid_parameter_exception`,
    'invalidparameter',
    'Invalid parameter value detected',
    debuginfo,
  );

/** Why is told to developers only. */
export const accessException = (reason: string): WsError =>
  new WsError('webservice_access_exception', 'accessexception', 'Access control exception', reason);

export const noPermission = (name: string): WsError =>
  new WsError(
    `${core}required_capability_exception`,
    'nopermissions',
    `Sorry, but you do not currently have permissions to do that (${name}).`,
  );

export const missingRecord = (code: string, message: string, sql: string): WsError =>
  new WsError('dml_missing_record_exception', code, message, sql);

/** $DB->get_record(…, MUST_EXIST): a missing user has a code of its own (dml_missing_record_exception). */
export const missingFrom = (table: string): WsError =>
  table === 'user'
    ? missingRecord('invaliduser', 'Invalid user', 'SELECT * FROM {user} WHERE id = ?')
    : missingRecord(
        'invalidrecord',
        `Can't find data record in database table ${table}.`,
        `SELECT * FROM {${table}} WHERE id = ?`,
      );
