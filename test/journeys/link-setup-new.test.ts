import { describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { findCourseLink } from '../../src/store/course-link.ts';
import { spaces } from '../../src/store/space.ts';
import { participants } from '../../src/store/training-participant.ts';
import { membershipOf } from '../support/ground.ts';
import { come, follow, type Guest, problemsOn, typedIn } from '../support/guest.ts';
import { send } from '../support/launching.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
let links = 0;
const teacher = () =>
  come(world(), { sub: '60', name: 'Nele Neu', right: 'teacher', link: `new-${++links}` });
const setUp = (guest: Guest, fields: Record<string, string>): Promise<LightMyRequestResponse> =>
  send(world(), guest, `/s/${guest.siteId}/link/new-space`, fields);

async function spaceBehind(guest: Guest) {
  const link = await findCourseLink(world().core.store, guest.session);
  return link && (await world().core.store.get(spaces, link.doc.spaceId))?.doc;
}

/** Who makes a training leads it, and is not one of those who learn in it. */
async function membersWhoLearn(spaceId: string): Promise<number> {
  return (await world().core.store.find(participants, 'bySpace', [spaceId])).rows.length;
}

describe('a teacher makes a new space from a course', () => {
  test.each([
    ['network', { title: 'Netz West' }, undefined],
    ['working-group', { title: 'AG Medien', level: 'subject', about: 'bleibt weg' }, undefined],
    ['training', { title: 'Durchgang 5' }, undefined],
    [
      'zfsl-group',
      { title: 'Köln', level: 'district', about: ' Köln ' },
      { level: 'district', about: 'Köln' },
    ],
    ['zfsl-group', { title: 'Alle', level: 'general', about: '' }, { level: 'general', about: '' }],
  ])('of the kind %s, and owns it', async (kind, fields, zfslGroup) => {
    const guest = await teacher();
    const page = await follow(world(), guest, await setUp(guest, { kind, ...fields }));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Der Raum ist angelegt und gehört Ihnen.');
    const space = await spaceBehind(guest);
    expect(space).toMatchObject({ kind, title: fields.title, purpose: '', createdBy: guest.accountId });
    expect(space?.zfslGroup).toEqual(zfslGroup);
    expect(await membershipOf(world(), { id: space?.id ?? '' }, guest)).toMatchObject({
      isOwner: true,
      isConfirmed: true,
      number: 1,
      role: kind === 'training' ? 'training-lead' : 'member',
    });
    expect(await membersWhoLearn(space?.id ?? '')).toBe(0);
  });

  const long = 'x'.repeat(81);
  test.each([
    [{ title: 'Ohne Art' }, ['Wählen Sie, welche Art es ist.']],
    [{ kind: 'managers', title: 'Geheim' }, ['Wählen Sie, welche Art es ist.']],
    [{ kind: 'castle', title: 'Burg' }, ['Wählen Sie, welche Art es ist.']],
    [{ kind: 'network', title: ' ab ' }, ['Der Titel braucht 3 bis 120 Zeichen.']],
    [{ kind: 'network', title: 'y'.repeat(121) }, ['Der Titel braucht 3 bis 120 Zeichen.']],
    [{}, ['Wählen Sie, welche Art es ist.', 'Der Titel braucht 3 bis 120 Zeichen.']],
    [{ kind: 'zfsl-group', title: 'Englisch' }, ['Wählen Sie, auf welcher Ebene die Gruppe arbeitet.']],
    [
      { kind: 'zfsl-group', title: 'Englisch', level: 'subject', about: '  ' },
      ['Tragen Sie ein, worum es in der Gruppe geht.'],
    ],
    [
      { kind: 'zfsl-group', title: 'Englisch', level: 'subject', about: long },
      ['Das Thema hat höchstens 80 Zeichen.'],
    ],
    [
      { kind: 'zfsl-group', title: 'Englisch', level: 'street', about: 'Hauptstraße' },
      ['Wählen Sie, auf welcher Ebene die Gruppe arbeitet.'],
    ],
  ] as [Record<string, string>, string[]][])(
    'what is not right is said at once, and what was typed stays: %j',
    async (fields, problems) => {
      const guest = await teacher();
      const answer = await setUp(guest, fields);
      expect(answer.statusCode).toBe(422);
      expect(problemsOn(answer.body)).toEqual(problems);
      for (const name of ['title', 'about']) {
        expect(typedIn(answer.body, name)?.trim()).toBe((fields[name] ?? '').trim());
      }
      if (fields.level === 'subject') expect(answer.body).toMatch(/value="subject"[^>]* checked/);
      expect(await spaceBehind(guest)).toBeUndefined();
    },
  );
});
