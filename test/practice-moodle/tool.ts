import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { exportJWK, SignJWT } from 'jose';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { scopes } from '../../src/practice-moodle/services/scopes.ts';
import { now, origin, practiceMoodle } from './browser.ts';

export { scopes };

const services = '/mod/lti/services.php';
export const types = {
  items: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  item: 'application/vnd.ims.lis.v2.lineitem+json',
  score: 'application/vnd.ims.lis.v1.score+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  members: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
} as const;
const everything = Object.values(scopes).join(' ');

export function newKey(): KeyObject {
  const pem = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return createPrivateKey(pem.privateKey);
}

const key = newKey();

/** A tool beside a practice Moodle: one key, and the address where Moodle reads it. */
export class Tool {
  readonly moodle: PracticeMoodle;
  /** Keys that Moodle finds; a test may add and take away. */
  readonly keys = new Map([['tool-1', key]]);
  /** How often Moodle has read them, and what it is told instead of them. */
  downloads = 0;
  toldInstead: string | Error | undefined;
  clock = now;

  private constructor(moodle: PracticeMoodle) {
    this.moodle = moodle;
  }

  static async open(options: { stateFile?: string } = {}): Promise<Tool> {
    let tool: Tool | undefined;
    const moodle = await practiceMoodle({
      ...options,
      clock: () => tool?.clock ?? now,
      download: async () => tool?.keySet() ?? '',
    });
    tool = new Tool(moodle);
    return tool;
  }

  private async keySet(): Promise<string> {
    this.downloads += 1;
    if (this.toldInstead instanceof Error) throw this.toldInstead;
    if (this.toldInstead !== undefined) return this.toldInstead;
    const keys = [];
    for (const [kid, privateKey] of this.keys) {
      const { kty, n, e } = await exportJWK(privateKey);
      keys.push({ kty, n, e, kid, alg: 'RS256', use: 'sig' });
    }
    return JSON.stringify({ keys });
  }

  /** A client assertion as it should be, bent where the test says so. */
  async assertion(
    claims: Record<string, unknown> = {},
    { kid = 'tool-1', signedBy = key } = {},
  ): Promise<string> {
    const { clientId, tokenUrl } = this.moodle.toolType;
    const iat = Math.floor(this.clock / 1000);
    const payload = {
      iss: clientId,
      sub: clientId,
      aud: tokenUrl,
      iat,
      exp: iat + 60,
      jti: 'once',
      ...claims,
    };
    const header = kid === '' ? { alg: 'RS256' } : { alg: 'RS256', kid };
    return new SignJWT(payload).setProtectedHeader(header).sign(signedBy);
  }

  async askForToken(fields: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    const form = {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: fields.client_assertion ?? (await this.assertion()),
      scope: everything,
      ...fields,
    };
    return this.moodle.app.inject({
      method: 'POST',
      url: '/mod/lti/token.php',
      payload: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }

  async token(scope = everything): Promise<string> {
    return (await this.askForToken({ scope })).json().access_token;
  }

  /** GET of a service, with a fresh token for everything unless one is given. */
  async get(url: string, accept: string = '*/*', token?: string): Promise<LightMyRequestResponse> {
    return this.moodle.app.inject({
      url: `${services}${url}`,
      headers: { authorization: `Bearer ${token ?? (await this.token())}`, accept },
    });
  }

  async send(
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    { body, type, token }: { body?: unknown; type?: string; token?: string } = {},
  ): Promise<LightMyRequestResponse> {
    return this.moodle.app.inject({
      method,
      url: `${services}${url}`,
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${token ?? (await this.token())}`,
        ...(type && { 'content-type': type }),
      },
    });
  }

  /** A score for Jonas (user 5) on the training's column, bent where the test says so. */
  score(changes: Record<string, unknown> = {}, url = '/3/lineitems/24/lineitem/scores?type_id=1') {
    const body = {
      userId: '5',
      timestamp: new Date(this.clock).toISOString(),
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      scoreGiven: 50,
      scoreMaximum: 100,
      ...changes,
    };
    return this.send('POST', url, { body, type: types.score });
  }

  /** A deep linking response as it should be, bent where the test says so. */
  response(
    items: unknown[],
    claims: Record<string, unknown> = {},
    options?: Parameters<Tool['assertion']>[1],
  ): Promise<string> {
    const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
    return this.assertion(
      {
        aud: origin,
        nonce: 'n',
        [`${lti}deployment_id`]: '1',
        [`${lti}message_type`]: 'LtiDeepLinkingResponse',
        [`${lti}version`]: '1.3.0',
        'https://purl.imsglobal.org/spec/lti-dl/claim/content_items': items,
        ...claims,
      },
      options,
    );
  }
}
