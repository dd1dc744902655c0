import { beforeAll, describe, expect, test } from '@jest/globals';
import { claim } from '../../lti/claims.ts';
import { toolConfiguration } from '../../lti/tool-configuration.ts';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { findAccount } from '../../src/store/account.ts';
import { findCourseLink } from '../../src/store/course-link.ts';
import { findGradableLink } from '../../src/store/course-service.ts';
import { insert } from '../../src/store/port.ts';
import { scoreDeliveries, wantScoreOps } from '../../src/store/score-delivery.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { beginChoosing, itemsOf, takeSpaces } from '../support/choosing.ts';
import { groundOf, makeMember } from '../support/ground.ts';
import { come } from '../support/guest.ts';
import { type Bent, launch, open, visit } from '../support/launching.ts';
import { codeOn, expectRefusal } from '../support/refusals.ts';
import { sessionOf } from '../support/session-of.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
let spaceId: string;
let learner: string;
let list: string;

const column = { siteId: '', deploymentId: '1', resourceLinkId: '1' };
const accountOf = async (sub: string) =>
  (await findAccount(world().core.store, world().site.id, sub))?.doc.id;
/** Meltem Arslan teaches in the course and clicks a cell of the gradebook. */
const review = (user: string, bent: Bent = {}) =>
  visit(world(), 'teacher', 'network', { review: user, ...bent });
const addressOfReview = (account: string) =>
  addressOf(paths.review, { site: world().site.id, space: spaceId, account });

beforeAll(async () => {
  const { site, core } = world();
  // The practice Moodle's columns become known as its links are opened.
  for (const activity of ['network', 'working-group', 'managers'] as const)
    await visit(world(), 'network-manager', activity);
  await visit(world(), 'trainee', 'network');
  column.siteId = site.id;
  spaceId = (await findCourseLink(core.store, column))?.doc.spaceId ?? '';
  learner = (await accountOf('5')) ?? '';
  list = addressOf(paths.reviews, { site: site.id, space: spaceId });
});

describe('A23 somebody’s work, opened from the gradebook', () => {
  test('a teacher of the course sees how far that person is, and nothing about others', async () => {
    const visitor = await review('5');
    expect(visitor.address).toBe(addressOfReview(learner));
    const page = await open(world(), visitor);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<h1>Stand von Jonas Heitkamp</h1>');
    expect(page.body).toContain('Aus diesem Raum ist noch keine Bewertung nach Moodle gegangen.');
    expect(page.body).toContain('Schulnetzwerke Lippenau');
    expect(page.body).not.toContain('Sanderhoff');
  });

  test('the grade in the column of this link is shown as it stands, and none of another link', async () => {
    const { core, now } = world();
    const link = (await findGradableLink(core.store, column))?.doc;
    if (!link) throw new Error('the launch brought no column');
    const account = { id: learner, siteId: world().site.id, sub: '5' };
    const [op] = await wantScoreOps(core.store, now, { link, spaceId, account, wanted: 'complete' });
    if (op?.kind !== 'insert') throw new Error('nothing is wanted');
    const done = { ...op.doc, state: 'delivered', dueAt: null, acknowledged: 'complete' } as never;
    const other = {
      ...op.doc,
      id: 'of-another-link',
      resourceLinkId: '2',
      state: 'dead',
      reason: 'grade.line-item-gone',
      dueAt: null,
    };
    await core.store.commit([insert(scoreDeliveries, done), insert(scoreDeliveries, other as never)]);
    const { body } = await open(world(), await review('5'));
    expect(body).toContain('erledigt, in Moodle');
    expect(body).not.toContain('nicht angekommen');
  });

  test('who leads the space finds the way to its grades, a teacher of the course does not', async () => {
    const grades = addressOf(paths.grades, { site: world().site.id, space: spaceId });
    expect((await open(world(), await review('5'))).body).not.toContain(`href="${grades}"`);
    const leader = await review('5', { personId: 'network-manager' });
    expect((await open(world(), leader)).body).toContain(`href="${grades}"`);
  });

  test('a learner who opens the own grade comes into the space', async () => {
    const visitor = await review('5', { personId: 'trainee' });
    expect(visitor.address).toBe(addressOf(paths.space, { site: world().site.id, space: spaceId }));
  });

  test('a link that opens no space yet is set up first', async () => {
    const visitor = await visit(world(), 'teacher', 'unbound', { review: '5' });
    expect(visitor.address).toBe(addressOf(paths.linkSetup, { site: world().site.id }));
  });

  test('of a person who was never here there is nothing to show, and nothing is kept', async () => {
    const visitor = await review('777');
    expect(visitor.address).toBe(`${list}?person=unknown`);
    const { body } = await open(world(), visitor);
    expect(body).toContain('Diese Person hat den Link noch nicht geöffnet.');
    expect(body).toContain('Jonas Heitkamp');
    expect(await accountOf('777')).toBeUndefined();
  });

  test('Moodle’s heading of a column names nobody: everybody of the course who was here is shown', async () => {
    const visitor = await review('');
    expect(visitor.address).toBe(list);
    const { body } = await open(world(), visitor);
    expect(body).toContain(`href="${addressOfReview(learner)}"`);
    expect(body).not.toContain('noch nicht geöffnet');
    expect(body).not.toContain('Wiechers');
  });
});

