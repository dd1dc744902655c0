import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { hashOf } from '../../src/runtime/secrets.ts';
import { pluginConnections } from '../../src/store/plugin-connection.ts';
import { siteConnections } from '../../src/store/site-connection.ts';
import { siteInvitations } from '../../src/store/site-invitation.ts';
import { PluginSide } from '../support/plugin-side.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let plugin: PluginSide;
const open = async () => {
  world = await openWorld({ seeded: false });
  plugin = new PluginSide(world);
};

const connection = () => world.core.store.get(pluginConnections, world.site.id);
const token = () => world.core.store.get(siteConnections, world.site.id);

describe('Connect of the Moodle plugin', () => {
  beforeEach(open);
  afterEach(() => world.close());

  test('the plugin learns who is here, on the addresses of this tool alone', async () => {
    const answer = await world.app.inject('/plugin/hello');
    const { name, product, protocol, ...addresses } = answer.json();
    expect([name, product, protocol]).toEqual(['Netzbrücke', 'netzbruecke', 1]);
    for (const address of Object.values(addresses)) {
      expect(String(address).startsWith(`${world.settings.publicUrl}/`)).toBe(true);
    }
  });

  test('calls the site back at its own address, reads its keys, and keeps token and secret sealed', async () => {
    const answer = await plugin.connect();
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      {
        connection: world.site.id,
        state: 'done',
        checks: ['site', 'tool', 'keys', 'rights'].map((name) => ({ name, passed: true })),
      },
    ]);
    expect(world.outgoing).toEqual([
      'POST /webservice/rest/server.php',
      'POST /webservice/rest/server.php',
      'GET /mod/lti/openid-configuration.php',
      'GET /mod/lti/certs.php',
      // Once more when the token is kept.
      'POST /webservice/rest/server.php',
    ]);
    const kept = JSON.stringify([await connection(), await token()]);
    for (const secret of [plugin.secret, world.practice.webServices.token])
      expect(kept).not.toContain(secret);
    expect(world.logged).toContainEqual(
      expect.objectContaining({ msg: 'plugin connected', site: world.site.id }),
    );
  });

  test('an invitation works once, and is not used up by a failure', async () => {
    const request = await plugin.request();
    world.practice.webServices.settings.rest = false;
    const failed = await plugin.send('/plugin/connect', request);
    expect([failed.statusCode, failed.json()]).toEqual([422, { error: 'plugin.site-refused' }]);
    expect([await connection(), await token()]).toEqual([undefined, undefined]);
    world.practice.webServices.settings.rest = true;
    expect((await plugin.send('/plugin/connect', request)).statusCode).toBe(200);
    const again = await plugin.send('/plugin/connect', { ...request, pushSecret: 'a'.repeat(64) });
    expect([again.statusCode, again.json().error]).toEqual([403, 'registration.invitation-invalid']);
  });

  test('pressing twice changes nothing, and needs no second invitation', async () => {
    await plugin.connect();
    const before = [await connection(), await token()];
    const answer = await plugin.connect({ invitation: 'used up' });
    expect([answer.statusCode, answer.json().state]).toEqual([200, 'wasso']);
    expect([await connection(), await token()]).toEqual(before);
  });

  test('a connected site is never overwritten, and the invitation of who tried stays good', async () => {
    await plugin.connect();
    const before = [await connection(), await token()];
    const request = await plugin.request({ pushSecret: 'b'.repeat(64) });
    const answer = await plugin.send('/plugin/connect', request);
    expect([answer.statusCode, answer.json()]).toEqual([409, { error: 'site.exists' }]);
    expect([await connection(), await token()]).toEqual(before);
    const invitation = await world.core.store.get(siteInvitations, hashOf(String(request.invitation)));
    expect(invitation).toBeDefined();
  });
});

