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

/** A disk that works until `answer` is called: `asked` counts how often it was told to keep what it has. */
function slowDisk() {
  const everyFile: FileHandle = Object.getPrototypeOf(anyFile);
  const atOnce = everyFile.datasync;
  const waiting: ((work: 'done' | Error) => void)[] = [];
  const asked = jest.spyOn(everyFile, 'datasync').mockImplementation(async function (this: FileHandle) {
    const kept = atOnce.call(this);
    const work = await new Promise<'done' | Error>((resolve) => waiting.push(resolve));
    if (work !== 'done') throw work;
    await kept;
  });
  return { asked, answer: (work: 'done' | Error) => waiting.shift()?.(work) };
}

describe('A write', () => {
  test('is acknowledged when the disk has it and not before, and others are served while the disk works', async () => {
    const disk = slowDisk();
    const acknowledged = jest.fn();
    const written = write('a').then(acknowledged);
    await turns();
    expect(disk.asked).toHaveBeenCalledTimes(1);
    expect(acknowledged).not.toHaveBeenCalled();
    expect(await isThere('never written')).toBe(false);
    disk.answer('done');
    await written;
    expect(acknowledged).toHaveBeenCalledTimes(1);
    expect(await isThere('a')).toBe(true);
  });

  test('waits for the disk together with all others that came while it worked', async () => {
    const disk = slowDisk();
    const first = write('a');
    await turns();
    const others = ['b', 'c', 'd'].map(write);
    await turns();
    expect(disk.asked).toHaveBeenCalledTimes(1);
    disk.answer('done');
    await first;
    await turns();
    expect(disk.asked).toHaveBeenCalledTimes(2);
    disk.answer('done');
    await Promise.all(others);
    expect(disk.asked).toHaveBeenCalledTimes(2);
  });

  test('that the disk refuses is reported as down, and so is everything until the file is opened anew', async () => {
    await write('a');
    const down = { code: 'store.down', status: 503 };
    const disk = slowDisk();
    const refused = expect(write('b')).rejects.toMatchObject(down);
    await turns();
    const behind = expect(write('c')).rejects.toMatchObject(down);
    disk.answer(new Error('EIO: i/o error, fdatasync'));
    await Promise.all([refused, behind]);
    jest.restoreAllMocks();
    await expect(write('d')).rejects.toMatchObject(down);
    await expect(isThere('a')).rejects.toMatchObject(down);
    const anew = await database.connect();
    expect(await isThere('a', anew)).toBe(true);
    expect(await isThere('c', anew)).toBe(false);
    await anew.commit([insert(books, book('d'))]);
    expect(await isThere('d', anew)).toBe(true);
  });

  test('that is on its way to the disk is waited for when the store is closed', async () => {
    const disk = slowDisk();
    const written = write('a');
    await turns();
    const closed = store.close();
    disk.answer('done');
    await Promise.all([written, closed]);
    expect(await isThere('a', await database.connect())).toBe(true);
  });
});
