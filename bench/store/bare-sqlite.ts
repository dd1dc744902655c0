import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Membership } from '../../src/domain/membership.ts';
import type { ScoreDelivery } from '../../src/domain/score-delivery.ts';
import { type Contestant, claimSize, leaseMs, pageSize } from './contestant.ts';

/**
 * The same work on the same tables and indexes by `node:sqlite` alone: statements made once, JSON made and read, a
 * transaction around every write; no check of documents, no versions, no waiting for other processes.
 */
export function bareSqlite(path: string): Contestant {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  const add = (table: string): StatementSync =>
    db.prepare(`INSERT INTO "${table}" (id, version, doc) VALUES (?, 1, ?)`);
  const [addMember, addTask] = [add('memberships'), add('score-deliveries')];
  const byId = db.prepare('SELECT id, version, doc FROM memberships WHERE id = ?');
  const bySpace = db.prepare(
    'SELECT id, version, doc FROM memberships WHERE "doc.spaceId" = ? ORDER BY "doc.accountId", id LIMIT ?',
  );
  const due = db.prepare(
    'SELECT id, version, doc FROM "score-deliveries" WHERE "doc.dueAt" <= ? ORDER BY "doc.dueAt", id LIMIT ?',
  );
  const change = db.prepare('UPDATE "score-deliveries" SET version = version + 1, doc = ? WHERE id = ?');
  const transaction = <Result>(work: () => Result): Result => {
    db.exec('BEGIN IMMEDIATE');
    const result = work();
    db.exec('COMMIT');
    return result;
  };
  const claim = (limit: number): unknown =>
    transaction(() =>
      due.all(Date.now(), limit).map((row) => {
        const doc = JSON.parse(String(row.doc)) as ScoreDelivery;
        const taken = { ...doc, dueAt: Date.now() + leaseMs, attempts: doc.attempts + 1 };
        change.run(JSON.stringify(taken), doc.id);
        return taken;
      }),
    );
  const insertAll = (statement: StatementSync, docs: readonly { id: string }[]): void =>
    transaction(() => {
      for (const doc of docs) statement.run(doc.id, JSON.stringify(doc));
    });
  return {
    insertOne: (doc: Membership) => insertAll(addMember, [doc]),
    insertMany: (docs) => insertAll(addMember, docs),
    get: (id) => JSON.parse(String(byId.get(id)?.doc)),
    find: (spaceId) => bySpace.all(spaceId, pageSize + 1).map(({ doc }) => JSON.parse(String(doc))),
    addTasks: (tasks) => insertAll(addTask, tasks),
    claim: () => claim(claimSize),
    claimOne: () => claim(1),
    close: () => db.close(),
  };
}
