import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Space } from '../../src/domain/space.ts';
import { spaceEvents } from '../../src/store/event.ts';
import { everyRow } from '../../src/store/port.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { fieldsOf } from '../../src/web/dates.ts';
import { groundOf, makeMember, pageOf } from '../support/ground.ts';
import { come, follow, type Guest, post, problemsOn, textOf, typedIn } from '../support/guest.ts';
import { open, send } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
let guest: Guest;
let space: Space;

beforeAll(async () => {
  guest = await come(world(), { sub: '90', name: 'Till Termin', right: 'teacher' });
});

beforeEach(async () => {
  space = await groundOf(world(), 'network');
  await makeMember(world(), space, guest, { role: 'network-manager' });
});

const right = { kind: 'steering-round', date: '2031-05-08', from: '14:00', to: '16:00', place: ' Aula ' };
const list = () => pageOf('events', guest, space);
const add = (fields: Record<string, string>) => send(world(), guest, list(), { ...right, ...fields }, list());
const stored = async () =>
  (await Array.fromAsync(everyRow(world().core.store, spaceEvents, 'bySpace', [space.id]))).map(
    ({ doc }) => doc,
  );
const utc = (text: string): number => Date.parse(text);

describe('a date of a space', () => {
  test('is stored as the moment that people in Germany mean, and everybody in the space sees it', async () => {
    const page = await follow(world(), guest, await add({}));
    expect(page.body).toContain('Der Termin steht jetzt im Raum.');
    expect(await stored()).toMatchObject([
      {
        ...{ kind: 'steering-round', place: 'Aula', createdBy: guest.accountId },
        ...{ startsAt: utc('2031-05-08T12:00Z'), endsAt: utc('2031-05-08T14:00Z') },
      },
    ]);
    const member = await come(world(), { sub: '91', name: 'Mia Mit' });
    await makeMember(world(), space, member, { role: 'member', isConfirmed: false });
    const shown = await textOf(world(), member, pageOf('space', member, space));
    expect(shown).toMatch(/Donnerstag, 8\. Mai 2031, 14:00 bis 16:00 Uhr/);
    expect(shown).toContain('Aula');
  });

  test.each([
    ['summer time begins', '2031-03-30', '01:30', '03:30', '2031-03-30T00:30Z', '2031-03-30T01:30Z'],
    ['summer time ends', '2031-10-26', '01:30', '03:30', '2031-10-25T23:30Z', '2031-10-26T02:30Z'],
    [
      'a clock shows an hour twice: the first',
      '2031-10-26',
      '02:30',
      '02:45',
      '2031-10-26T00:30Z',
      '2031-10-26T00:45Z',
    ],
    ['winter', '2031-12-24', '08:00', '09:00', '2031-12-24T07:00Z', '2031-12-24T08:00Z'],
  ])(
    'on a day when %s is stored as the clock on the wall shows it',
    async (_day, date, from, to, start, end) => {
      expect((await add({ date, from, to })).statusCode).toBe(303);
      expect(await stored()).toMatchObject([{ startsAt: utc(start), endsAt: utc(end) }]);
      expect(fieldsOf(utc(start))).toEqual({ date, time: from });
    },
  );

  const time = 'Tragen Sie die Uhrzeit ein, zum Beispiel 14:00.';
  test.each([
    [{ kind: '' }, ['Wählen Sie, welche Art es ist.']],
    [{ kind: 'managers-day' }, ['Wählen Sie, welche Art es ist.']],
    [{ date: '' }, ['Wählen Sie einen Tag.']],
    [{ date: '2031-02-31' }, ['Wählen Sie einen Tag.']],
    [{ date: '08.05.2031' }, ['Wählen Sie einen Tag.']],
    [{ from: '' }, [time]],
    [{ from: '25:00' }, [time]],
    [{ from: '14:60', to: '' }, [time, time]],
    [{ date: '2031-03-30', from: '02:30' }, [time]],
    [{ to: '14:00' }, ['Das Ende liegt vor dem Beginn.']],
    [{ to: '13:59' }, ['Das Ende liegt vor dem Beginn.']],
    [{ date: '2020-05-08' }, ['Dieser Tag liegt in der Vergangenheit.']],
    [{ place: 'x'.repeat(201) }, ['Der Ort hat höchstens 200 Zeichen.']],
    [
      { kind: 'x', date: '', place: 'x'.repeat(201) },
      ['Wählen Sie, welche Art es ist.', 'Wählen Sie einen Tag.', 'Der Ort hat höchstens 200 Zeichen.'],
    ],
  ] as [Record<string, string>, string[]][])(
    'that is not right comes back with all that is wrong and what was typed: %j',
    async (fields, problems) => {
      const answer = await add(fields);
      expect([answer.statusCode, problemsOn(answer.body)]).toEqual([422, problems]);
      for (const name of ['date', 'from', 'to', 'place'] as const) {
        expect(typedIn(answer.body, name)).toBe({ ...right, ...fields }[name].trim());
      }
      expect(await stored()).toEqual([]);
    },
  );

  test('stand in the order in which they begin, and are gone when they are over', async () => {
    await add({ date: '2031-06-01', place: 'Ort Drei' });
    await add({ date: '2031-05-01', from: '08:00', to: '20:00', place: 'Ort Eins' });
    await add({ date: '2031-05-01', from: '09:00', to: '10:00', place: 'Ort Zwei' });
    const order = (page: string) => [...page.matchAll(/Ort (Eins|Zwei|Drei)/g)].map(([place]) => place);
    expect(order(await textOf(world(), guest, list()))).toEqual(['Ort Eins', 'Ort Zwei', 'Ort Drei']);
    const { now } = world();
    const [long] = (await stored()).filter(({ place }) => place === 'Ort Eins');
    const ahead = (long?.endsAt ?? 0) - now() + 1;
    world().turnClock(ahead);
    try {
      const later = await come(world(), { sub: '90', name: 'Till Termin', right: 'teacher' });
      expect(order(await textOf(world(), later, pageOf('space', later, space)))).toEqual(['Ort Drei']);
    } finally {
      world().turnClock(-ahead);
    }
  });

  test('is taken out after a question, once, and only in its own space', async () => {
    await add({});
    const [event] = await stored();
    const removal = (of: Pick<Space, 'id'>) =>
      addressOf(paths.eventRemoval, { site: guest.siteId, space: of.id, event: event?.id ?? '' });
    const other = await groundOf(world());
    await makeMember(world(), other, guest, { isOwner: true });
    for (const answer of [
      await open(world(), guest, removal(other)),
      await post(world(), guest, removal(other)),
    ])
      expect([answer.statusCode, codeOn(answer)]).toEqual([404, 'page.not-found']);
    expect(await textOf(world(), guest, list())).toContain(removal(space));
    const asked = await open(world(), guest, removal(space));
    expect(asked.body).toContain('Lenkungsrunde am 08.05.2031 aus dem Kalender nehmen?');
    expect(await stored()).toHaveLength(1);
    const gone = await follow(world(), guest, await send(world(), guest, removal(space), {}, removal(space)));
    expect(gone.body).toContain('Der Termin ist entfernt.');
    expect(await stored()).toEqual([]);
    expect((await post(world(), guest, removal(space))).statusCode).toBe(404);
  });
});
