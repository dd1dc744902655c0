import { expect } from '@jest/globals';
import { insert, remove, type Stored, update } from '../../../src/store/port.ts';
import { test } from './case.ts';
import { type Ticket, tickets } from './collections.ts';
import { conflict, type Ground } from './ground.ts';

const ticket = (id: string, expiresAt: number | null, seat: string | null = id): Ticket => ({
  id,
  row: '1',
  seat,
  expiresAt,
});

export function expiryCases(ground: Ground): void {
  const seats = async (): Promise<string[]> =>
    (await ground.store.find(tickets, 'bySeat', ['1'])).rows.map(({ doc }) => doc.id);

  test('a document is there until the moment it expires, and not any more from then on', async () => {
    const end = ground.now + 1000;
    await ground.store.commit([insert(tickets, ticket('t', end)), insert(tickets, ticket('for-ever', null))]);
    ground.now = end - 1;
    expect(await ground.store.get(tickets, 't')).toBeDefined();
    expect(await seats()).toEqual(['for-ever', 't']);
    ground.now = end;
    expect(await ground.store.get(tickets, 't')).toBeUndefined();
    expect(await seats()).toEqual(['for-ever']);
  });

  test('what has expired can neither be changed nor removed', async () => {
    await ground.store.commit([insert(tickets, ticket('t', ground.now + 10))]);
    const was = (await ground.store.get(tickets, 't')) as Stored<Ticket>;
    ground.now += 10;
    const longer = update(tickets, was, { expiresAt: ground.now + 1000 });
    await expect(ground.store.commit([longer])).rejects.toMatchObject(conflict);
    await expect(ground.store.commit([remove(tickets, was)])).rejects.toMatchObject(conflict);
  });

  test('what has expired keeps neither its id nor its unique value from others', async () => {
    const soon = ground.now + 10;
    await ground.store.commit([
      insert(tickets, ticket('t', soon)),
      insert(tickets, ticket('u', soon, 'seat')),
    ]);
    const early = insert(tickets, ticket('t', null, 'other'));
    await expect(ground.store.commit([early])).rejects.toMatchObject(conflict);
    ground.now = soon;
    await ground.store.commit([early, insert(tickets, ticket('v', null, 'seat'))]);
    expect(await seats()).toEqual(['t', 'v']);
    expect(await ground.store.sweep()).toBe(0);
  });

  test('a change may take the unique value of what has expired', async () => {
    const soon = ground.now + 10;
    await ground.store.commit([
      insert(tickets, ticket('t', soon, 'seat')),
      insert(tickets, ticket('u', null)),
    ]);
    ground.now = soon;
    const was = (await ground.store.get(tickets, 'u')) as Stored<Ticket>;
    await ground.store.commit([update(tickets, was, { seat: 'seat' })]);
    expect((await ground.store.get(tickets, 'u'))?.doc.seat).toBe('seat');
  });

  test('sweeping removes all that has expired, and only that', async () => {
    const soon = ground.now + 10;
    const many = Array.from({ length: 1000 }, (_, at) => insert(tickets, ticket(`t${at}`, soon)));
    await ground.store.commit(many);
    await ground.store.commit([
      insert(tickets, ticket('later', soon + 1)),
      insert(tickets, ticket('u', null)),
    ]);
    expect(await ground.store.sweep()).toBe(0);
    ground.now = soon;
    expect(await ground.store.sweep()).toBe(1000);
    expect(await ground.store.sweep()).toBe(0);
    expect(await seats()).toEqual(['later', 'u']);
    ground.now = 0;
    expect(await ground.store.get(tickets, 't1')).toBeUndefined();
  });
}