describe('A23 that work can be opened is told', () => {
  test('with each step of a training that a teacher adds to a course', async () => {
    const who = await beginChoosing(world());
    const training = await groundOf(world(), 'training');
    await makeMember(world(), training, await sessionOf(world(), who), { isOwner: true });
    const items = itemsOf(await takeSpaces(world(), who, [training.id]));
    expect(items).toHaveLength(6);
    for (const { lineItem } of items)
      expect(lineItem?.submissionReview.reviewableStatus).toEqual([
        'None',
        'InProgress',
        'Submitted',
        'Completed',
      ]);
  });

  test('to a platform that registers the tool', () => {
    const told = JSON.stringify(toolConfiguration('https://netz.example'));
    expect(told).toContain(
      '{"type":"LtiSubmissionReviewRequest","target_link_uri":"https://netz.example/lti/launch"',
    );
  });
});

describe('A23 who has no business with it is refused', () => {
  const refused: [title: string, bent: Bent, code: ErrorCode][] = [
    [
      'a learner who asks for somebody else',
      { personId: 'school-head', review: '5' },
      'launch.review-refused',
    ],
    [
      'a role that nobody knows',
      { claims: { [claim.roles]: ['http://example.org/roles#Teacher'] } },
      'launch.review-refused',
    ],
    ['no role at all', { claims: { [claim.roles]: [] } }, 'launch.review-refused'],
    ['a person that is no person', { claims: { [claim.forUser]: '5' } }, 'launch.claim-invalid'],
    ['a person without an id', { claims: { [claim.forUser]: {} } }, 'launch.claim-missing'],
    ['an empty id', { claims: { [claim.forUser]: { user_id: '' } } }, 'launch.claim-invalid'],
    ['a number for an id', { claims: { [claim.forUser]: { user_id: 5 } } }, 'launch.claim-invalid'],
    [
      'an operator for an id',
      { claims: { [claim.forUser]: { user_id: { $ne: '' } } } },
      'launch.claim-invalid',
    ],
    [
      'an id of 300 letters',
      { claims: { [claim.forUser]: { user_id: 'x'.repeat(300) } } },
      'launch.claim-invalid',
    ],
    ['several persons', { claims: { [claim.forUser]: [{ user_id: '5' }] } }, 'launch.claim-invalid'],
    ['no link', { claims: { [claim.resourceLink]: undefined } }, 'launch.claim-missing'],
    [
      'a target on a foreign host',
      { claims: { [claim.targetLinkUri]: 'https://evil.example/' } },
      'launch.target-foreign',
    ],
  ];
  test.each(refused)('%s', async (_title, bent, code) => {
    await expectRefusal(world(), code, () =>
      launch(world(), { personId: 'teacher', activityId: 'network', review: '5', ...bent }),
    );
  });

  test('the column of another link', async () => {
    const other = await findGradableLink(world().core.store, { ...column, resourceLinkId: '2' });
    const gradebook = { scope: [], lineitem: other?.doc.lineItemUrl };
    expect(gradebook.lineitem).toContain('/lineitems/');
    await expectRefusal(world(), 'launch.line-item-foreign', () =>
      launch(world(), {
        ...{ personId: 'teacher', activityId: 'network', review: '5' },
        claims: { [claim.gradebook]: gradebook },
      }),
    );
  });

  test('an address that a learner types', async () => {
    const visitor = await visit(world(), 'school-head', 'network');
    for (const address of [list, addressOfReview(learner)]) {
      const answer = await open(world(), visitor, address);
      expect([answer.statusCode, codeOn(answer)]).toEqual([403, 'access.denied']);
      expect(answer.body).not.toContain('Heitkamp');
    }
  });

  test('an address of somebody from another course, though the course opens the same space', async () => {
    const away = await come(world(), { sub: '61', name: 'Ulla Anderswo', course: '4', link: 'away' });
    await makeMember(world(), { id: spaceId }, away);
    const visitor = await review('61');
    expect(visitor.address).toBe(`${list}?person=unknown`);
    expect((await open(world(), visitor)).body).not.toContain('Anderswo');
    const answer = await open(world(), visitor, addressOfReview(away.accountId));
    expect([answer.statusCode, codeOn(answer)]).toEqual([404, 'page.not-found']);
  });

  test('an address of a space that the link does not open', async () => {
    const other = await groundOf(world(), 'network');
    const address = addressOf(paths.review, { site: world().site.id, space: other.id, account: learner });
    const answer = await open(world(), await review('5'), address);
    expect([answer.statusCode, codeOn(answer)]).toEqual([404, 'space.not-found']);
  });

  test('a teacher of the course stands before the closed area like everybody else', async () => {
    const visitor = await visit(world(), 'teacher', 'managers', { review: '5' });
    const answer = await open(world(), visitor);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/s/${world().site.id}/closed`]);
    expect(answer.body).not.toContain('Heitkamp');
  });
});
