import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Membership } from '../../src/domain/membership.ts';
import type { Space, SpaceKind } from '../../src/domain/space.ts';
import { bindLink, groundOf, makeMember, membershipOf, pageOf } from '../support/ground.ts';
import { come, type Guest, post, textOf } from '../support/guest.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const elsewhere = withSecondMoodle(world);

/** Everybody around a space. A name says what its bearer is there; the last three come from another Moodle. */
const people: Record<string, Partial<Membership>> = {
  'Besitz Zeder': { isOwner: true, role: 'other' },
  'Leitung Ahorn': { role: 'process-facilitator' },
  'Bestätigt Buche': { role: 'library' },
  'Neu Erle': { role: 'member', isConfirmed: false },
  'Entfernt Fichte': { role: 'teacher', status: 'removed' },
  'Leitung Ferneiche': { role: 'network-manager' },
  'Bestätigt Fernulme': { role: 'teacher' },
  'Neu Fernweide': { role: 'member', isConfirmed: false },
};
const guests = new Map<string, Guest>();

beforeAll(async () => {
  for (const [index, name] of Object.keys(people).entries()) {
    const moodle = name.includes('Fern') ? elsewhere() : world();
    guests.set(name, await come(moodle, { sub: `${200 + index}`, name, right: 'teacher' }));
  }
});

const guestCalled = (name: string): Guest => {
  const guest = guests.get(name);
  if (!guest) throw new Error(`nobody is called ${name}`);
  return guest;
};

async function spaceWithAll(kind: SpaceKind): Promise<Space> {
  const space = await groundOf(world(), kind);
  for (const [name, wanted] of Object.entries(people)) {
    await makeMember(world(), space, guestCalled(name), wanted);
  }
  return space;
}

/** Surnames on any page of the space that this person may open; and those that could be told by a role alone. */
async function seenBy(name: string, space: Space): Promise<string[]> {
  const guest = guestCalled(name);
  const pages = ['space', 'members', 'events', 'settings'] as const;
  const texts = await Promise.all(pages.map((page) => textOf(world(), guest, pageOf(page, guest, space))));
  return Object.keys(people)
    .map((one) => one.split(' ')[1] ?? '')
    .filter((surname) => texts.join().includes(surname));
}

const here = ['Zeder', 'Ahorn', 'Buche', 'Erle'];
const leaders = ['Zeder', 'Ahorn', 'Ferneiche'];
const active = [...here, 'Ferneiche', 'Fernulme', 'Fernweide'];
const all = ['Zeder', 'Ahorn', 'Buche', 'Erle', 'Fichte', 'Ferneiche', 'Fernulme', 'Fernweide'];

describe('names that may not be seen are not in the page', () => {
  test.each(['network', 'working-group', 'zfsl-group'] as const)(
    'in a space of the kind %s',
    async (kind) => {
      const space = await spaceWithAll(kind);
      expect(await seenBy('Besitz Zeder', space)).toEqual(all);
      expect(await seenBy('Leitung Ahorn', space)).toEqual(active);
      expect(await seenBy('Bestätigt Fernulme', space)).toEqual(active);
      expect(await seenBy('Neu Erle', space)).toEqual([...here, 'Ferneiche']);
      expect(await seenBy('Neu Fernweide', space)).toEqual([...leaders, 'Fernulme', 'Fernweide']);
      expect(await seenBy('Entfernt Fichte', space)).toEqual([]);
      const page = await textOf(
        world(),
        guestCalled('Neu Erle'),
        pageOf('members', guestCalled('Neu Erle'), space),
      );
      expect(page).toMatch(/(7|Sieben) Mitglieder in diesem Raum/);
      expect(page).toMatch(/(2|Zwei) weitere Personen kommen aus anderen Moodle-Websites\./);
    },
  );

  test('in a training only those who lead it see who is trained', async () => {
    const space = await spaceWithAll('training');
    expect(await seenBy('Besitz Zeder', space)).toEqual(all);
    expect(await seenBy('Leitung Ahorn', space)).toEqual(active);
    expect(await seenBy('Bestätigt Buche', space)).toEqual(['Zeder', 'Ahorn', 'Buche', 'Ferneiche']);
    expect(await seenBy('Neu Erle', space)).toEqual(['Zeder', 'Ahorn', 'Erle', 'Ferneiche']);
  });

  test("in the managers' area members see each other, and nobody else sees anybody", async () => {
    const space = await spaceWithAll('managers');
    expect(await seenBy('Bestätigt Fernulme', space)).toEqual(active);
    expect(await seenBy('Neu Erle', space)).toEqual([]);
    expect(await seenBy('Entfernt Fichte', space)).toEqual([]);
  });

  test('buttons for changing members are there for owners only', async () => {
    const space = await spaceWithAll('network');
    const page = (name: string) =>
      textOf(world(), guestCalled(name), pageOf('members', guestCalled(name), space));
    expect(await page('Besitz Zeder')).toContain('Rolle und Rechte ändern');
    expect(await page('Leitung Ahorn')).not.toMatch(/<form|Rolle und Rechte/);
  });
});

describe('a member whose Moodle sends no name', () => {
  test('is called by a number that stays the same, also after somebody else left', async () => {
    const space = await groundOf(world(), 'network');
    const { deploymentId } = world().practice.toolType;
    const link = 'nameless';
    await bindLink(world(), space.id, { siteId: world().site.id, deploymentId, resourceLinkId: link });
    const owner = guestCalled('Besitz Zeder');
    await makeMember(world(), space, owner, { isOwner: true });
    const [first, second] = [
      await come(world(), { sub: '301', link }),
      await come(world(), { sub: '302', link }),
    ];
    const list = () => textOf(world(), owner, pageOf('members', owner, space));
    expect(await list()).toMatch(/Mitglied 2.*Mitglied 3/s);
    const left = await membershipOf(world(), space, first);
    await post(world(), owner, `${pageOf('members', owner, space)}/${left?.id}/removal`);
    expect(await list()).toContain('Mitglied 3');
    await come(world(), { sub: '302', link });
    await come(world(), { sub: '303', link });
    expect(await membershipOf(world(), space, second)).toMatchObject({ number: 3 });
    expect(await list()).toMatch(/Mitglied 3.*Mitglied 4/s);
  });

  test('gets the name as soon as Moodle sends one, and loses it when it sends none any more', async () => {
    const space = await groundOf(world(), 'network');
    const owner = guestCalled('Besitz Zeder');
    await makeMember(world(), space, owner, { isOwner: true });
    const guest = await come(world(), { sub: '304', name: 'Nora Benannt' });
    await makeMember(world(), space, guest);
    const list = () => textOf(world(), owner, pageOf('members', owner, space));
    expect(await list()).toContain('Nora Benannt');
    await come(world(), { sub: '304' });
    expect(await list()).not.toContain('Nora Benannt');
    expect(await list()).toContain('Mitglied 2');
  });
});