describe('Connect refuses, keeps nothing, and says why', () => {
  beforeAll(open);
  afterAll(() => world.close());
  beforeEach(() => {
    world.outgoing.length = 0;
  });

  test('nobody makes this program call an address without an invitation', async () => {
    const answer = await plugin.connect({ invitation: 'x'.repeat(44) });
    expect([answer.statusCode, answer.json().error]).toEqual([403, 'registration.invitation-invalid']);
    expect(world.outgoing).toEqual([]);
  });

  test.each([
    ['another account', { serviceAccount: 9 }],
    ['another client id', { clientId: 'somebody-else' }],
    ['another deployment', { deploymentId: '99' }],
  ])('what the site itself does not confirm is refused: %s', async (_what, changed) => {
    const answer = await plugin.connect(changed);
    expect([answer.statusCode, answer.json().error]).toEqual([422, 'plugin.site-mismatch']);
    expect([await connection(), await token()]).toEqual([undefined, undefined]);
  });

  const asks = (word: string) => (sent: unknown) => JSON.stringify(sent).includes(word);
  const claims = { siteurl: 'https://elsewhere.example.org', wwwroot: 'https://elsewhere.example.org' };
  test.each([
    ['of the token', 'core_webservice_get_site_info', { siteurl: claims.siteurl }],
    ['of the plugin', 'local_netzbruecke_get_status', { wwwroot: claims.wwwroot }],
  ])('a site that calls itself otherwise in the answer %s is refused', async (_what, name, other) => {
    const { origin, webServices, toolType } = world.practice;
    const { clientId: clientid, deploymentId: deploymentid } = toolType;
    const functions = [...webServices.settings.functions].map((one) => ({ name: one }));
    const info = { siteurl: origin, release: '4.5.6', version: '2024100706', userid: 8, functions };
    const status = { wwwroot: origin, clientid, deploymentid, serviceaccount: 8, missingrights: '' };
    nock(origin, { allowUnmocked: true })
      .post('/webservice/rest/server.php', asks(name))
      .reply(200, { ...info, ...status, ...other });
    const answer = await plugin.connect();
    expect([answer.statusCode, answer.json().error]).toEqual([422, 'plugin.site-mismatch']);
    expect([await connection(), await token()]).toEqual([undefined, undefined]);
  });

  test('a site with another issuer, or with no key, is refused', async () => {
    const { origin } = world.practice;
    const addresses = Object.fromEntries(
      ['token_endpoint', 'authorization_endpoint', 'registration_endpoint', 'jwks_uri'].map((field) => [
        field,
        `${origin}/mod/lti/${field}.php`,
      ]),
    );
    const site = () => nock(origin, { allowUnmocked: true });
    site()
      .get('/mod/lti/openid-configuration.php')
      .reply(200, { ...addresses, issuer: `${origin}/other` });
    expect((await plugin.connect()).json().error).toBe('plugin.site-mismatch');
    site().get('/mod/lti/certs.php').reply(200, { keys: [] });
    const answer = await plugin.connect();
    expect([answer.statusCode, answer.json().error]).toEqual([502, 'plugin.site-keys-invalid']);
    expect([await connection(), await token()]).toEqual([undefined, undefined]);
  });

  test('a token that may not ask for the status is not enough: any user of a Moodle can have one', async () => {
    const { functions } = world.practice.webServices.settings;
    functions.delete('local_netzbruecke_get_status');
    const answer = await plugin.connect();
    functions.add('local_netzbruecke_get_status');
    expect([answer.statusCode, answer.json().error]).toEqual([422, 'plugin.site-refused']);
  });

  test('a site at an address that must not be called is refused before any call', async () => {
    for (const wwwroot of ['http://169.254.169.254', 'http://10.0.0.1/moodle', 'http://moodle.invalid']) {
      const answer = await plugin.connect({ wwwroot });
      expect([422, 502]).toContain(answer.statusCode);
    }
    expect(world.outgoing).toEqual([]);
  });

  test.each([
    ['no JSON', 'x'],
    ['a list', '[]'],
    ['nothing', '{}'],
  ])('rubbish is refused: %s', async (_what, body) => {
    const answer = await plugin.send('/plugin/connect', body);
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'request.invalid' }]);
  });

  test.each([
    ['wwwroot', 'javascript:alert(1)'],
    ['wwwroot', 'http://localhost/?x'],
    ['wwwroot', 'http://localhost/'],
    ['token', 'short'],
    ['pushSecret', 'z'.repeat(64)],
    ['serviceAccount', '8'],
    ['protocol', 2],
  ])('rubbish in one field is refused: %s %s', async (field, value) => {
    const answer = await plugin.connect({ [field]: value });
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'request.invalid' }]);
    expect(world.outgoing).toEqual([]);
  });

  test('a missing right is told, and does not stand in the way', async () => {
    world.practice.webServices.settings.missingCapabilities.add('moodle/cohort:assign');
    expect((await plugin.connect()).json().checks).toContainEqual({ name: 'rights', passed: false });
  });
});
