import { expect } from '@jest/globals';
import { insert, type Store, update } from '../../../src/store/port.ts';
import { test } from './case.ts';
import { type Errand, errands } from './collections.ts';
import { conflict, type Ground } from './ground.ts';

const minute = 60_000;
const errand = (id: string, dueAt: number | null): Errand => ({
  id,
  what: `what of ${id}`,
  dueAt,
  attempts: 0,
});

export function claimCases(ground: Ground): void {
  const claimed = async (store: Store, limit = 10): Promise<string[]> =>
    (await store.claim(errands, { leaseMs: minute, limit })).map(({ doc }) => doc.id);

  test('what is due is claimed, the longest waiting first; what is not due is left', async () => {
    const { now } = ground;
    const due = [errand('c', now), errand('a', now - 5), errand('b', now - 9), errand('later', now + 1)];
    await ground.store.commit([...due, errand('done', null)].map((doc) => insert(errands, doc)));
    expect(await claimed(ground.store, 2)).toEqual(['b', 'a']);
    expect(await claimed(ground.store, 2)).toEqual(['c']);
    expect(await claimed(ground.store, 2)).toEqual([]);
  });

  test('a claim moves the due time behind the lease, counts the attempt and makes a new version', async () => {
    await ground.store.commit([insert(errands, errand('a', ground.now))]);
    const before = await ground.store.get(errands, 'a');
    const [taken] = await ground.store.claim(errands, { leaseMs: minute, limit: 1 });
    const doc = { ...errand('a', ground.now + minute), attempts: 1 };
    expect(taken).toEqual({ doc, version: (before?.version ?? 0) + 1 });
    expect(await ground.store.get(errands, 'a')).toEqual(taken);
    if (before === undefined) throw new Error('the errand was not written');
    await expect(ground.store.commit([update(errands, before, {})])).rejects.toMatchObject(conflict);
  });

  test('a lease that ran out is claimed again, with one attempt more; the first worker comes too late', async () => {
    await ground.store.commit([insert(errands, errand('a', ground.now))]);
    const [first] = await ground.store.claim(errands, { leaseMs: minute, limit: 1 });
    ground.now += minute - 1;
    expect(await claimed(ground.store)).toEqual([]);
    ground.now += 1;
    const [second] = await ground.store.claim(errands, { leaseMs: minute, limit: 1 });
    expect(second?.doc.attempts).toBe(2);
    if (first === undefined || second === undefined) throw new Error('nothing was claimed');
    await expect(ground.store.commit([update(errands, first, { dueAt: null })])).rejects.toMatchObject(
      conflict,
    );
    await ground.store.commit([update(errands, second, { dueAt: null })]);
    ground.now += 10 * minute;
    expect(await claimed(ground.store)).toEqual([]);
  });

  test('two workers never get the same document', async () => {
    const all = Array.from({ length: 60 }, (_, at) => errand(`e${at}`, ground.now - at));
    await ground.store.commit(all.map((doc) => insert(errands, doc)));
    const stores = [ground.store, await ground.connect(), await ground.connect(), ground.store];
    const worker = async (store: Store): Promise<string[]> => {
      const mine: string[] = [];
      for (;;) {
        const ids = await claimed(store, 3);
        if (ids.length === 0) return mine;
        mine.push(...ids);
      }
    };
    const taken = (await Promise.all(stores.map(worker))).flat();
    expect(taken.sort()).toEqual(all.map(({ id }) => id).sort());
  });

  test('a claim takes 1 to 500 documents', async () => {
    for (const limit of [0, 501]) await expect(claimed(ground.store, limit)).rejects.toThrow('1 to 500');
  });
}
