/** What an administrator of the practice Moodle has set for its web services. Changed at any time. */
export interface WebServiceSettings {
  /** Site administration > Advanced features. */
  webServices: boolean;
  /** Manage protocols. */
  rest: boolean;
  /** The service: switched off, its tokens are refused. */
  serviceEnabled: boolean;
  /** The service account stands among the authorised users. */
  authorised: boolean;
  serviceAccountSuspended: boolean;
  /** Only this address may use the token; empty for any. */
  allowedIp: string;
  /** Epoch seconds from which on the token is expired; 0 for never. An expired token is deleted at its next use. */
  tokenValidUntil: number;
  /** By the administration's page (JSON) or from the command line (503, a page). */
  maintenance: 'off' | 'page' | 'command-line';
  upgrading: boolean;
  /** Of the service; taken away one by one by tests. */
  readonly functions: Set<string>;
  /** What the service account's role lacks, for example `moodle/cohort:assign` or `mod/page:view`. */
  readonly missingCapabilities: Set<string>;
  /** "Allow role assignments": ids of roles that the service account may give. */
  readonly assignableRoles: Set<number>;
  /** enrol_manual/sendcoursewelcomemessage, on by default in 4.5. */
  welcomeMessage: boolean;
  /** PHP: variables beyond are dropped. */
  maxInputVars: number;
  /** PHP, in bytes: a larger body is dropped as a whole. */
  postMaxSize: number;
  /** Adds what is otherwise not said: `debuginfo`, and its text in messages. */
  developerDebug: boolean;
  /** Courses without an enabled manual enrolment instance. */
  readonly withoutManualEnrolment: Set<number>;
  /** User ids that the service account may not see: dropped from a page after the database has counted it. */
  readonly hiddenUsers: Set<number>;
}

export function defaultSettings(functions: readonly string[]): WebServiceSettings {
  return {
    webServices: true,
    rest: true,
    serviceEnabled: true,
    authorised: true,
    serviceAccountSuspended: false,
    allowedIp: '',
    tokenValidUntil: 0,
    maintenance: 'off',
    upgrading: false,
    functions: new Set(functions),
    // Service roles seldom have it: it would let them change courses.
    missingCapabilities: new Set(['moodle/course:update']),
    assignableRoles: new Set([3, 4, 5]),
    welcomeMessage: true,
    maxInputVars: 5000,
    postMaxSize: 8 * 1024 * 1024,
    developerDebug: false,
    withoutManualEnrolment: new Set(),
    hiddenUsers: new Set(),
  };
}
