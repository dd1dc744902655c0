import { expect } from '@jest/globals';
import { insert, remove } from '../../../src/store/port.ts';
import { test } from './case.ts';
import { type Book, book, books, tickets } from './collections.ts';
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

  test('texts come in the order of the bytes of UTF-8, also those outside the first 65,536 characters', async () => {
    const texts = ['a', 'B', 'ä', '\uff5e', '😀', ''];
    await shelve(ground, ...texts.map((text, at) => book(`b${at}`, { shelf: text })));
    const sorted = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const found = await everyPage(ground.store, books, 'byShelf', [], { limit: 2 });
    expect(found.map(({ shelf }) => shelf)).toEqual(sorted);
  });

  test('who copies meets every document once, in the order of the ids, and none that has expired', async () => {
    await shelve(ground, ...['c', 'a', 'e', 'b', 'd'].map((id) => book(id)));
    for (const limit of [1, 2, 5, 500]) {
      const met: string[] = [];
      let after: string | undefined;
      do {
        const page = await ground.store.scan(books, { limit, ...(after && { after }) });
        met.push(...page.rows.map(({ doc }) => doc.id));
        after = page.next;
      } while (after !== undefined);
      expect(met.join(' ')).toBe('a b c d e');
    }
    const ticket = { id: 't', row: '1', seat: null, expiresAt: ground.now + 1 };
    await ground.store.commit([insert(tickets, ticket)]);
    expect((await ground.store.scan(tickets)).rows).toHaveLength(1);
    ground.now += 1;
    expect((await ground.store.scan(tickets)).rows).toEqual([]);
    await expect(ground.store.scan(books, { limit: 501 })).rejects.toThrow('1 to 500');
    await expect(ground.store.scan(books, { after: 'AAAA' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
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

  test('a condition in place of a value is refused: nobody finds more than was asked for', async () => {
    await shelve(ground, book('b'));
    const condition = { $gt: '' } as unknown as string;
    await expect(ground.store.get(books, condition)).rejects.toThrow('not an index value');
    await expect(ground.store.find(books, 'byShelf', [condition])).rejects.toThrow('not an index value');
    const bounded = ground.store.find(books, 'byShelf', ['A'], { from: condition });
    await expect(bounded).rejects.toThrow('not an index value');
  });

  test('only declared indexes can be searched', async () => {
    await expect(ground.store.find(books, 'byColour' as 'byShelf', [])).rejects.toThrow('byColour');
    await expect(ground.store.find(books, 'byShelf', ['A', 1, 1])).rejects.toThrow('byShelf');
    await expect(ground.store.find(books, 'byShelf', ['A', 1], { from: 1 })).rejects.toThrow('byShelf');
  });
}
