import { describe, expect, test } from '@jest/globals';
import { findCourseLink } from '../../src/store/course-link.ts';
import { findLinkHandle } from '../../src/store/link-handle.ts';
import { beginChoosing, itemsOf, takeSpaces } from '../support/choosing.ts';
import { groundOf, makeMember, pageOf } from '../support/ground.ts';
import { come, follow, type Guest, post, textOf } from '../support/guest.ts';
import { type Bent, open, visit } from '../support/launching.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { sessionOf } from '../support/session-of.ts';
import { withWorld } from '../support/with-world.ts';
import type { World } from '../support/world.ts';

const world = withWorld();
const elsewhere = withSecondMoodle(world);
const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
const teaching = ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'];
let links = 700;

/** A space of the network manager, and the handle of a link to it that was chosen for course 3. */
async function chosenSpace(title: string) {
  const space = await groundOf(world(), 'network', { title });
  const who = await beginChoosing(world());
  const session = await sessionOf(world(), who);
  await makeMember(world(), space, session, { isOwner: true });
  const [item] = itemsOf(await takeSpaces(world(), who, [space.id]));
  return { space, handle: item?.custom.netzbruecke_handle ?? '', accountId: session.accountId };
}

/** A launch of a link that nobody has opened yet, with what its custom parameters say. */
async function firstLaunch(
  of: World,
  handle: unknown,
  { course = '3', teacher = false, link = String(++links) } = {},
): Promise<Guest> {
  const claims: Bent['claims'] = {
    sub: teacher ? '901' : '902',
    [`${lti}roles`]: teacher ? teaching : [],
    [`${lti}resource_link`]: { id: link, title: 'Kopie' },
    [`${lti}context`]: { id: course, title: `Kurs ${course}`, label: course },
    [`${lti}custom`]: { netzbruecke_handle: handle },
  };
  const visitor = await visit(of, 'trainee', 'unbound', { claims });
  const session = await sessionOf(of, visitor);
  return { ...visitor, session, accountId: session.accountId, siteId: session.siteId };
}

