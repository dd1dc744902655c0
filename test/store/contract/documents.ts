import { expect } from '@jest/globals';
import { insert, type Op, remove, type Stored, update } from '../../../src/store/port.ts';
import { test } from './case.ts';
import { type Book, book, books } from './collections.ts';
import { conflict, type Ground } from './ground.ts';

async function stored(ground: Ground, id: string): Promise<Stored<Book>> {
  const found = await ground.store.get(books, id);
  if (found === undefined) throw new Error(`no book ${id}`);
  return found;
}

export function documentCases(ground: Ground): void {
  test('what was written is read back, in every kind of value', async () => {
    const full = book('ä"\\\u0000🦊', {
      ...{ isLent: false, notes: { text: 'Zeile\n"zwei"', tags: ['a', ''] } },
      marks: { 'a.b': { mark: 1.5 }, $set: { mark: -7 }, ä: { mark: 2 ** 40 }, '': { mark: null } },
    });
    await ground.store.commit([insert(books, full)]);
    expect((await stored(ground, full.id)).doc).toEqual(full);
    await ground.store.commit([update(books, await stored(ground, full.id), { marks: {} })]);
    expect((await stored(ground, full.id)).doc).toEqual({ ...full, marks: {} });
    expect(await ground.store.get(books, 'another')).toBeUndefined();
  });

  test('a change names the version it was made from, and makes a new one', async () => {
    await ground.store.commit([insert(books, book('b'))]);
    const first = await stored(ground, 'b');
    await ground.store.commit([update(books, first, { place: 2 })]);
    const second = await stored(ground, 'b');
    expect(second).toEqual({ doc: book('b', { place: 2 }), version: first.version + 1 });
    await ground.store.commit([remove(books, second)]);
    expect(await ground.store.get(books, 'b')).toBeUndefined();
  });

  test('a change or removal made from an old version is refused', async () => {
    await ground.store.commit([insert(books, book('b'))]);
    const old = await stored(ground, 'b');
    await ground.store.commit([update(books, old, { place: 2 })]);
    await expect(ground.store.commit([update(books, old, { place: 3 })])).rejects.toMatchObject(conflict);
    await expect(ground.store.commit([remove(books, old)])).rejects.toMatchObject(conflict);
    expect((await stored(ground, 'b')).doc.place).toBe(2);
  });

  test('a change or removal of a document that is gone is refused, also when its id was used again', async () => {
    await ground.store.commit([insert(books, book('b'))]);
    const gone = await stored(ground, 'b');
    await ground.store.commit([remove(books, gone)]);
    await expect(ground.store.commit([update(books, gone, {})])).rejects.toMatchObject(conflict);
    await expect(ground.store.commit([remove(books, gone)])).rejects.toMatchObject(conflict);
    await ground.store.commit([insert(books, book('b', { place: 7 }))]);
    await expect(ground.store.commit([update(books, gone, {})])).rejects.toMatchObject(conflict);
    expect((await stored(ground, 'b')).doc.place).toBe(7);
  });

  test('an id is taken once', async () => {
    await ground.store.commit([insert(books, book('b'))]);
    await expect(ground.store.commit([insert(books, book('b', { place: 9 }))])).rejects.toMatchObject(
      conflict,
    );
    expect((await stored(ground, 'b')).doc.place).toBe(1);
  });

  test('a unique value is taken once, by an insert as by a change', async () => {
    await ground.store.commit([insert(books, book('b', { label: 'L' })), insert(books, book('c'))]);
    const taken = insert(books, book('d', { label: 'L' }));
    await expect(ground.store.commit([taken])).rejects.toMatchObject(conflict);
    const change = update(books, await stored(ground, 'c'), { label: 'L' });
    await expect(ground.store.commit([change])).rejects.toMatchObject(conflict);
    const freed = remove(books, await stored(ground, 'b'));
    await expect(ground.store.commit([freed, taken, change])).rejects.toMatchObject(conflict);
    await ground.store.commit([freed, taken]);
    expect((await stored(ground, 'd')).doc.label).toBe('L');
  });

  test('any number of documents may have no value in a unique field', async () => {
    const many = ['b', 'c', 'd'].map((id) => insert(books, book(id, { label: null })));
    await ground.store.commit(many);
    expect((await ground.store.find(books, 'byLabel', [null])).rows).toHaveLength(3);
  });

  test('half of a character, as a foreign program may send it, is kept as the sign for an unreadable one', async () => {
    const half = '\ud83e';
    await ground.store.commit([insert(books, book(half, { label: half }))]);
    expect((await stored(ground, half)).doc).toEqual(book('\ufffd', { label: '\ufffd' }));
    expect((await ground.store.find(books, 'byLabel', [half])).rows).toHaveLength(1);
    const again = ground.store.commit([insert(books, book('c', { label: half }))]);
    await expect(again).rejects.toMatchObject(conflict);
  });

  test('of a commit that fails nothing is written', async () => {
    await ground.store.commit([insert(books, book('b')), insert(books, book('c'))]);
    const [b, c] = [await stored(ground, 'b'), await stored(ground, 'c')];
    const ops: Op[] = [
      insert(books, book('new')),
      update(books, b, { place: 5 }),
      remove(books, c),
      insert(books, book('b')),
    ];
    await expect(ground.store.commit(ops)).rejects.toMatchObject(conflict);
    expect(await ground.store.get(books, 'new')).toBeUndefined();
    expect(await stored(ground, 'b')).toEqual(b);
    expect(await stored(ground, 'c')).toEqual(c);
  });

  test('a commit takes 1,000 ops and refuses 1,001', async () => {
    const ops = Array.from({ length: 1001 }, (_, place) => insert(books, book(`b${place}`, { place })));
    await expect(ground.store.commit(ops)).rejects.toThrow('1000 ops');
    expect(await ground.store.get(books, 'b0')).toBeUndefined();
    await ground.store.commit(ops.slice(1));
    expect(await ground.store.get(books, 'b1000')).toBeDefined();
    await ground.store.commit([]);
  });

  const wrong: [string, unknown][] = [
    ['a missing field', { id: 'w', shelf: 'A' }],
    ['a value of the wrong type', { ...book('w'), place: '1' }],
    ['an unknown field', { ...book('w'), mail: 'x' }],
    ['an unknown field further inside', { ...book('w'), notes: { text: '', tags: [], mail: 'x' } }],
    ['a number that JSON does not know', { ...book('w'), place: Number.NaN }],
  ];
  test.each(wrong)('a document with %s is refused before anything is written', async (_, doc) => {
    const ops = [insert(books, book('b')), insert(books, doc as Book)];
    await expect(ground.store.commit(ops)).rejects.toThrow(/^document of books refused: /);
    expect(await ground.store.get(books, 'b')).toBeUndefined();
  });

  test('what a reader does to a document changes nothing for others', async () => {
    await ground.store.commit([insert(books, book('b', { notes: { text: 'x', tags: [] } }))]);
    const mine = await stored(ground, 'b');
    try {
      mine.doc.notes?.tags.push('changed');
    } catch (error) {
      // An adapter may give many the same one, and then nobody can change it.
      expect(error).toBeInstanceOf(TypeError);
    }
    expect((await stored(ground, 'b')).doc.notes?.tags).toEqual([]);
  });

  test('a store that was closed says that it is down', async () => {
    await ground.store.close();
    await ground.store.close();
    await expect(ground.store.get(books, 'b')).rejects.toMatchObject({ code: 'store.down' });
    const write = ground.store.commit([insert(books, book('b'))]);
    await expect(write).rejects.toMatchObject({ code: 'store.down' });
  });
}
