import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { claim, serviceScope } from '../../lti/claims.ts';
import { findCourseLink } from '../../src/store/course-link.ts';
import { findGradableLink } from '../../src/store/course-service.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { follow, post } from '../support/guest.ts';
import { open, type Visitor, visit } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withServices } from '../support/services-world.ts';
import { sessionOf } from '../support/session-of.ts';

const world = withServices();
let here: { site: string; space: string };
const link = () => ({ siteId: world().site.id, deploymentId: '1', resourceLinkId: '1' });
const known = async () => (await findGradableLink(world().core.store, link()))?.doc;
const grades = () => addressOf(paths.grades, here);
const button = 'Spalte in Moodle suchen oder anlegen';
const itemCalls = () =>
  world().practice.requests.filter(({ path }) => path.split('?')[0]?.endsWith('/lineitems'));

beforeAll(async () => {
  const bound = await findCourseLink(world().core.store, link());
  here = { site: world().site.id, space: bound?.doc.spaceId ?? '' };
});
afterEach(() => world().practice.configure({ gradeSync: 'full' }));

const leader = (claims = {}) => visit(world(), 'network-manager', 'network', { claims });
/** Presses the button, also where the page shows none. */
async function press(visitor: Visitor) {
  const session = await sessionOf(world(), visitor);
  const guest = { ...visitor, session, accountId: session.accountId, siteId: session.siteId };
  return post(world(), guest, addressOf(paths.gradeColumn, here));
}
/** The activity has no column of its own any more, as Moodle leaves it when somebody has deleted it. */
function deleteColumn(): void {
  const { gradeItems } = world().practice as unknown as { gradeItems: { linkId: string }[] };
  gradeItems.splice(
    gradeItems.findIndex(({ linkId }) => linkId === '1'),
    1,
  );
}

describe('A01 a launch with the claim of the gradebook', () => {
  test('tells the column of its link and what may be done there; nothing is called for it', async () => {
    const calls = world().practice.requests.length;
    const visitor = await leader();
    expect(await known()).toMatchObject({
      lineItemUrl: expect.stringContaining('/mod/lti/services.php/3/lineitems/21/lineitem?type_id=1'),
      ...{ lineItemsAccess: 'manage', canScore: true, canReadResults: true },
    });
    expect((await open(world(), visitor, grades())).body).not.toContain(button);
    expect(world().practice.requests).toHaveLength(calls);
  });

  test('an address on a foreign host counts as not sent', async () => {
    const gradebook = {
      scope: [serviceScope.scores],
      lineitem: 'https://evil.example/1',
      lineitems: 'https://evil.example/',
    };
    const visitor = await leader({ [claim.gradebook]: gradebook });
    expect(await known()).toMatchObject({ lineItemUrl: '', lineItemsUrl: '' });
    expect((await open(world(), visitor, grades())).body).not.toContain(button);
    await leader();
  });
});

describe('A10 a link without a column', () => {
  test('A11 offers nothing, and asks for nothing, where Moodle takes scores and no more', async () => {
    deleteColumn();
    const scoresOnly = {
      [claim.gradebook]: { scope: [serviceScope.scores], lineitems: 'http://x.example/' },
    };
    const visitor = await leader(scoresOnly);
    const calls = itemCalls().length;
    const page = await open(world(), visitor, grades());
    expect(page.body).not.toContain(button);
    expect((await press(visitor)).headers.location).toBe(grades());
    expect(itemCalls()).toHaveLength(calls);
  });

  test('is told of where Moodle lets nobody make one, and nothing is made', async () => {
    world().practice.configure({ gradeSync: 'partial' });
    const visitor = await leader();
    expect((await open(world(), visitor, grades())).body).toContain(button);
    const answer = await press(visitor);
    expect((await follow(world(), visitor, answer)).body).toContain('Moodle lässt keine anlegen');
    expect((await known())?.lineItemUrl).toBe('');
  });

  test('gets one at the press of a button, once, and keeps it at the next launch', async () => {
    const visitor = await leader();
    const answer = await press(visitor);
    expect((await follow(world(), visitor, answer)).body).toContain('Die Spalte in Moodle ist da.');
    const column = world().practice.gradeItems.find(({ tag }) => tag === 'netzbruecke');
    expect((await known())?.lineItemUrl).toContain(`/lineitems/${column?.id}/lineitem`);
    await press(visitor);
    await leader();
    expect((await known())?.lineItemUrl).toContain(`/lineitems/${column?.id}/lineitem`);
    expect(world().practice.gradeItems.filter(({ tag }) => tag === 'netzbruecke')).toHaveLength(1);
    expect((await open(world(), visitor, grades())).body).not.toContain(button);
  });

  test('gets none from somebody who learns in the course, or does not lead the space', async () => {
    for (const person of ['trainee', 'zfsl-leader']) {
      const visitor = await visit(world(), person, 'network');
      const answer = await press(visitor);
      expect([answer.statusCode, codeOn(answer)]).toEqual([403, 'access.denied']);
    }
  });
});
