import { beforeEach, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { type Browser, now, origin, toolUrl } from './browser.ts';
import { configurationClaim, goodRegistration, host, Registering, registerUrl } from './registering.ts';
import { scopes, type Tool } from './tool.ts';

let registering: Registering;
let tool: Tool;
let browser: Browser;
beforeEach(async () => {
  registering = await Registering.open();
  ({ tool, browser } = registering);
});

describe('Starting a registration', () => {
  test('sends the administrator to the tool with an address and a token for an hour', async () => {
    const url = await registering.started();
    expect(url.origin + url.pathname).toBe(`${toolUrl}/lti/register`);
    expect(url.searchParams.get('invitation')).toBe('i');
    expect(url.searchParams.get('openid_configuration')).toBe(`${origin}/mod/lti/openid-configuration.php`);
    const keys = createLocalJWKSet((await browser.get('/mod/lti/certs.php')).json());
    const token = url.searchParams.get('registration_token') ?? '';
    const { payload } = await jwtVerify(token, keys, { currentDate: new Date(now) });
    expect(payload).toEqual({
      sub: expect.stringMatching(/^[A-Za-z0-9]{15}$/),
      scope: 'reg',
      iat: now / 1000,
      exp: now / 1000 + 3600,
    });
  });

  test('asks first when there is a tool of that domain', async () => {
    const query = new URLSearchParams({ url: registerUrl });
    const { statusCode, body } = await browser.get(`/mod/lti/startltiadvregistration.php?${query}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('Als neues externes Tool registrieren');
    expect(body).toContain('Aktualisieren: Netzbrücke (Einsatz-ID 1)');
  });

  test('does not ask for a domain it has not met', async () => {
    const query = new URLSearchParams({
      url: 'https://tool.example/register',
      sesskey: await registering.sesskey(),
    });
    const response = await browser.get(`/mod/lti/startltiadvregistration.php?${query}`);
    expect(response.headers.location).toMatch(/^https:\/\/tool\.example\/register\?openid_configuration=/);
  });

  test('is for administrators, with their own session’s key', async () => {
    const query = new URLSearchParams({ url: registerUrl, type: '0' });
    const address = `/mod/lti/startltiadvregistration.php?${query}`;
    expect((await browser.get(address)).body).toContain('invalidsesskey');
    await browser.loginAs('teacher');
    expect((await browser.get(address)).body).toContain('nopermissions');
    expect((await browser.get('/mod/lti/toolconfigure.php')).body).toContain('nopermissions');
  });
});

describe('A registration', () => {
  test('is answered with client id, deployment id and what was granted', async () => {
    const token = await registering.token();
    const response = await registering.send(goodRegistration, token);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      client_id: decodeJwt(token).sub,
      response_types: ['id_token'],
      jwks_uri: `${toolUrl}/lti/keys`,
      initiate_login_uri: `${toolUrl}/lti/login`,
      grant_types: ['client_credentials', 'implicit'],
      redirect_uris: [`${toolUrl}/lti/launch`],
      application_type: 'web',
      token_endpoint_auth_method: 'private_key_jwt',
      client_name: 'Netzbrücke zwei',
      logo_uri: `${toolUrl}/logo.svg`,
      scope: [
        scopes.score,
        scopes.resultRead,
        scopes.lineItemRead,
        scopes.lineItem,
        scopes.membershipsRead,
      ].join(' '),
      [configurationClaim]: {
        version: '1.3.0',
        deployment_id: '2',
        target_link_uri: `${toolUrl}/lti/launch`,
        domain: host,
        description: 'Räume',
        messages: [{ type: 'LtiDeepLinkingRequest', target_link_uri: `${toolUrl}/lti/launch` }],
        custom_parameters: { a: 'b', equation: 'x' },
        claims: ['sub', 'iss', 'name', 'family_name', 'given_name'],
      },
    });
  });

  test('makes a pending tool beside the first, which stays as it is', async () => {
    const before = structuredClone(tool.moodle.toolTypes[0]);
    await registering.send(goodRegistration, await registering.token());
    expect(tool.moodle.toolTypes).toHaveLength(2);
    expect(tool.moodle.toolTypes[0]).toEqual(before);
    expect(tool.moodle.toolTypes[1]).toMatchObject({
      id: '2',
      state: 'pending',
      courseVisible: 'preconfigured',
      container: 3,
      sendName: 'always',
      sendEmail: 'never',
      acceptGrades: 'delegate',
      gradeSync: 'partial',
      memberships: true,
      toolSettings: false,
      customParameters: 'a=b\nequation=x=y',
    });
  });

  test('says more than it grants: the token for new columns is refused all the same', async () => {
    const { client_id: clientId } = (
      await registering.send(goodRegistration, await registering.token())
    ).json();
    const client_assertion = await tool.assertion({ iss: clientId, sub: clientId });
    const { scope } = (await tool.askForToken({ client_assertion })).json();
    expect(scope).not.toContain(`${scopes.lineItem} `);
    expect(scope).toContain(scopes.score);
  });

  test('can be made once with one token', async () => {
    const token = await registering.token();
    await registering.send(goodRegistration, token);
    const again = await registering.send(goodRegistration, token);
    expect(again.statusCode).toBe(401);
    expect(again.body).toBe('token_already_used');
  });

  const changed = (more: object) => ({ ...goodRegistration, ...more });
  const configured = (more: object) =>
    changed({ [configurationClaim]: { ...goodRegistration[configurationClaim], ...more } });
  const refusals: [string, unknown, string][] = [
    ['without a domain', configured({ domain: undefined }), 'missing_domain'],
    ['with another domain', configured({ domain: 'example.org' }), 'domain_targetlinkuri_mismatch'],
    [
      'with the domain but not its port',
      configured({ domain: '127.0.0.1' }),
      'domain_targetlinkuri_mismatch',
    ],
    ['for a code instead of a token', changed({ response_types: ['code'] }), 'invalid_response_types'],
    ['with one address instead of a list', changed({ redirect_uris: 'x' }), 'invalid_redirect_uris'],
    [
      'with a secret instead of a key',
      changed({ token_endpoint_auth_method: 'client_secret_post' }),
      'invalid_token_endpoint_auth_method',
    ],
    ['of a native application', changed({ application_type: 'native' }), 'invalid_application_type'],
    ['without a name', changed({ client_name: '' }), 'missing required attribute client_name'],
    ['without a key set', changed({ jwks_uri: undefined }), 'missing required attribute jwks_uri'],
  ];
  test.each(refusals)('%s is refused with a bare word', async (_case, body, text) => {
    const response = await registering.send(body, await registering.token());
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.body).toBe(text);
    expect(tool.moodle.toolTypes).toHaveLength(1);
  });

  test('needs a token of this Moodle that has not expired', async () => {
    const missing = await registering.send(goodRegistration);
    expect([missing.statusCode, missing.body]).toEqual([401, 'missing_registration_token']);
    expect((await registering.send(goodRegistration, 'x')).statusCode).toBe(404);
    const token = await registering.token();
    tool.clock += 3600_000;
    expect((await registering.send(goodRegistration, token)).statusCode).toBe(404);
    expect((await registering.send('{', await registering.token())).statusCode).toBe(404);
  });

  test('can be made again for a tool that is there: same id, new settings', async () => {
    await registering.send(goodRegistration, await registering.token());
    const token = await registering.token('2');
    expect(decodeJwt(token)).toMatchObject({ sub: '2', scope: 'reg-update' });
    const response = await registering.send(changed({ client_name: 'Neu' }), token);
    expect(response.json()[configurationClaim].deployment_id).toBe('2');
    expect(tool.moodle.toolTypes.map(({ name }) => name)).toEqual(['Netzbrücke', 'Neu']);
    expect((await registering.send('', token, 'GET')).json().client_name).toBe('Neu');
  });
});

describe('A registered tool', () => {
  beforeEach(async () => {
    await registering.send(goodRegistration, await registering.token());
  });

  const offered = async (): Promise<boolean> =>
    (await browser.get('/course/view.php?id=4')).body.includes('Aktivität hinzufügen: Netzbrücke zwei');

  test('is offered to teachers once it is activated and shown', async () => {
    const press = async (action: string) => {
      const body = { sesskey: await registering.sesskey(), id: '2', action };
      return browser.post('/mod/lti/toolconfigure.php', body);
    };
    expect((await browser.get('/mod/lti/toolconfigure.php')).body).toContain('Ausstehend');
    await press('show');
    expect(await offered()).toBe(false);
    await press('activate');
    expect(await offered()).toBe(true);
    expect(tool.moodle.toolTypes[1]).toMatchObject({
      state: 'configured',
      courseVisible: 'activity-chooser',
    });
  });

  test('launches while it is pending, as Moodle lets it', async () => {
    const request = { personId: 'teacher', courseId: '4', typeId: '2', nonce: 'n' };
    const claims = decodeJwt(await tool.moodle.idToken(request));
    expect(claims.aud).toBe(tool.moodle.toolTypes[1]?.clientId);
    expect(claims['https://purl.imsglobal.org/spec/lti/claim/deployment_id']).toBe('2');
    const page = await browser.get('/mod/lti/contentitem.php?id=2&course=4');
    expect(page.body).toContain('name="lti_deployment_id" value="2"');
  });
});
