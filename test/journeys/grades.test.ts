import { beforeEach, describe, expect, test } from '@jest/globals';
import { claim, serviceScope } from '../../lti/claims.ts';
import type { Space } from '../../src/domain/space.ts';
import { findAccount } from '../../src/store/account.ts';
import { findGradableLink, gradableLinks } from '../../src/store/course-service.ts';
import { everyRow, insert, update } from '../../src/store/port.ts';
import { scoreDeliveries } from '../../src/store/score-delivery.ts';
import { spaces } from '../../src/store/space.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { linkOf } from '../support/grade-ground.ts';
import { bindLink, groundOf, makeMember } from '../support/ground.ts';
import { come, follow, post } from '../support/guest.ts';
import { open, send, type Visitor, visit } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
let space: Space;
let leader: Visitor;
let page: string;

/** Thorben Wiechers leads the network; Birgit Sanderhoff learns in the course, Meltem Arslan teaches there. */
beforeEach(async () => {
  const { core, practice, registration } = world();
  const rows = await Array.fromAsync(everyRow(core.store, spaces, 'byKind', ['network']), ({ doc }) => doc);
  space = rows[0] as Space;
  const link = linkOf(practice, registration);
  const found = await findGradableLink(core.store, link);
  if (!found) await core.store.commit([insert(gradableLinks, link)]);
  leader = await visit(world(), 'network-manager', 'network');
  page = addressOf(paths.grades, { site: world().site.id, space: space.id });
});

async function accountOf(personId: string): Promise<string> {
  const { core, practice, site } = world();
  const sub = practice.people.find(({ id }) => id === personId)?.userId ?? '';
  return (await findAccount(core.store, site.id, sub))?.doc.id ?? '';
}

async function press(path: typeof paths.gradeComplete | typeof paths.gradeUndo, personId: string) {
  const account = await accountOf(personId);
  const address = addressOf(path, { site: world().site.id, space: space.id, account });
  return send(world(), leader, address, {}, page);
}

const heading = async () => /<h1>(.*?)<\/h1>/.exec((await open(world(), leader, page)).body)?.[1];
const birgit = () => world().practice.grades('network')['6']?.value ?? null;

/** The workers look each second. */
async function arrives(what: () => Promise<boolean> | boolean): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not arrive');
}

async function isAtRest(): Promise<boolean> {
  const rows = await Array.fromAsync(everyRow(world().core.store, scoreDeliveries, 'bySpace', [space.id]));
  return rows.every(({ doc }) => doc.dueAt === null);
}

describe('who leads a space', () => {
  test('reports a member as done, sees it arrive in Moodle, and takes it back', async () => {
    expect(await heading()).toBe('Aus diesem Raum steht keine Bewertung in Moodle');
    const answer = await press(paths.gradeComplete, 'school-head');
    expect((await follow(world(), leader, answer)).body).toContain(
      'Die Bewertung ist auf dem Weg nach Moodle.',
    );
    await arrives(isAtRest);
    expect([birgit(), world().practice.completion('network', 'school-head')]).toEqual([100, 1]);
    expect(await heading()).toBe('Die eine Bewertung ist in Moodle');

    await press(paths.gradeUndo, 'school-head');
    await arrives(isAtRest);
    expect([birgit(), world().practice.completion('network', 'school-head')]).toEqual([null, 0]);
    expect(await heading()).toBe('Aus diesem Raum steht keine Bewertung in Moodle');
    expect((await open(world(), leader, page)).body).toContain('zurückgenommen');
  });

  test('reads what did not arrive, and why, and sends it again', async () => {
    const course = world().practice.courses.find(({ id }) => id === '3');
    Object.assign(course ?? {}, { members: [] });
    await press(paths.gradeComplete, 'school-head');
    await arrives(isAtRest);
    expect(await heading()).toBe('Eine Bewertung ist nicht angekommen');
    const shown = (await open(world(), leader, page)).body;
    expect(shown).toContain('Vielleicht ist sie nicht mehr im Kurs eingeschrieben, oder sie lehrt dort.');
    Object.assign(course ?? {}, { members: undefined });
    const again = /action="([^"]+\/again)"/.exec(shown)?.[1] ?? '';
    const answer = await send(world(), leader, again, {}, page);
    expect((await follow(world(), leader, answer)).body).toContain(
      'Die Bewertung wird noch einmal gesendet.',
    );
    await arrives(isAtRest);
    expect([birgit(), await heading()]).toEqual([100, 'Die eine Bewertung ist in Moodle']);
  });

  test('reads when Moodle ticks the activity, and what taking back does not take back', async () => {
    const { body } = await open(world(), leader, page);
    expect(body).toContain('setzen Sie den Haken bei „Bewertung erhalten“.');
    expect(body).toContain('Einen Kursabschluss, den Moodle schon vergeben hat, nimmt es nicht zurück.');
  });

  test('is told where Moodle takes no grades, and who can change that', async () => {
    const found = await findGradableLink(world().core.store, linkOf(world().practice, world().registration));
    if (!found) throw new Error('the link is gradable');
    await world().core.store.commit([update(gradableLinks, found, { canScore: false })]);
    expect((await open(world(), leader, page)).body).toContain(
      'Die Moodle-Administration schaltet das beim Tool unter „Services“ bei der Bewertungssynchronisierung ein.',
    );
    const again = await findGradableLink(world().core.store, found.doc);
    if (again) await world().core.store.commit([update(gradableLinks, again, { canScore: true })]);
  });
});

