import { describe, expect, test } from '@jest/globals';
import { hashOf } from '../../src/runtime/secrets.ts';
import { linkCodes } from '../../src/store/course-link.ts';
import { insert } from '../../src/store/port.ts';
import { beginChoosing, type Choosing, itemsOf, press, takeSpaces } from '../support/choosing.ts';
import { groundOf, makeMember } from '../support/ground.ts';
import { come, follow, problemsOn } from '../support/guest.ts';
import { open } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { sessionOf } from '../support/session-of.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });

async function owned(who: Choosing, title: string, kind: 'network' | 'training' = 'network') {
  const space = await groundOf(world(), kind, { title });
  await makeMember(world(), space, await sessionOf(world(), who), { isOwner: true });
  return space;
}

describe('the picker', () => {
  test('shows the own spaces, and finds them by kind and by words of the title', async () => {
    const who = await beginChoosing(world());
    await owned(who, 'Netz Nord am Fluss');
    await owned(who, 'Durchgang Nord', 'training');
    const foreign = await groundOf(world(), 'network', { title: 'Netz Fremd' });
    const shown = async (query: string) => (await open(world(), who, `${who.address}${query}`)).body;
    expect(await shown('')).toContain('Netz Nord am Fluss');
    expect(await shown('')).not.toContain(foreign.title);
    expect(await shown('?q=fluss+NORD')).toContain('Netz Nord am Fluss');
    expect(await shown('?q=fluss+NORD')).not.toContain('Durchgang Nord');
    expect(await shown('?show=training')).not.toContain('Netz Nord am Fluss');
    expect(await shown('?q=gibtesnicht')).toContain('Kein Raum passt dazu.');
  });

  test('takes no space of others, and says when nothing is ticked', async () => {
    const who = await beginChoosing(world());
    const foreign = await groundOf(world());
    for (const ids of [[foreign.id], ['unknown'], []]) {
      const answer = await takeSpaces(world(), who, ids);
      expect([answer.statusCode, problemsOn(answer.body)]).toEqual([422, ['Wählen Sie einen Raum.']]);
    }
  });

  test('a link code adds a space of others for this choice', async () => {
    const who = await beginChoosing(world());
    const mine = await owned(who, 'Netz Eigen');
    const space = await groundOf(world(), 'network', { title: 'Netz Geteilt' });
    const code = { id: 'c1', spaceId: space.id, codeHash: hashOf('a-code'), createdBy: null };
    await world().core.store.commit([
      insert(linkCodes, { ...code, createdAt: world().now(), revokedAt: null }),
    ]);
    const wrong = await press(world(), who, 'code', { code: 'falsch' });
    expect([wrong.statusCode, problemsOn(wrong.body).length]).toEqual([422, 1]);
    const answer = await press(world(), who, 'code', { code: ' a-code ', [`space-${mine.id}`]: 'on' });
    const page = await follow(world(), who, answer);
    for (const { id } of [space, mine]) expect(page.body).toContain(`name="space-${id}" value="on" checked`);
    const items = itemsOf(await takeSpaces(world(), who, [space.id, mine.id]));
    expect(items.map(({ title }) => title).sort()).toEqual(['Netz Eigen', 'Netz Geteilt']);
  });

  test('a new space is made, owned and ticked; what is not right is said', async () => {
    const who = await beginChoosing(world());
    const wrong = await press(world(), who, 'create', { kind: 'managers', title: 'x' });
    expect([wrong.statusCode, problemsOn(wrong.body).length]).toEqual([422, 2]);
    const answer = await press(world(), who, 'create', {
      kind: 'zfsl-group',
      title: 'Köln',
      level: 'general',
    });
    const page = await follow(world(), who, answer);
    const id = /name="space-([\w-]+)" value="on" checked/.exec(page.body)?.[1] ?? '';
    expect(itemsOf(await takeSpaces(world(), who, [id])).map(({ title }) => title)).toEqual(['Köln']);
  });

  test('titles that look like markup stay text', async () => {
    const who = await beginChoosing(world());
    const title = '</p><script>alert("1")</script> & \'x\'';
    const space = await owned(who, title);
    expect((await open(world(), who)).body).not.toContain('<script>');
    const answer = await takeSpaces(world(), who, [space.id]);
    expect(itemsOf(answer)[0]?.title).toBe(title);
    expect(answer.body).not.toContain('alert(');
  });

  test('is not there for somebody who opened a link, and sets up no link', async () => {
    const guest = await come(world(), { sub: '77', name: 'Nora Nichts', right: 'teacher' });
    const answer = await open(world(), guest, `/s/${guest.siteId}/pick`);
    expect([answer.statusCode, codeOn(answer)]).toEqual([409, 'deep-linking.ended']);
    const who = await beginChoosing(world());
    expect((await open(world(), who, `/s/${guest.siteId}/link`)).headers.location).toBe(who.address);
  });
});
