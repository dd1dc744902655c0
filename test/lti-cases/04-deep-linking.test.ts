import { describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { curriculum } from '../../config/curriculum.ts';
import { deepLinkingClaim } from '../../lti/deep-linking-claims.ts';
import { spaces } from '../../src/store/space.ts';
import { beginChoosing, itemsOf, press, requestContent, takeSpaces, tokenOf } from '../support/choosing.ts';
import { follow } from '../support/guest.ts';
import { cookiesOf, open } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
const idOf = async (kind: 'network' | 'training') =>
  (await world().core.store.find(spaces, 'byKind', [kind], { limit: 1 })).rows[0]?.doc.id ?? '';

async function answered(settings: Record<string, unknown> = {}) {
  const who = await beginChoosing(world(), { settings });
  return takeSpaces(world(), who, [await idOf('network')]);
}

describe('a teacher chooses content for a course', () => {
  test('D01 a deep linking request opens the picker', async () => {
    const who = await beginChoosing(world());
    const page = await open(world(), who);
    expect([page.statusCode, who.address]).toEqual([200, `/s/${world().site.id}/pick`]);
    expect(page.body).toContain('Was soll im Kurs stehen?');
  });

  test('D02 D03 the answer is a form to the platform with a LtiDeepLinkingResponse', async () => {
    const answer = await answered();
    expect(answer.body).toContain(`action="${world().practice.origin}/mod/lti/contentitem_return.php?`);
    expect(answer.headers['content-security-policy']).toContain(
      `form-action 'self' ${world().practice.origin}`,
    );
    expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
    expect(decodeJwt(tokenOf(answer))[`${lti}message_type`]).toBe('LtiDeepLinkingResponse');
  });

  test('D04 the answer is valid now, and long enough for somebody who reads first', async () => {
    const { iat = 0, exp = 0, nbf = 0 } = decodeJwt(tokenOf(await answered()));
    const now = world().now() / 1000;
    expect(iat).toBeLessThanOrEqual(now);
    expect(nbf).toBeLessThanOrEqual(now);
    expect(exp).toBeGreaterThan(now + 60);
    expect(exp).toBeLessThan(now + 3600);
  });

  test('D05 D06 it is signed with the published key and carries every required claim', async () => {
    const data = 'opaque "data" <of> the platform & more';
    const token = tokenOf(await answered({ data }));
    const keys = await world().core.platforms.publicKeySet();
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys as never));
    expect(keys.keys.map(({ kid }) => kid)).toContain(protectedHeader.kid);
    expect(payload).toMatchObject({
      iss: world().registration.clientId,
      aud: world().practice.origin,
      [`${lti}deployment_id`]: '1',
      [`${lti}version`]: '1.3.0',
      [deepLinkingClaim.data]: data,
    });
    expect(payload[deepLinkingClaim.items]).toHaveLength(1);
    expect(payload.nonce).toMatch(/^[\w-]{22}$/);
    const again = decodeJwt(tokenOf(await answered()));
    expect(again.nonce).not.toBe(payload.nonce);
    expect(again).not.toHaveProperty([deepLinkingClaim.data]);
  });

  test('D10 where no links are taken, a page says so and leads back', async () => {
    const who = await beginChoosing(world(), { settings: { accept_types: ['html'] } });
    const page = await open(world(), who);
    expect(page.body).toContain('Hier lässt sich kein Raum einfügen');
    expect(itemsOf(await press(world(), who, 'cancel'))).toEqual([]);
  });

  test.each([false, 'false'])('D11 accept_multiple %j takes one link', async (multiple) => {
    const who = await beginChoosing(world(), { settings: { accept_multiple: multiple } });
    expect((await open(world(), who)).body).not.toContain('type="checkbox"');
    const [network, training] = [await idOf('network'), await idOf('training')];
    await expectOne(await takeSpaces(world(), who, [network, training]));
    await expectOne(await press(world(), who, 'take', { space: network }));
  });

  async function expectOne(answer: Awaited<ReturnType<typeof answered>>) {
    expect(itemsOf(answer)).toHaveLength(1);
  }

  test.each([true, 'true'])('D12 accept_multiple %j takes all steps in order', async (multiple) => {
    const who = await beginChoosing(world(), {
      personId: 'network-manager',
      settings: { accept_multiple: multiple },
    });
    const items = itemsOf(await takeSpaces(world(), who, [await idOf('training')]));
    expect(items.map(({ title }) => title)).toEqual(curriculum.steps.map(({ title }) => title.de));
    expect(new Set(items.map(({ custom }) => custom.netzbruecke_handle)).size).toBe(6);
  });

  test('D13 cancelling sends an empty list', async () => {
    const answer = await press(world(), await beginChoosing(world()), 'cancel');
    expect([answer.statusCode, itemsOf(answer)]).toEqual([200, []]);
  });

  test.each([
    [undefined, true],
    [true, true],
    [false, false],
    ['false', false],
  ])('D14 accept_lineitem %j: each step has a column of its own: %j', async (accepts, has) => {
    const who = await beginChoosing(world(), {
      personId: 'network-manager',
      settings: { accept_lineitem: accepts },
    });
    const items = itemsOf(await takeSpaces(world(), who, [await idOf('training')]));
    const columns = items.map(({ lineItem }) => lineItem).filter((column) => column !== undefined);
    expect(columns).toHaveLength(has ? 6 : 0);
    if (has) expect(columns[0]).toMatchObject({ scoreMaximum: 100, tag: 'netzbruecke' });
    expect(new Set(columns.map(({ resourceId }) => resourceId)).size).toBe(has ? 6 : 0);
  });

  test('D17 an address and data with special characters are escaped in the form', async () => {
    const { origin } = world().practice;
    const returnUrl = `${origin}/return?a="><script>alert(1)</script>&b='`;
    const refused = await requestContent(world(), {
      settings: { deep_link_return_url: `${origin}/ return` },
    });
    expect(codeOn(refused)).toBe('launch.return-address-foreign');
    const answer = await answered({ deep_link_return_url: returnUrl, data: '"><script>alert(2)</script>' });
    expect(answer.body).not.toContain('<script>alert');
    expect(answer.body).toContain(`action="${origin}/return?a=&quot;`);
    expect(decodeJwt(tokenOf(answer))[deepLinkingClaim.data]).toBe('"><script>alert(2)</script>');
  });

  test('D18 what is said along has exactly the names of the claims', async () => {
    const token = await world().core.platforms.signAnswer(world().registration.id, {
      ...{ deploymentId: '1', data: '', acceptsMultiple: true, items: [] },
      ...{ message: 'a', errorMessage: 'b', log: 'c', errorLog: 'd' },
    });
    const said = Object.entries(decodeJwt(token)).filter(([name]) => name.includes('lti-dl'));
    const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim/';
    expect(Object.fromEntries(said)).toEqual({
      [`${dl}content_items`]: [],
      [`${dl}msg`]: 'a',
      [`${dl}errormsg`]: 'b',
      [`${dl}log`]: 'c',
      [`${dl}errorlog`]: 'd',
    });
  });

  test('D19 the platform decides where a link opens, and nothing is created without its form', async () => {
    const settings = { accept_presentation_document_targets: ['window'], auto_create: true };
    const [item] = itemsOf(await answered(settings));
    expect(Object.keys(item ?? {}).sort()).toEqual(['custom', 'title', 'type']);
  });

  test('D20 a learner is refused', async () => {
    const who = await beginChoosing(world(), { personId: 'trainee' });
    const page = await open(world(), who);
    expect([page.statusCode, codeOn(page)]).toEqual([403, 'access.denied']);
  });

  test('what is missing or too long in the settings is refused', async () => {
    for (const settings of [
      { accept_types: [] },
      { accept_types: 'ltiResourceLink' },
      { data: 'x'.repeat(4001) },
      { accept_multiple: 'yes' },
    ]) {
      expect(codeOn(await requestContent(world(), { settings }))).toBe('launch.claim-invalid');
    }
    const none = await requestContent(world(), { claims: { [deepLinkingClaim.settings]: undefined } });
    expect(codeOn(none)).toBe('launch.claim-missing');
  });

  test('a form of another choice sends nothing to this course', async () => {
    const first = await beginChoosing(world());
    const { body } = await open(world(), first);
    const second = await beginChoosing(world());
    const choice = /name="choice" value="([^"]*)"/.exec(body)?.[1] ?? '';
    const answer = await press(world(), second, 'take', { choice, [`space-${await idOf('network')}`]: 'on' });
    expect([answer.statusCode, codeOn(answer)]).toEqual([409, 'deep-linking.ended']);
  });

  test('a search and a kind keep what is ticked', async () => {
    const who = await beginChoosing(world());
    const network = await idOf('network');
    const ticked = { [`space-${network}`]: 'on', q: 'nirgends', show: 'training' };
    const answer = await press(world(), who, 'search', ticked);
    const page = await follow(world(), who, answer);
    expect(cookiesOf(page)).toEqual({});
    expect(page.body).toContain(`name="space-${network}" value="on" checked`);
    expect(page.body).toContain('value="nirgends"');
  });
});
