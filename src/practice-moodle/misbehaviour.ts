import type { WebServiceCall, WebServiceTrouble } from './web-services/trouble.ts';

/** Ways in which tests and demos let the practice Moodle fail. Set and unset at any time. */
export interface Misbehaviour {
  /** Key set: `down` = 503, `slow` = no answer until the caller gives up, `garbage` = a page instead of JSON. */
  certs?: 'down' | 'slow' | 'garbage';
  /** Token endpoint: as above; `html` = 200 with a page; `unauthorized-once` = one 401, then well again. */
  token?: 'down' | 'slow' | 'html' | 'unauthorized-once';
  /**
   * Services: as above; `maintenance` = Moodle's 503 page; `rate-limited` = 429 and `overloaded` = 503, both
   * with `Retry-After`.
   */
  services?: 'down' | 'slow' | 'html' | 'maintenance' | 'unauthorized-once' | 'rate-limited' | 'overloaded';
  /** `lost-answer`: the score is stored, and the connection is cut instead of an answer. */
  scores?: 'lost-answer';
  /** Every answer of token endpoint and services waits this long. */
  latencyMs?: number;
  /** Web services: asked at every call. */
  webServices?: (call: WebServiceCall) => WebServiceTrouble | undefined;
  /** Web services: every answer takes so long, and so long for each element that was sent. */
  webServiceLatency?: { callMs: number; elementMs: number };
  /** Default 2. */
  retryAfterSeconds?: number;
}

/** A call of the token endpoint or a service, for tests to count. */
export interface ServiceRequest {
  readonly method: string;
  /** With the query, never with a token. */
  readonly path: string;
  /** Token endpoint: a token was given. Services: the access token was good for this call. */
  authorized: boolean;
}