describe('a link that was chosen in Moodle', () => {
  test('opens its space at the first launch in its course, and again in a second activity of that course', async () => {
    const { space, handle, accountId } = await chosenSpace('Netz Handgriff');
    expect(handle).toMatch(/^[\w-]{22}$/);
    for (const teacher of [false, true]) {
      const guest = await firstLaunch(world(), handle, { teacher });
      expect(guest.address).toBe(pageOf('space', guest, space));
      const bound = await findCourseLink(world().core.store, guest.session);
      expect(bound?.doc).toMatchObject({ spaceId: space.id, boundBy: accountId });
    }
  });

  test('is kept as a hash only', async () => {
    const { handle } = await chosenSpace('Netz Hash');
    const stored = await findLinkHandle(world().core.store, { linkHandle: handle, siteId: world().site.id });
    expect(stored).toMatchObject({ contextId: '3', deploymentId: '1', moduleId: null });
    expect(JSON.stringify(stored)).not.toContain(handle);
  });

  test('in a copied course a learner waits, and a teacher who leads the space is asked: it comes first', async () => {
    const { space, handle } = await chosenSpace('Netz Original');
    const learner = await firstLaunch(world(), handle, { course: '44' });
    expect(await textOf(world(), learner)).toContain('Das kann jede Lehrkraft dieses Kurses');
    const link = learner.session.resourceLinkId;
    const teacher = await firstLaunch(world(), handle, { course: '44', teacher: true, link });
    await makeMember(world(), space, teacher, { role: 'process-facilitator' });
    const page = await textOf(world(), teacher);
    expect(page).toContain(
      'öffnet dort „Netz Original“. Soll sie hier denselben Raum öffnen oder einen neuen?',
    );
    expect(page).toMatch(new RegExp(`name="space" value="${space.id}" checked`));
    const answer = await post(world(), teacher, `/s/${teacher.siteId}/link/space`, { space: space.id });
    expect((await follow(world(), teacher, answer)).statusCode).toBe(200);
    const late = await open(world(), learner, `/s/${learner.siteId}/link`);
    expect(late.headers.location).toBe(pageOf('space', learner, space));
  });

  test('in a copied course a teacher who does not lead the space is told of the link code, and cannot bind it', async () => {
    const { space, handle } = await chosenSpace('Netz Fremd');
    const teacher = await firstLaunch(world(), handle, { course: '47', teacher: true });
    const page = await textOf(world(), teacher);
    expect(page).toContain('Der Raum „Netz Fremd“ gehört nicht Ihnen.');
    expect(page).not.toContain(`value="${space.id}"`);
    for (const role of [undefined, 'teacher'] as const) {
      if (role) await makeMember(world(), space, teacher, { role });
      const answer = await post(world(), teacher, `/s/${teacher.siteId}/link/space`, { space: space.id });
      expect(answer.statusCode).toBe(422);
    }
    expect(await findCourseLink(world().core.store, teacher.session)).toBeUndefined();
    expect(await textOf(world(), teacher)).toContain('id="code-heading"');
  });

  test('in a copied course the teacher may make a new space instead', async () => {
    const { space, handle } = await chosenSpace('Netz Vorlage');
    const teacher = await firstLaunch(world(), handle, { course: '45', teacher: true });
    const fields = { kind: 'network', title: 'Netz Neu' };
    await post(world(), teacher, `/s/${teacher.siteId}/link/new-space`, fields);
    const bound = await findCourseLink(world().core.store, teacher.session);
    expect(bound?.doc.spaceId).not.toBe(space.id);
  });

  test('somebody whom the owner removed is not offered the space', async () => {
    const { space, handle } = await chosenSpace('Netz Ohne');
    const teacher = await firstLaunch(world(), handle, { course: '46', teacher: true });
    await makeMember(world(), space, teacher, { status: 'removed' });
    expect(await textOf(world(), teacher)).not.toContain('Netz Ohne');
    const answer = await post(world(), teacher, `/s/${teacher.siteId}/link/space`, { space: space.id });
    expect(answer.statusCode).toBe(422);
  });

  test('says nothing in another Moodle, even in a course with the same number', async () => {
    const { handle } = await chosenSpace('Netz Hier');
    const teacher = await firstLaunch(elsewhere(), handle, { teacher: true });
    expect(teacher.address).toBe(`/s/${teacher.siteId}/link`);
    expect(await textOf(elsewhere(), teacher)).not.toContain('Netz Hier');
  });

  test.each([
    ['an unknown handle', 'AAAAAAAAAAAAAAAAAAAAAA'],
    ['a variable that Moodle does not know', '$Netzbruecke.handle'],
    ['no text', 42],
    ['a list', ['x']],
    ['a very long text', 'x'.repeat(5000)],
    ['nothing', ''],
  ])('%s counts as a link that nobody has set up', async (_name, handle) => {
    const guest = await firstLaunch(world(), handle, { teacher: true });
    expect(guest.address).toBe(`/s/${guest.siteId}/link`);
    expect(guest.session).not.toHaveProperty('linkHandleId');
  });

  test('stays unbound when its owner has undone the connection', async () => {
    const { space, handle } = await chosenSpace('Netz Gelöst');
    const guest = await firstLaunch(world(), handle);
    const link = await findCourseLink(world().core.store, guest.session);
    const owner = await come(world(), { sub: '903', name: 'Olga Eigen', right: 'teacher' });
    await makeMember(world(), space, owner, { isOwner: true });
    const removal = `/s/${owner.siteId}/spaces/${space.id}/links/${link?.doc.id}/removal`;
    expect((await post(world(), owner, removal)).statusCode).toBe(303);
    const again = await firstLaunch(world(), handle, { link: guest.session.resourceLinkId });
    expect(again.address).toBe(`/s/${again.siteId}/link`);
  });
});
