import { describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { claim } from '../../lti/claims.ts';
import { createApp } from '../../src/app.ts';
import { removeSite } from '../../src/commands/site.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import { day, minute } from '../../src/runtime/clock.ts';
import { hashOf } from '../../src/runtime/secrets.ts';
import { registrations } from '../../src/store/site.ts';
import { siteInvitations } from '../../src/store/site-invitation.ts';
import { form, launch, postLaunch, startLogin } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { administrator, arrived, invitation, look, press, sent } from '../support/registering.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const result = (answer: LightMyRequestResponse) => [answer.statusCode, codeOn(answer)];
const newestTool = () => world().practice.toolTypes.at(-1);
const registered = async () =>
  (await world().core.store.find(registrations, 'byIssuer', [world().practice.origin])).rows.map(
    ({ doc }) => doc,
  );

const cookies = { nb_b_test: 'a-browser-that-was-here-before' };
const login = (clientId: string) =>
  world().app.inject({
    method: 'POST',
    url: '/lti/login',
    cookies,
    ...form({
      iss: world().practice.origin,
      login_hint: '5',
      client_id: clientId,
      target_link_uri: `${world().settings.publicUrl}/lti/launch`,
    }),
  });

describe('R09 a Moodle administrator registers Netzbrücke with an invitation', () => {
  test('the page says which Moodle asks, and registers nothing', async () => {
    const before = [world().practice.toolTypes.length, (await registered()).length];
    const page = await look(world(), await arrived(world(), 'Moodle im Kreis'));
    expect(page.statusCode).toBe(200);
    for (const text of ['Moodle im Kreis', world().practice.origin, 'moodle 4.5.6', 'Registrieren'])
      expect(page.body).toContain(text);
    expect(page.headers['content-security-policy']).toContain(
      `frame-ancestors 'self' ${world().practice.origin}`,
    );
    expect(page.headers['content-security-policy']).not.toContain('script-src');
    expect(page.cookies).toEqual([]);
    expect([world().practice.toolTypes.length, (await registered()).length]).toEqual(before);
  });

  test('the button registers on both sides, with what Moodle needs and no more', async () => {
    const address = await arrived(world());
    const page = await press(world(), address);
    expect(page.statusCode).toBe(200);
    const tool = newestTool();
    const { publicUrl } = world().settings;
    expect(tool).toMatchObject({
      ...{ name: 'Netzbrücke', state: 'pending', domain: new URL(publicUrl).host },
      ...{ url: `${publicUrl}/lti/launch`, redirectUris: [`${publicUrl}/lti/launch`] },
      ...{ initiateLogin: `${publicUrl}/lti/login`, keySetUrl: `${publicUrl}/lti/keys` },
      ...{ icon: `${publicUrl}/public/logo.svg`, deepLinking: true, gradeSync: 'partial', memberships: true },
      ...{ toolSettings: false, sendName: 'always', sendEmail: 'never' },
    });
    expect(tool?.description).toMatch(/Schulnetzwerk/);
    expect((await registered()).find(({ clientId }) => clientId === tool?.clientId)).toMatchObject({
      ...{
        siteId: world().site.id,
        deploymentIds: [tool?.id],
        keySetUrl: `${world().practice.origin}/mod/lti/certs.php`,
      },
    });
    for (const text of [tool?.clientId ?? '', 'Aktivieren', 'Aktivitätsauswahl', 'Teilnehmerliste'])
      expect(page.body).toContain(text);
    expect(page.body).not.toContain('>nein<');
  });

  test('the last page closes itself by one script of ours, and tells only that Moodle', async () => {
    const page = await press(world(), await arrived(world()));
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.body).toContain(`data-close="${world().practice.origin}"`);
    const script = /<script src="(\/public\/close\.js\?v=[\w-]+)"/.exec(page.body)?.[1] ?? '';
    const answer = await world().app.inject({ url: script });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      200,
      expect.stringMatching(/javascript/),
    ]);
    expect(answer.body).toContain('org.imsglobal.lti.close');
  });

  test('the logo may be shown on the pages of a Moodle', async () => {
    const logo = await world().app.inject({ url: '/public/logo.svg' });
    expect([logo.statusCode, logo.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(logo.headers['cross-origin-resource-policy']).toBe('cross-origin');
  });

  test('the new site is called as the invitation says, and by its host otherwise', async () => {
    const { store } = world().core;
    for (const [name, kept] of [
      ['Moodle im Kreis', 'Moodle im Kreis'],
      ['  ', null],
    ] as const) {
      const code = (await invitation(world(), name)).searchParams.get('invite') ?? '';
      expect((await store.get(siteInvitations, hashOf(code)))?.doc.name).toBe(kept);
    }
  });
});

describe('R10 a platform that refuses', () => {
  test('because its token was used already is quoted, and the invitation still works', async () => {
    const browser = await administrator(world());
    const [first, second] = [await sent(browser, await invitation(world())), await invitation(world())];
    expect((await press(world(), first)).statusCode).toBe(200);
    const reused = new URL(first);
    const code = second.searchParams.get('invite') ?? '';
    reused.searchParams.set('invite', code);
    const answer = await press(world(), reused);
    expect(result(answer)).toEqual([502, 'registration.refused']);
    expect(answer.body).toContain('<code>token_already_used</code>');
    expect((await press(world(), await sent(browser, second))).statusCode).toBe(200);
  });

  test('because its token is a text of somebody else is reported too', async () => {
    const address = await arrived(world());
    address.searchParams.set('registration_token', 'not-a-token');
    expect(result(await press(world(), address))).toEqual([502, 'registration.refused']);
  });
});

