import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { insert, type Store } from '../../src/store/port.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { book, books, contractCollections, errands } from './contract/collections.ts';
import { everyPage } from './contract/ground.ts';

const program = fileURLToPath(new URL('./writer-child.ts', import.meta.url));

let database: TemporaryDatabase;
beforeEach(async () => {
  database = await temporaryDatabase({ collections: contractCollections });
});
afterEach(() => database.remove());

/** Writer processes read the TypeScript sources themselves, without the test runner. */
function writer(what: 'count' | 'claim' | 'batches', name: string): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', program, what, database.path, name], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function outcome(child: ChildProcess): Promise<{ code: unknown; printed: string; complaint: string }> {
  if (child.stdout === null || child.stderr === null) throw new Error('no pipes');
  const [[code], printed, complaint] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, printed, complaint };
}

async function sizes(store: Store): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { shelf } of await everyPage(store, books, 'byShelf', [], { limit: 500 })) {
    counts.set(shelf, (counts.get(shelf) ?? 0) + 1);
  }
  return counts;
}

describe('Several processes on one SQLite file', () => {
  test('make the file at the same time and write 500 times each, without a lost write and without an error', async () => {
    const ends = await Promise.all(['one', 'two'].map((name) => outcome(writer('count', name))));
    for (const end of ends) expect(end).toEqual({ code: 0, printed: '', complaint: '' });
    const store = await database.connect();
    expect((await store.get(books, 'counter'))?.doc.place).toBe(1000);
    expect(await sizes(store)).toEqual(
      new Map([
        ['A', 1],
        ['one', 500],
        ['two', 500],
      ]),
    );
  });

  test('that work on one queue at the same time get every document once', async () => {
    const store = await database.connect();
    const workers = ['one', 'two', 'three'].map((name) => writer('claim', name));
    const ends = workers.map(outcome);
    await Promise.all(workers.map(({ stdout }) => stdout && once(stdout, 'data')));
    const work = Array.from({ length: 999 }, (_, at) => ({ id: `e${at}`, what: '', dueAt: at, attempts: 0 }));
    await store.commit([insert(books, book('closing')), ...work.map((doc) => insert(errands, doc))]);
    const printed = await Promise.all(ends.map(async (end) => (await end).printed.split('\n')));
    const taken = printed.flat().filter((id) => id.startsWith('e'));
    expect(taken.sort()).toEqual(work.map(({ id }) => id).sort());
  });

  test('a process that is killed while it writes loses no acknowledged commit and leaves none half done', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const child = writer('batches', `r${round}`);
      const end = outcome(child);
      if (child.stdout === null) throw new Error('no pipe');
      await once(child.stdout, 'data');
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
      const { printed, complaint } = await end;
      expect(complaint).toBe('');
      acknowledged.push(...printed.split('\n').filter((shelf) => shelf !== ''));
    }
    const counts = await sizes(await database.connect());
    expect(new Set(counts.values())).toEqual(new Set([5]));
    expect(acknowledged.length).toBeGreaterThan(6);
    expect(acknowledged.filter((shelf) => !counts.has(shelf))).toEqual([]);
  });
});
