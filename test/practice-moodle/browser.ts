import type { LightMyRequestResponse } from 'fastify';
import {
  createPracticeMoodle,
  type PracticeMoodle,
  type PracticeMoodleOptions,
} from '../../src/practice-moodle/practice-moodle.ts';

export const origin = 'http://localhost:8080';
export const toolUrl = 'http://127.0.0.1:3000';
export const now = Date.UTC(2026, 10, 23, 8, 0, 0);

export function practiceMoodle(options: Partial<PracticeMoodleOptions> = {}): Promise<PracticeMoodle> {
  return createPracticeMoodle({ origin, toolUrl, clock: () => now, ...options });
}

/** Action and fields of the one form of a forwarding page. */
export interface Form {
  action: string;
  fields: Record<string, string>;
}

export function formOf(html: string): Form {
  const action = /<form id="forward" method="post" action="([^"]*)"/.exec(html)?.[1];
  if (action === undefined) throw new Error('The page has no form that sends itself.');
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return {
    action: unescaped(action),
    fields: Object.fromEntries(Array.from(inputs, ([, name, value]) => [name, unescaped(value ?? '')])),
  };
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Keeps Moodle's cookie as a browser does, and can leave it at home as a cross-site frame does. */
export class Browser {
  readonly moodle: PracticeMoodle;
  private cookie = '';

  constructor(moodle: PracticeMoodle) {
    this.moodle = moodle;
  }

  async get(url: string, { withCookie = true } = {}): Promise<LightMyRequestResponse> {
    const headers = withCookie ? { cookie: this.cookie } : {};
    return this.keep(await this.moodle.app.inject({ method: 'GET', url, headers }));
  }

  async post(
    url: string,
    fields: Record<string, string>,
    { withCookie = true, headers = {} as Record<string, string> } = {},
  ): Promise<LightMyRequestResponse> {
    return this.keep(
      await this.moodle.app.inject({
        method: 'POST',
        url,
        payload: new URLSearchParams(fields).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...(withCookie && { cookie: this.cookie }),
          ...headers,
        },
      }),
    );
  }

  loginAs(person: string): Promise<LightMyRequestResponse> {
    return this.post('/login-as', { person });
  }

  /** Opens a link of the course up to the form that goes to the tool. */
  async openLink(activityId: string, more = ''): Promise<Form> {
    const { cmid } = this.moodle.activities.find(({ id }) => id === activityId) ?? {};
    return formOf((await this.get(`/mod/lti/launch.php?id=${cmid}${more}`)).body);
  }

  private keep(response: LightMyRequestResponse): LightMyRequestResponse {
    for (const { name, value } of response.cookies) this.cookie = `${name}=${value}`;
    return response;
  }
}

/** What a correct tool asks for after a login initiation. */
export function authRequest({ fields }: Form): Record<string, string> {
  return {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: fields.client_id ?? '',
    redirect_uri: `${toolUrl}/lti/launch`,
    login_hint: fields.login_hint ?? '',
    lti_message_hint: fields.lti_message_hint ?? '',
    nonce: 'nonce-1',
    state: 'state-1',
  };
}

export function authUrl(fields: Record<string, string>): string {
  return `/mod/lti/auth.php?${new URLSearchParams(fields)}`;
}

/** Changes parameters; `undefined` leaves one out. */
export function changed(
  fields: Record<string, string>,
  changes: Record<string, string | undefined>,
): Record<string, string> {
  const entries = Object.entries({ ...fields, ...changes });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
