import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { exportJWK } from 'jose';
import { practiceMoodle } from './browser.ts';
import { newKey, scopes, Tool } from './tool.ts';

let tool: Tool;
beforeEach(async () => {
  tool = await Tool.open();
});

describe('The token endpoint gives a token', () => {
  test('for an hour, of 32 hex characters, as JSON that calls itself HTML', async () => {
    const response = await tool.askForToken({ scope: scopes.score });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.json()).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: scopes.score,
    });
  });

  test('for those of the wanted scopes that the tool may have', async () => {
    tool.moodle.configure({ memberships: false, gradeSync: 'partial' });
    const scope = [scopes.membershipsRead, scopes.score, 'openid', scopes.lineItem].join(' ');
    expect((await tool.askForToken({ scope })).json().scope).toBe(scopes.score);
  });

  test('although the audience is wrong and the same assertion comes twice', async () => {
    const client_assertion = await tool.assertion({ aud: 'https://elsewhere.example' });
    for (let round = 0; round < 2; round += 1) {
      expect((await tool.askForToken({ client_assertion })).statusCode).toBe(200);
    }
  });

  test('also to a tool that no administrator has activated', async () => {
    tool.moodle.configure({ state: 'pending' });
    expect((await tool.askForToken()).statusCode).toBe(200);
  });
});

describe('The token endpoint refuses', () => {
  const refusals: [string, (tool: Tool) => Promise<Record<string, string>>, string][] = [
    [
      'an assertion without a key id',
      async (t) => ({ client_assertion: await t.assertion({}, { kid: '' }) }),
      'error/Error: kid must be provided in JWT header.',
    ],
    [
      'a foreign signature',
      async (t) => ({ client_assertion: await t.assertion({}, { signedBy: newKey() }) }),
      'Signature verification failed',
    ],
    [
      'an expired assertion',
      async (t) => ({ client_assertion: await t.assertion({ exp: t.clock / 1000 }) }),
      'Expired token',
    ],
    [
      'an assertion from the future',
      async (t) => ({ client_assertion: await t.assertion({ iat: t.clock / 1000 + 1 }) }),
      'Cannot handle token with iat prior to 2026-11-23T08:00:01+0000',
    ],
    [
      'an unknown client',
      async (t) => ({ client_assertion: await t.assertion({ sub: 'SomebodyElse000' }) }),
      'invalid_client',
    ],
    [
      'an issuer that is not the client',
      async (t) => ({ client_assertion: await t.assertion({ iss: 'SomebodyElse000' }) }),
      'invalid_client',
    ],
    ['another grant', async () => ({ grant_type: 'password' }), 'unsupported_grant_type'],
    ['a missing scope', async () => ({ scope: '' }), 'invalid_request'],
    ['something that is no assertion', async () => ({ client_assertion: 'a.b' }), 'invalid_request'],
    ['scopes the tool may not have', async () => ({ scope: 'openid email' }), 'invalid_scope'],
  ];
  test.each(refusals)('%s', async (_case, fields, error) => {
    const response = await tool.askForToken(await fields(tool));
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.json()).toEqual({ error });
  });

  test('an unknown key id with an answer that is no JSON', async () => {
    const client_assertion = await tool.assertion({}, { kid: 'gone' });
    const { statusCode, body } = await tool.askForToken({ client_assertion });
    expect(statusCode).toBe(400);
    expect(body).toBe('{\n  "error" : ""kid" invalid, unable to lookup correct key"\n}');
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
  });

  test('a body that is no form', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await tool.moodle.app.inject({
      method: 'POST',
      url: '/mod/lti/token.php',
      payload: '{}',
      headers,
    });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({ error: 'invalid_request' });
  });
});

describe('The tool’s key set', () => {
  test('is read once and kept for ever, and read again after every failure', async () => {
    for (let round = 0; round < 3; round += 1) await tool.askForToken();
    expect(tool.downloads).toBe(1);
    const client_assertion = await tool.assertion({}, { kid: 'gone' });
    for (let round = 0; round < 3; round += 1) await tool.askForToken({ client_assertion });
    expect(tool.downloads).toBe(4);
  });

  test('may get a new key at any time, and an old one goes on working until then', async () => {
    await tool.askForToken();
    const next = newKey();
    tool.keys.delete('tool-1');
    tool.keys.set('tool-2', next);
    expect((await tool.askForToken()).statusCode).toBe(200);
    const client_assertion = await tool.assertion({}, { kid: 'tool-2', signedBy: next });
    expect((await tool.askForToken({ client_assertion })).statusCode).toBe(200);
    expect((await tool.askForToken()).statusCode).toBe(400);
  });

  test.each<[string, string | Error]>([
    ['cannot be read', new Error('no answer')],
    ['is a page', '<p>Hallo</p>'],
    ['has no keys', '{}'],
  ])('that %s ends in a 404 page, as if there were no token endpoint', async (_case, told) => {
    tool.toldInstead = told;
    const response = await tool.askForToken();
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain('<h1>Fehler</h1>');
  });

  test('may leave out the algorithm of the key in use', async () => {
    const { kty, n, e } = await exportJWK(tool.keys.get('tool-1') ?? newKey());
    tool.toldInstead = JSON.stringify({ keys: [{ kty, n, e, kid: 'tool-1' }] });
    expect((await tool.askForToken()).statusCode).toBe(200);
  });

  test('is read over the network, below the tool’s address', async () => {
    const asked: string[] = [];
    const { kty, n, e } = await exportJWK(tool.keys.get('tool-1') ?? newKey());
    const keySet = JSON.stringify({ keys: [{ kty, n, e, kid: 'tool-1', alg: 'RS256' }] });
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end(keySet);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const moodle = await practiceMoodle({ toolUrl: `http://127.0.0.1:${port}` });
    const { clientId } = moodle.toolType;
    const client_assertion = await tool.assertion({ iss: clientId, sub: clientId });
    const response = await moodle.app.inject({
      method: 'POST',
      url: '/mod/lti/token.php',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
        scope: scopes.score,
      }).toString(),
    });
    await new Promise((resolve) => server.close(resolve));
    expect(response.statusCode).toBe(200);
    expect(asked).toEqual(['GET /lti/keys']);
  });
});
