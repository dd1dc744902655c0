import { type FileHandle, open } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { insert, type Store } from '../../src/store/port.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { book, books, contractCollections } from './contract/collections.ts';

let database: TemporaryDatabase;
let store: Store;
let anyFile: FileHandle;
beforeEach(async () => {
  database = await temporaryDatabase({ collections: contractCollections });
  store = await database.connect();
  anyFile = await open(database.path);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await anyFile.close();
  await database.remove();
});

const write = (id: string): Promise<void> => store.commit([insert(books, book(id))]);
const isThere = async (id: string, at = store): Promise<boolean> => (await at.get(books, id)) !== undefined;
const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

const everyFile = (): FileHandle => Object.getPrototypeOf(anyFile);

/** A disk that works until `answer` is called: `asked` counts how often it was told to keep what it has. */
function slowDisk() {
  const atOnce = everyFile().datasync;
  const waiting: ((work: 'done' | Error) => void)[] = [];
  const asked = jest.spyOn(everyFile(), 'datasync').mockImplementation(async function (this: FileHandle) {
    const kept = atOnce.call(this);
    const work = await new Promise<'done' | Error>((resolve) => waiting.push(resolve));
    if (work !== 'done') throw work;
    await kept;
  });
  return { asked, answer: (work: 'done' | Error) => waiting.shift()?.(work) };
}

const down = { code: 'store.down', status: 503 };

/** Nothing is taken up any more, nothing is read, and a new process finds what was acknowledged. */
async function expectDownUntilOpenedAnew(): Promise<void> {
  jest.restoreAllMocks();
  await expect(write('after')).rejects.toMatchObject(down);
  await expect(isThere('before')).rejects.toMatchObject(down);
  const anew = await database.connect();
  expect(await isThere('before', anew)).toBe(true);
  expect(await isThere('after', anew)).toBe(false);
  await anew.commit([insert(books, book('anew'))]);
  expect(await isThere('anew', anew)).toBe(true);
}

describe('Writes that come together', () => {
  test('are acknowledged when the disk has them and not before, and others are served while it works', async () => {
    const disk = slowDisk();
    const acknowledged = jest.fn();
    const written = Promise.all(['a', 'b'].map(write)).then(acknowledged);
    await turns();
    expect(disk.asked).toHaveBeenCalledTimes(1);
    expect(acknowledged).not.toHaveBeenCalled();
    expect(await isThere('never written')).toBe(false);
    disk.answer('done');
    await written;
    expect(acknowledged).toHaveBeenCalledTimes(1);
    expect([await isThere('a'), await isThere('b')]).toEqual([true, true]);
  });

  test('wait for the disk once, also those that came while it worked', async () => {
    const disk = slowDisk();
    const first = ['a', 'b'].map(write);
    await turns();
    const others = ['c', 'd', 'e'].map(write);
    await turns();
    expect(disk.asked).toHaveBeenCalledTimes(1);
    disk.answer('done');
    await Promise.all(first);
    await turns();
    expect(disk.asked).toHaveBeenCalledTimes(2);
    disk.answer('done');
    await Promise.all(others);
    expect(disk.asked).toHaveBeenCalledTimes(2);
  });

  test('and are refused by the disk are reported as down, as is everything until the file is opened anew', async () => {
    await write('before');
    const disk = slowDisk();
    const refused = ['a', 'b'].map((id) => expect(write(id)).rejects.toMatchObject(down));
    await turns();
    const behind = ['after', 'c'].map((id) => expect(write(id)).rejects.toMatchObject(down));
    disk.answer(new Error('EIO: i/o error, fdatasync'));
    await Promise.all([...refused, ...behind]);
    await expectDownUntilOpenedAnew();
  });

  test('and are on their way to the disk are waited for when the store is closed', async () => {
    const disk = slowDisk();
    const written = Promise.all(['a', 'b'].map(write));
    await turns();
    const closed = store.close();
    disk.answer('done');
    await Promise.all([written, closed]);
    expect(await isThere('b', await database.connect())).toBe(true);
  });
});

describe('A write that comes alone', () => {
  test('is kept at once, without another thread', async () => {
    const disk = slowDisk();
    const descriptor = jest.spyOn(everyFile(), 'fd', 'get');
    for (const id of ['a', 'b', 'c']) await write(id);
    expect([disk.asked.mock.calls.length, descriptor.mock.calls.length]).toEqual([0, 3]);
  });

  test('and is refused by the disk is reported as down, as is everything until the file is opened anew', async () => {
    await write('before');
    jest.spyOn(everyFile(), 'fd', 'get').mockReturnValue(2 ** 30);
    await expect(write('a')).rejects.toMatchObject(down);
    await expectDownUntilOpenedAnew();
  });
});