describe('R11 a tool that waits for its activation', () => {
  test('is let in when its Moodle launches it all the same: Moodle never asks', async () => {
    await press(world(), await arrived(world()));
    const tool = newestTool();
    expect(tool?.state).toBe('pending');
    const { id = '', clientId = '' } = tool ?? {};
    const begun = await login(clientId);
    expect(begun.statusCode).toBe(302);
    const { searchParams } = new URL(String(begun.headers.location));
    const [nonce, state] = [searchParams.get('nonce') ?? '', searchParams.get('state') ?? ''];
    const claims = { aud: clientId, [claim.deploymentId]: id };
    const request = { personId: 'teacher', activityId: 'network', nonce, claims };
    const idToken = await world().practice.idToken(request);
    const answer = await postLaunch(world(), { id_token: idToken, state, cookies });
    expect([answer.statusCode, codeOn(answer)]).toEqual([303, undefined]);
  });
});

describe('X83 a registration that is here already', () => {
  test('is never overwritten, not even when Moodle updates its tool', async () => {
    await press(world(), await arrived(world()));
    const before = await registered();
    const tool = newestTool();
    const again = await sent(await administrator(world()), await invitation(world()), tool?.id);
    expect(result(await press(world(), again))).toEqual([409, 'site.exists']);
    expect(await registered()).toEqual(before);
    expect((await launch(world())).statusCode).toBe(303);
  });
});

describe('X84 without an invitation', () => {
  test('nobody registers, and no address is called', async () => {
    const good = await arrived(world());
    const called = world().outgoing.length;
    for (const code of [undefined, '', 'x', 'x'.repeat(5000), hashOf('x')]) {
      const address = new URL(good);
      if (code === undefined) address.searchParams.delete('invite');
      else address.searchParams.set('invite', code);
      expect(result(await look(world(), address))).toEqual([403, 'registration.invitation-invalid']);
      expect(result(await press(world(), address))).toEqual([403, 'registration.invitation-invalid']);
    }
    expect(world().outgoing).toHaveLength(called);
    expect((await press(world(), good)).statusCode).toBe(200);
  });

  test('or with one that was used: once means once, also for two at the same moment', async () => {
    const browser = await administrator(world());
    const address = await invitation(world());
    const two = [await sent(browser, address), await sent(browser, address)] as const;
    const answers = await Promise.all(two.map((one) => press(world(), one)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403]);
    expect(result(await look(world(), two[0]))).toEqual([403, 'registration.invitation-invalid']);
  });

  test('or with one that has run out after a day', async () => {
    const [early, late] = [await invitation(world()), await invitation(world())];
    world().turnClock(day - minute);
    const browser = await administrator(world());
    expect((await press(world(), await sent(browser, early))).statusCode).toBe(200);
    const waiting = await sent(browser, late);
    world().turnClock(minute);
    expect(result(await press(world(), waiting))).toEqual([403, 'registration.invitation-invalid']);
  });

  test('or from a foreign page', async () => {
    const address = await arrived(world());
    const before = await registered();
    expect(result(await press(world(), address, 'https://boese.example'))).toEqual([
      403,
      'form.origin-foreign',
    ]);
    expect(await registered()).toEqual(before);
  });

  test('also: whoever opens the address without Moodle is told what to do with it', async () => {
    expect(result(await look(world(), await invitation(world())))).toEqual([
      400,
      'registration.request-incomplete',
    ]);
  });

  test('also: code and token stand in no log and only the hash in the store', async () => {
    const address = await arrived(world());
    await look(world(), address);
    await press(world(), address);
    const code = address.searchParams.get('invite') ?? '';
    const lines = JSON.stringify(world().logged);
    for (const secret of [code, address.searchParams.get('registration_token') ?? ''])
      expect(lines).not.toContain(secret);
    const fresh = (await invitation(world())).searchParams.get('invite') ?? '';
    expect(await world().core.store.get(siteInvitations, fresh)).toBeUndefined();
    expect(await world().core.store.get(siteInvitations, hashOf(fresh))).toBeDefined();
    expect(fresh.length).toBeGreaterThanOrEqual(43);
  });
});

test('R09 also: an address with TLS is demanded where the operator did not allow anything else', async () => {
  const settings = { ...world().settings, allowHttpPlatforms: false };
  const { allowHttpPlatforms: allowHttp, allowPrivateHosts } = settings;
  const http = createHttpClient({ allowHttp, allowPrivateHosts });
  const app = await createApp({ ...world().core, settings, http });
  const answer = await look({ ...world(), app }, await arrived(world()));
  expect(result(answer)).toEqual([422, 'address.refused']);
  await app.close();
});

describe('R12 a site that was taken away', () => {
  test('gets a page that says so, also for a launch that had begun before', async () => {
    const begun = await startLogin(world());
    const request = { personId: 'trainee', activityId: 'network', nonce: begun.nonce };
    const idToken = await world().practice.idToken(request);
    const { clientId } = world().practice.toolType;
    await removeSite(world().core, world().practice.origin, true, () => undefined);
    expect(result(await login(clientId))).toEqual([400, 'login.site-unknown']);
    const late = await postLaunch(world(), { id_token: idToken, state: begun.state, cookies: begun.cookies });
    expect([late.statusCode, codeOn(late)]).toEqual([400, 'login.site-unknown']);
    expect(late.cookies.filter(({ name }) => name.startsWith('nb_s_'))).toEqual([]);
  });
});
