import { describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { claim } from '../../lti/claims.ts';
import { come, post } from '../support/guest.ts';
import { anotherInstance, watchedStore } from '../support/instance.ts';
import { form, launch, open, postLaunch, startLogin } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { secretsIn } from '../support/secrets-in.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const planted = 'Geheimnis-4711-Lindwurm';
const person = {
  name: planted,
  given_name: planted,
  family_name: planted,
  email: `${planted}@schule.example`,
};

/** Nothing of what was sent, and no place in the code, stands in the page or in the log since then. */
function expectNothingTold(
  answer: LightMyRequestResponse,
  linesBefore: number,
  sent: readonly string[],
): void {
  expect(secretsIn(world().logged.slice(linesBefore), sent)).toEqual([]);
  expect(secretsIn([answer.body], sent)).toEqual([]);
  expect(answer.body).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|TypeError|Error:/);
}

describe('X127 X128 nothing secret stands in the log, nor on an error page', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a token that is too old', { iat: 11_111, exp: 22_222 }, 'launch.token-expired'],
    ['a wrong version', { [claim.version]: planted }, 'launch.version-wrong'],
    ['a wrong message type', { [claim.messageType]: planted }, 'launch.message-type-unsupported'],
    ['a wrong deployment', { [claim.deploymentId]: planted }, 'launch.deployment-unknown'],
    ['a wrong issuer', { iss: `https://${planted}.example` }, 'launch.issuer-mismatch'],
    ['a wrong nonce', { nonce: planted }, 'launch.nonce-mismatch'],
    ['roles that are a text', { [claim.roles]: planted }, 'launch.claim-invalid'],
    ['a foreign target', { [claim.targetLinkUri]: `https://${planted}.example/` }, 'launch.target-foreign'],
  ])('after a launch with %s', async (_title, claims, code) => {
    const lines = world().logged.length;
    const { state, nonce, cookies } = await startLogin(world());
    const id_token = await world().practice.idToken({
      ...{ personId: 'trainee', activityId: 'network', nonce },
      claims: { ...person, ...claims },
    });
    const answer = await postLaunch(world(), { id_token, state, cookies });
    expect(codeOn(answer)).toBe(code);
    const secrets = Object.values(cookies);
    expectNothingTold(answer, lines, [planted, state, nonce, ...secrets, ...id_token.split('.')]);
  });

  test('after Moodle posted back an error with words of its own', async () => {
    const { state, cookies } = await startLogin(world());
    for (const error of ['login_required', planted, `${planted}\n{"level":60}`]) {
      const lines = world().logged.length;
      const fields = { state, error, error_description: planted, error_uri: `https://${planted}.example` };
      const answer = await world().app.inject({
        method: 'POST',
        url: '/lti/launch',
        cookies,
        ...form(fields),
      });
      expect(codeOn(answer)).toBe('launch.platform-error');
      expectNothingTold(answer, lines, [planted, planted.toLowerCase()]);
    }
  });

  test('after a login with words of its own', async () => {
    for (const name of ['iss', 'login_hint', 'target_link_uri', 'client_id', planted]) {
      const lines = world().logged.length;
      const answer = await world().app.inject({
        method: 'POST',
        url: '/lti/login',
        ...form({ [name]: planted }),
      });
      expect(answer.statusCode).toBe(400);
      expectNothingTold(answer, lines, [planted]);
    }
  });

  test('after a launch that went well, the pages behind it, and a form that was refused', async () => {
    const lines = world().logged.length;
    const guest = await come(world(), { sub: '90', name: planted, right: 'teacher', linkTitle: planted });
    const page = await open(world(), guest);
    expect(page.statusCode).toBe(200);
    const refused = await post(world(), guest, `/s/${guest.siteId}/link/code`, { code: planted });
    expect(refused.statusCode).toBe(422);
    const wrong = await post(world(), guest, `/s/${guest.siteId}/link/code`, {
      code: planted,
      csrf: planted,
    });
    expect(codeOn(wrong)).toBe('form.token-invalid');
    expectNothingTold(wrong, lines, [planted, ...Object.values(guest.cookies)]);
  });

  test('after an error that nobody thought of, whatever its message says', async () => {
    const store = watchedStore(world().core.store, (method) => {
      if (method === 'commit')
        throw new Error(`${planted} at run (/srv/netz/node_modules/x.ts:1)`, { cause: planted });
    });
    const fresh = await anotherInstance(world(), { store });
    const lines = world().logged.length;
    const answer = await launch(fresh, { claims: person });
    expect([answer.statusCode, codeOn(answer)]).toEqual([500, 'internal.unexpected']);
    expectNothingTold(answer, lines, [planted]);
    const told = world()
      .logged.slice(lines)
      .find(({ code }) => code === 'internal.unexpected');
    expect(told?.cause).toEqual([expect.stringMatching(/^Error {2}at /)]);
    await fresh.app.close();
    expect(secretsIn(world().logged.slice(lines), [planted])).toEqual([]);
  });

  test('in the address of a page that is not there', async () => {
    const lines = world().logged.length;
    const answer = await world().app.inject({ url: `/s/${planted}/spaces/${planted}?code=${planted}` });
    expect(answer.statusCode).toBe(401);
    expect(secretsIn(world().logged.slice(lines), [planted])).toEqual([]);
  });
});