test('in a space without a graded link the page says how to get one', async () => {
  const empty = await groundOf(world(), 'network');
  const guest = await come(world(), { sub: '44', name: 'Lena Leerlauf', right: 'teacher' });
  await makeMember(world(), empty, guest, { isOwner: true });
  const address = addressOf(paths.grades, { site: guest.siteId, space: empty.id });
  expect((await open(world(), guest, address)).body).toContain(
    'Kein Link dieses Raums hat in Moodle eine Bewertung.',
  );
});

test('a grade of another space cannot be sent again from here', async () => {
  await press(paths.gradeComplete, 'school-head');
  const other = await groundOf(world(), 'network');
  const guest = await come(world(), { sub: '45', name: 'Fred Fremdling', right: 'teacher' });
  await makeMember(world(), other, guest, { isOwner: true });
  const rows = await Array.fromAsync(everyRow(world().core.store, scoreDeliveries, 'bySpace', [space.id]));
  const values = { site: guest.siteId, space: other.id, delivery: rows[0]?.doc.id ?? '' };
  const answer = await post(world(), guest, addressOf(paths.gradeAgain, values));
  expect([answer.statusCode, codeOn(answer)]).toEqual([404, 'page.not-found']);
});

test('grades of several links are told apart by the names of their activities', async () => {
  const { practice, site, core } = world();
  await bindLink(world(), space.id, { siteId: site.id, deploymentId: '1', resourceLinkId: '950' });
  await visit(world(), 'network-manager', 'network');
  const lineitem = linkOf(practice, world().registration).lineItemUrl.replace('/21/', '/22/');
  const second = {
    [claim.resourceLink]: { id: '950', title: 'Modul 2: Coaching' },
    [claim.gradebook]: { scope: [serviceScope.scores], lineitem },
  };
  leader = await visit(world(), 'network-manager', 'network', { claims: second });
  const of = { siteId: site.id, deploymentId: '1', resourceLinkId: '950' };
  expect((await findGradableLink(core.store, of))?.doc.title).toBe('Modul 2: Coaching');
  await press(paths.gradeComplete, 'school-head');
  const rows = (await open(world(), leader, page)).body.match(/<li class="nb-row-split">.*?<\/li>/gs) ?? [];
  const birgits = rows.find((row) => row.includes('Birgit Sanderhoff')) ?? '';
  expect(birgits).toContain('<bdi>Modul 2: Coaching</bdi>');
  expect(birgits).toContain('<bdi>Netzwerk Lernen 27 Lippenau</bdi>');
});
