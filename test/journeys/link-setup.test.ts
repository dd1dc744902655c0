import { describe, expect, test } from '@jest/globals';
import { findCourseLink } from '../../src/store/course-link.ts';
import { atOnce } from '../support/at-once.ts';
import { groundOf, makeMember, membershipOf, pageOf } from '../support/ground.ts';
import { codeShown, come, follow, type Guest, post, problemsOn, textOf, typedIn } from '../support/guest.ts';
import { open, send } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const elsewhere = withSecondMoodle(world);

const setup = (guest: Guest): string => `/s/${guest.siteId}/link`;
const boundTo = async (guest: Guest) =>
  (await findCourseLink(world().core.store, guest.session))?.doc.spaceId;
let person = 0;
const teacher = (link: string, linkTitle?: string) =>
  come(world(), {
    sub: `t${++person}`,
    name: `Lehrkraft ${person}`,
    right: 'teacher',
    link,
    ...(linkTitle ? { linkTitle } : {}),
  });

async function codeOf(owner: Guest, space: { id: string }): Promise<string> {
  const made = await post(world(), owner, pageOf('linkCodes', owner, space));
  const page = await follow(world(), owner, made);
  return codeShown(page.body, 'new-link-code');
}

describe('a link that opens nothing yet', () => {
  test('a teacher chooses one of the own spaces, and the link opens it from then on', async () => {
    const guest = await teacher('own', 'Unser Netzwerk');
    const space = await groundOf(world(), 'network', {
      title: 'Netz Nord',
      purpose: 'Gemeinsam in den Norden',
    });
    await makeMember(world(), space, guest, { isOwner: true });
    const again = await teacher('own', 'Unser Netzwerk');
    const page = await textOf(world(), guest);
    expect(page).toContain('Sie richten „Unser Netzwerk“ einmal ein.');
    expect(page).toContain('Netz Nord');
    expect(await textOf(world(), again)).not.toContain('Netz Nord');
    const answer = await send(world(), guest, `${setup(guest)}/space`, { space: space.id });
    const opened = await follow(world(), guest, answer);
    expect([answer.statusCode, opened.statusCode]).toEqual([303, 200]);
    expect(opened.body).toContain('Der Link in Ihrem Kurs öffnet ab jetzt diesen Raum.');
    const learner = await come(world(), { sub: 'l1', name: 'Lea Lernt', link: 'own' });
    expect((await open(world(), learner)).body).toContain('Gemeinsam in den Norden');
    expect(await membershipOf(world(), space, learner)).toMatchObject({ role: 'member', isConfirmed: false });
  });

  test('nobody binds a space that is not the own one, or nothing at all', async () => {
    const guest = await teacher('foreign');
    const space = await groundOf(world());
    await makeMember(world(), space, guest, { role: 'school-head' });
    for (const id of [space.id, 'unknown', '']) {
      const answer = await send(world(), guest, `${setup(guest)}/space`, { space: id });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).not.toContain(space.title);
    }
    expect(await boundTo(guest)).toBeUndefined();
  });

  test('a teacher of another Moodle binds it by the code that the owner gave', async () => {
    const owner = await teacher('code-owner');
    const space = await groundOf(world(), 'network', { title: 'Netz Süd' });
    await makeMember(world(), space, owner, { isOwner: true });
    const code = await codeOf(owner, space);
    expect(code).toMatch(/^[\w-]{22}$/);
    expect(await textOf(world(), owner, pageOf('settings', owner, space))).not.toContain(code);
    const guest = await come(elsewhere(), { sub: 't1', name: 'Timo Fern', right: 'teacher', link: '7' });
    const answer = await send(elsewhere(), guest, `${setup(guest)}/code`, { code: `  ${code}\n` });
    expect(answer.headers.location).toBe(pageOf('space', guest, space));
    expect((await follow(world(), guest, answer)).statusCode).toBe(200);
    expect(await membershipOf(world(), space, guest)).toMatchObject({ role: 'member', isConfirmed: false });
  });

  test('a wrong, an empty and a withdrawn code bind nothing, and what was typed stays', async () => {
    const owner = await teacher('revoked-owner');
    const space = await groundOf(world());
    await makeMember(world(), space, owner, { isOwner: true });
    const code = await codeOf(owner, space);
    const revoke = /href="([^"]+\/revocation)"/.exec(
      await textOf(world(), owner, pageOf('settings', owner, space)),
    );
    const asked = await open(world(), owner, revoke?.[1]);
    expect(asked.body).toContain('Mit diesem Code lässt sich dann kein Link mehr einrichten.');
    const gone = await send(world(), owner, revoke?.[1] ?? '', {}, revoke?.[1]);
    expect((await follow(world(), owner, gone)).body).toContain('Der Link-Code ist zurückgezogen.');
    const guest = await teacher('revoked');
    for (const typed of [code, 'falsch', '']) {
      const answer = await send(world(), guest, `${setup(guest)}/code`, { code: typed });
      expect(answer.statusCode).toBe(422);
      expect(typedIn(answer.body, 'code')).toBe(typed);
      const words = typed === '' ? /Tragen Sie den Link-Code ein/ : /Diesen Link-Code gibt es nicht/;
      expect(problemsOn(answer.body).join()).toMatch(words);
    }
    expect(await boundTo(guest)).toBeUndefined();
  });

  test('of two teachers at once one binds it, and the other is told', async () => {
    const [one, two] = [await teacher('race'), await teacher('race')];
    const title = (guest: Guest) => ({ kind: 'network', title: `Raum von ${guest.accountId.slice(0, 4)}` });
    const answers = await atOnce(world(), 2, (crowded) =>
      Promise.all([one, two].map((guest) => post(crowded, guest, `${setup(guest)}/new-space`, title(guest)))),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409]);
    expect(answers.map(codeOn)).toContain('link.already-bound');
    expect(await boundTo(one)).toBe(await boundTo(two));
  });

  test('a learner is told who can set it up, and may not do it', async () => {
    const guest = await come(world(), { sub: 'l2', name: 'Leo Lernt', link: 'waiting' });
    const page = await textOf(world(), guest);
    expect(page).toContain('Das kann jede Lehrkraft dieses Kurses');
    expect(page).not.toContain('<form');
    for (const [form, fields] of [
      ['space', { space: 'x' }],
      ['code', { code: 'x' }],
      ['new-space', { kind: 'network', title: 'Eigener Raum' }],
    ] as const) {
      const answer = await post(world(), guest, `${setup(guest)}/${form}`, fields);
      expect([answer.statusCode, codeOn(answer)]).toEqual([403, 'access.denied']);
    }
    expect(await boundTo(guest)).toBeUndefined();
  });

  test('a learner who waited gets in as soon as it opens something, without a new click in Moodle', async () => {
    const learner = await come(world(), { sub: 'l3', name: 'Lia Wartet', link: 'soon' });
    const guest = await teacher('soon');
    await post(world(), guest, `${setup(guest)}/new-space`, { kind: 'training', title: 'Durchgang 9' });
    const answer = await open(world(), learner, setup(learner));
    const page = await follow(world(), learner, answer);
    expect([answer.statusCode, page.statusCode]).toEqual([303, 200]);
    const space = { id: (await boundTo(guest)) ?? '' };
    expect(await membershipOf(world(), space, learner)).toMatchObject({
      role: 'trainee',
      isConfirmed: false,
    });
  });

  test('the administration of a Moodle may set it up too', async () => {
    const admin = await come(world(), {
      sub: 'a1',
      name: 'Ada Amt',
      right: 'site-administrator',
      link: 'admin',
    });
    const fields = { kind: 'working-group', title: 'Arbeitsgruppe Technik' };
    const answer = await send(world(), admin, `${setup(admin)}/new-space`, fields);
    expect(answer.statusCode).toBe(303);
    const space = { id: (await boundTo(admin)) ?? '' };
    expect(await membershipOf(world(), space, admin)).toMatchObject({ isOwner: true, isConfirmed: true });
  });
});
