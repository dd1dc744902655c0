import { expect } from '@jest/globals';
import fc from 'fast-check';
import { insert, type Op, remove, type Stored, update } from '../../../src/store/port.ts';
import { test } from './case.ts';
import { type Ticket, tickets } from './collections.ts';
import { conflict, everyPage, type Ground } from './ground.ts';

/** Texts whose order by UTF-8 differs from that by the alphabet; a case of its own compares it with UTF-16. */
const text = fc.constantFrom('a', 'B', 'ä', '😀', '');
const id = fc.constantFrom('1', '2', '3', '4', '5');
const change = fc.record({
  kind: fc.constantFrom('insert', 'update', 'remove'),
  isStale: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  doc: fc.record({
    id,
    row: text,
    seat: fc.option(text),
    // Milliseconds from the start of the sequence; from the past to beyond its end.
    expiresAt: fc.option(fc.integer({ min: -2, max: 40 })),
  }),
});
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ commit: fc.array(change, { minLength: 1, maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 10 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ find: fc.array(text, { maxLength: 1 }), limit: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ sweep: true }) },
);

type Model = Map<string, Ticket>;
const compare = (a: string | null, b: string | null): number =>
  Number(a !== null) - Number(b !== null) || Buffer.compare(Buffer.from(a ?? ''), Buffer.from(b ?? ''));

function living(model: Model, now: number): Ticket[] {
  return [...model.values()].filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
}

/** The model after the changes, or undefined where the store has to refuse them. */
function after(
  model: Model,
  changes: (typeof change extends fc.Arbitrary<infer C> ? C : never)[],
  now: number,
) {
  const next = new Map(living(model, now).map((doc) => [doc.id, doc]));
  const touched = new Set<string>();
  for (const { kind, isStale, doc } of changes) {
    const isThere = next.has(doc.id) && living(next, now).some((other) => other.id === doc.id);
    if (kind === 'insert' ? isThere : !isThere || isStale || touched.has(doc.id)) return undefined;
    const isTaken = ({ id: other, row, seat }: Ticket): boolean =>
      other !== doc.id && seat !== null && row === doc.row && seat === doc.seat;
    if (kind !== 'remove' && living(next, now).some(isTaken)) return undefined;
    // The op names the version that was read before the commit: any change within the commit makes it stale.
    touched.add(doc.id);
    if (kind === 'remove') next.delete(doc.id);
    else next.set(doc.id, doc);
  }
  return next;
}

export function modelCases(ground: Ground): void {
  const read = async (): Promise<Map<string, Stored<Ticket>>> => {
    const all = await Promise.all(['1', '2', '3', '4', '5'].map((each) => ground.store.get(tickets, each)));
    return new Map(all.filter((each) => each !== undefined).map((each) => [each.doc.id, each]));
  };

  test('whatever is done in whatever order, the store holds what it should', async () => {
    const start = ground.now;
    let round = 0;
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      // Every round begins after all documents of the one before have been removed.
      for (const stored of (await read()).values()) await ground.store.commit([remove(tickets, stored)]);
      round += 1;
      const zero = start + round * 1000;
      ground.now = zero;
      let model: Model = new Map();
      for (const each of steps) {
        if ('wait' in each) ground.now += each.wait;
        if ('sweep' in each) await ground.store.sweep();
        if ('find' in each) {
          const found = await everyPage(ground.store, tickets, 'bySeat', each.find, { limit: each.limit });
          const wanted = living(model, ground.now)
            .filter(({ row }) => each.find.length === 0 || row === each.find[0])
            .sort((a, b) => compare(a.row, b.row) || compare(a.seat, b.seat) || compare(a.id, b.id));
          expect(found).toEqual(wanted);
        }
        if ('commit' in each) {
          const changes = each.commit.map((one) => {
            const { expiresAt } = one.doc;
            return { ...one, doc: { ...one.doc, expiresAt: expiresAt === null ? null : zero + expiresAt } };
          });
          const before = await read();
          const ops = changes.map(({ kind, isStale, doc }): Op => {
            if (kind === 'insert') return insert(tickets, doc);
            const was = before.get(doc.id) ?? { doc, version: 1 };
            const named = { doc: was.doc, version: was.version + (isStale ? 1 : 0) };
            return kind === 'update' ? update(tickets, named, doc) : remove(tickets, named);
          });
          const next = after(model, changes, ground.now);
          const commit = ground.store.commit(ops);
          await (next === undefined ? expect(commit).rejects.toMatchObject(conflict) : commit);
          model = next ?? model;
        }
        const docs = [...(await read()).values()].map(({ doc }) => doc);
        expect(docs).toEqual(living(model, ground.now).sort((a, b) => compare(a.id, b.id)));
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });
}
