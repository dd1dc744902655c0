import { describe, expect, test } from '@jest/globals';
import { claim } from '../../lti/claims.ts';
import { findAccount } from '../../src/store/account.ts';
import { groundOf, makeMember, pageOf } from '../support/ground.ts';
import { come } from '../support/guest.ts';
import { launch, open, visit } from '../support/launching.ts';
import { codeOn, expectRefusal } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { sessionOf } from '../support/session-of.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const elsewhere = withSecondMoodle(world);

describe('a launch from a deployment that nobody registered is refused', () => {
  test.each([
    ['an unknown number', '999'],
    ['the right number, but not as a text', 1],
    ['an object', { id: '1' }],
    ['a list with the right number', ['1']],
    ['300 characters', '1'.repeat(300)],
    ['the right number with a space', '1 '],
    ['an empty text', ''],
    ['nothing', null],
    ['true', true],
  ])('X70 %s', async (_title, deployment) => {
    await expectRefusal(world(), 'launch.deployment-unknown', () =>
      launch(world(), { claims: { [claim.deploymentId]: deployment } }),
    );
  });

  test('X70 a deployment of another Moodle counts there and not here', async () => {
    const { authUrl, tokenUrl, keySetUrl } = elsewhere().registration;
    await world().core.platforms.add({
      ...{ name: 'Moodle Südheim', issuer: 'http://suedheim.example', clientId: 'südheim' },
      ...{ authUrl, tokenUrl, keySetUrl, deploymentIds: ['77'] },
    });
    await expectRefusal(world(), 'launch.deployment-unknown', () =>
      launch(world(), { claims: { [claim.deploymentId]: '77' } }),
    );
  });
});

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
const administrator = 'http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator';
const instructor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';

describe('a right comes from the roles of the launch and from nowhere else', () => {
  test.each<[string, Record<string, unknown>]>([
    [
      'custom parameters',
      { [`${lti}custom`]: { role: 'Administrator', roles: [administrator], right: 'teacher' } },
    ],
    ['ext_roles', { ext_roles: administrator, [`${lti}ext`]: { ext_roles: administrator, lms: 'moodle-2' } }],
    [
      'roles of an older LTI',
      { roles: [administrator], 'https://purl.imsglobal.org/spec/lti/role': administrator },
    ],
    ['a mentor’s list', { [`${lti}role_scope_mentor`]: [administrator, instructor] }],
    ['words of ours', { right: 'site-administrator', isOwner: true, membership: { role: 'owner' } }],
    ['administration of the course', { [claim.roles]: [`${instructor.split('#')[0]}#Administrator`] }],
    [
      'a role in other letters',
      { [claim.roles]: [administrator.toUpperCase(), ` ${administrator}`, 'instructor'] },
    ],
    ['a role with more behind it', { [claim.roles]: [`${administrator}/x`, `${instructor}#Learner`] }],
  ])('X71 %s makes nobody a teacher or an administrator', async (_title, claims) => {
    const learner = await visit(world(), 'trainee', 'network', { claims });
    const { right, siteId } = await sessionOf(world(), learner);
    expect(right).toBe('learner');
    const launches = await open(world(), learner, `/s/${siteId}/launches`);
    expect([launches.statusCode, codeOn(launches)]).toEqual([403, 'access.denied']);
  });

  test('X71 roles that are no list of texts are refused', async () => {
    for (const roles of [administrator, { 0: administrator }, [administrator, 1], [[administrator]], null])
      await expectRefusal(world(), 'launch.claim-invalid', () =>
        launch(world(), { claims: { [claim.roles]: roles } }),
      );
  });
});

describe('X75 user 5 of one Moodle and user 5 of another are two people', () => {
  test('with an account, a name and a session each', async () => {
    const here = await come(world(), { sub: '5', name: 'Jonas Heitkamp' });
    const there = await come(elsewhere(), { sub: '5', name: 'Jana Osthaus' });
    expect(here.accountId).not.toBe(there.accountId);
    expect(here.siteId).not.toBe(there.siteId);
    const names = await Promise.all(
      [here, there].map(({ siteId }) => findAccount(world().core.store, siteId, '5')),
    );
    expect(names.map((found) => found?.doc.displayName)).toEqual(['Jonas Heitkamp', 'Jana Osthaus']);
  });

  test('what one is a member of stays closed for the other', async () => {
    const here = await come(world(), { sub: '5', name: 'Jonas Heitkamp' });
    const there = await come(elsewhere(), { sub: '5', name: 'Jana Osthaus' });
    const space = await groundOf(world());
    await makeMember(world(), space, here);
    expect((await open(world(), here, pageOf('space', here, space))).statusCode).toBe(200);
    const refused = await open(world(), there, pageOf('space', there, space));
    expect([refused.statusCode, codeOn(refused)]).toEqual([404, 'space.not-found']);
  });

  test('and so it is with the same course link id, course id and deployment in both', async () => {
    const here = await come(world(), { sub: '5', name: 'Jonas Heitkamp', right: 'teacher', link: '4711' });
    const there = await come(elsewhere(), { sub: '5', name: 'Jana Osthaus', right: 'teacher', link: '4711' });
    expect([here.session.resourceLinkId, here.session.deploymentId]).toEqual([
      there.session.resourceLinkId,
      there.session.deploymentId,
    ]);
    const space = await groundOf(world());
    await makeMember(world(), space, here, { isOwner: true });
    const setup = await open(world(), there, `/s/${there.siteId}/link`);
    expect([setup.statusCode, setup.body.includes(space.title)]).toEqual([200, false]);
    expect((await open(world(), here, `/s/${here.siteId}/link`)).body).toContain(space.title);
  });
});
