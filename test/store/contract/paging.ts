import { expect, test } from '@jest/globals';
import { insert, remove } from '../../../src/store/port.ts';
import { type Book, book, books } from './collections.ts';
import { everyPage, type Ground } from './ground.ts';

async function shelve(ground: Ground, ...docs: Book[]): Promise<void> {
  for (let at = 0; at < docs.length; at += 1000) {
    await ground.store.commit(docs.slice(at, at + 1000).map((doc) => insert(books, doc)));
  }
}

const ids = (docs: readonly { id: string }[]): string => docs.map(({ id }) => id).join(' ');

export function pagingCases(ground: Ground): void {
  test('documents come in the order of the index, then of their ids', async () => {
    const [c, b, a, z] = [book('c'), book('b'), book('a', { place: 2 }), book('z', { shelf: 'B' })];
    await shelve(ground, c, z, a, b);
    expect(ids(await everyPage(ground.store, books, 'byShelf', ['A']))).toBe('b c a');
    expect(ids(await everyPage(ground.store, books, 'byShelf', []))).toBe('b c a z');
    expect(ids(await everyPage(ground.store, books, 'byShelf', ['A', 2]))).toBe('a');
    expect(ids(await everyPage(ground.store, books, 'byShelf', ['C']))).toBe('');
  });

  test('a lower bound belongs to what is found', async () => {
    await shelve(ground, ...[1, 2, 3, 4].map((place) => book(`b${place}`, { place })));
    expect(ids(await everyPage(ground.store, books, 'byShelf', ['A'], { from: 3 }))).toBe('b3 b4');
    expect(ids(await everyPage(ground.store, books, 'byShelf', ['A'], { from: 2, limit: 1 }))).toBe(
      'b2 b3 b4',
    );
    expect(ids(await everyPage(ground.store, books, 'byShelf', [], { from: 'B' }))).toBe('');
  });

  test('no value comes first, and paging goes on over it', async () => {
    const labelled = ['M', 'K'].map((label) => book(label, { label }));
    await shelve(ground, ...labelled, book('n1'), book('n2'), book('n3'), book('z', { shelf: 'B' }));
    for (const limit of [1, 2, 3, 100]) {
      expect(ids(await everyPage(ground.store, books, 'byShelfAndLabel', ['A'], { limit }))).toBe(
        'n1 n2 n3 K M',
      );
      expect(ids(await everyPage(ground.store, books, 'byLabel', [], { limit }))).toBe('n1 n2 n3 z K M');
    }
    expect(ids(await everyPage(ground.store, books, 'byShelfAndLabel', ['A', null]))).toBe('n1 n2 n3');
    expect(ids(await everyPage(ground.store, books, 'byShelfAndLabel', ['A'], { from: 'L' }))).toBe('M');
    expect(ids(await everyPage(ground.store, books, 'byShelfAndLabel', ['A'], { from: null }))).toBe(
      'n1 n2 n3 K M',
    );
  });

  test('yes, no and no answer are values to find by', async () => {
    await shelve(ground, book('yes', { isLent: true }), book('no', { isLent: false }), book('open'));
    expect(ids(await everyPage(ground.store, books, 'byLoan', [true]))).toBe('yes');
    expect(ids(await everyPage(ground.store, books, 'byLoan', [false]))).toBe('no');
    expect(ids(await everyPage(ground.store, books, 'byLoan', [null]))).toBe('open');
    expect(ids(await everyPage(ground.store, books, 'byLoan', [], { limit: 1 }))).toBe('open no yes');
  });

  test('a page has 100 documents unless told, and 500 at most', async () => {
    await shelve(ground, ...Array.from({ length: 1100 }, (_, place) => book(`b${place}`, { place })));
    const usual = await ground.store.find(books, 'byShelf', ['A']);
    expect(usual.rows).toHaveLength(100);
    expect((await ground.store.find(books, 'byShelf', ['A'], { limit: 500 })).rows).toHaveLength(500);
    expect(await everyPage(ground.store, books, 'byShelf', ['A'], { limit: 500 })).toHaveLength(1100);
    for (const limit of [0, 501, 1.5, -1, Number.NaN]) {
      await expect(ground.store.find(books, 'byShelf', ['A'], { limit })).rejects.toThrow('1 to 500');
    }
  });

  test('the last page names no next one', async () => {
    await shelve(ground, book('b'), book('c'));
    expect((await ground.store.find(books, 'byShelf', ['A'], { limit: 2 })).next).toBeUndefined();
    expect((await ground.store.find(books, 'byShelf', ['A'], { limit: 1 })).next).toBeDefined();
  });

  test('who leafs through meets every document that stays exactly once, whatever comes and goes meanwhile', async () => {
    const staying = Array.from({ length: 30 }, (_, at) => book(`s${at}`, { place: Math.floor(at / 4) }));
    const leaving = Array.from({ length: 15 }, (_, at) => book(`l${at}`, { place: Math.floor(at / 2) }));
    await shelve(ground, ...staying, ...leaving);
    const met: string[] = [];
    let after: string | undefined;
    for (let round = 0; ; round += 1) {
      const page = await ground.store.find(books, 'byShelf', ['A'], { limit: 4, ...(after && { after }) });
      met.push(...page.rows.map(({ doc }) => doc.id));
      after = page.next;
      if (after === undefined) break;
      // The document at which the page ended may leave, too.
      const goes = [...page.rows].reverse().find(({ doc }) => doc.id.startsWith('l'));
      if (goes !== undefined) await ground.store.commit([remove(books, goes)]);
      await shelve(ground, book(`a${round}`, { place: 0 }), book(`z${round}`, { place: 9 }));
    }
    expect(new Set(met).size).toBe(met.length);
    expect(met.filter((id) => id.startsWith('s')).sort()).toEqual(staying.map(({ id }) => id).sort());
  });

  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  test.each([
    ['empty', ''],
    ['no JSON', 'AAAA'],
    ['no list', encoded({ place: 1 })],
    ['too short', encoded(['id'])],
    ['too long', encoded([1, 2, 'id'])],
    ['without an id', encoded([1, 2])],
    ['of lists', encoded([[], 'id'])],
  ])('a broken next page (%s) is the fault of the request', async (_, after) => {
    const page = ground.store.find(books, 'byShelf', ['A'], { after });
    await expect(page).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('a next page that somebody wrote by hand never shows what the search does not allow', async () => {
    await shelve(
      ground,
      book('b', { place: 1 }),
      book('c', { place: 5 }),
      book('d', { shelf: 'B', place: 5 }),
    );
    const page = await ground.store.find(books, 'byShelf', ['A'], { from: 3, after: encoded([1, '']) });
    expect(page.rows.map(({ doc }) => doc.id)).toEqual(['c']);
  });

  test('only declared indexes can be searched', async () => {
    await expect(ground.store.find(books, 'byColour' as 'byShelf', [])).rejects.toThrow('byColour');
    await expect(ground.store.find(books, 'byShelf', ['A', 1, 1])).rejects.toThrow('byShelf');
    await expect(ground.store.find(books, 'byShelf', ['A', 1], { from: 1 })).rejects.toThrow('byShelf');
  });
}
