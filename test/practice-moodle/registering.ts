import type { LightMyRequestResponse } from 'fastify';
import { Browser, toolUrl } from './browser.ts';
import { scopes, Tool } from './tool.ts';

export const configurationClaim = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
export const registerUrl = `${toolUrl}/lti/register?invitation=i`;
export const { host } = new URL(toolUrl);

/** A registration that Moodle accepts. */
export const goodRegistration = {
  application_type: 'web',
  response_types: ['id_token'],
  grant_types: ['implicit', 'client_credentials'],
  initiate_login_uri: `${toolUrl}/lti/login`,
  redirect_uris: [`${toolUrl}/lti/launch`],
  client_name: 'Netzbrücke zwei',
  jwks_uri: `${toolUrl}/lti/keys`,
  logo_uri: `${toolUrl}/logo.svg`,
  token_endpoint_auth_method: 'private_key_jwt',
  scope: [scopes.score, scopes.membershipsRead, 'something:else'].join(' '),
  [configurationClaim]: {
    domain: host,
    description: 'Räume',
    target_link_uri: `${toolUrl}/lti/launch`,
    custom_parameters: { a: 'b', equation: 'x=y' },
    claims: ['iss', 'sub', 'name'],
    messages: [
      { type: 'LtiResourceLinkRequest' },
      { type: 'LtiDeepLinkingRequest', target_link_uri: `${toolUrl}/lti/launch`, label: 'Auswählen' },
    ],
  },
};

/** The administrator at a browser, and a tool that wants to be registered. */
export class Registering {
  readonly tool: Tool;
  readonly browser: Browser;

  private constructor(tool: Tool) {
    this.tool = tool;
    this.browser = new Browser(tool.moodle);
  }

  static async open(): Promise<Registering> {
    const registering = new Registering(await Tool.open());
    await registering.browser.loginAs('admin');
    return registering;
  }

  async sesskey(): Promise<string> {
    const { body } = await this.browser.get('/mod/lti/toolconfigure.php');
    return /name="sesskey" value="(\w+)"/.exec(body)?.[1] ?? '';
  }

  /** Where Moodle sends the administrator's browser. @param type `0`: a new tool, else the one to be updated */
  async started(type = '0'): Promise<URL> {
    const query = new URLSearchParams({ url: registerUrl, type, sesskey: await this.sesskey() });
    const response = await this.browser.get(`/mod/lti/startltiadvregistration.php?${query}`);
    if (response.statusCode !== 302) throw new Error(`the start answered ${response.statusCode}`);
    return new URL(String(response.headers.location));
  }

  async token(type?: string): Promise<string> {
    return (await this.started(type)).searchParams.get('registration_token') ?? '';
  }

  send(body: unknown, token?: string, method: 'POST' | 'GET' = 'POST'): Promise<LightMyRequestResponse> {
    return this.tool.moodle.app.inject({
      method,
      url: '/mod/lti/openid-registration.php',
      ...(method === 'POST' && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: {
        ...(method === 'POST' && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
    });
  }
}
