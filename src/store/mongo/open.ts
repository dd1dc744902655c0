import type { Connection } from 'mongoose';
import { CodedError } from '../../domain/errors.ts';
import type { Clock } from '../../runtime/clock.ts';
import { claimOf, declaredIn } from '../declared.ts';
import { checkOps } from '../limits.ts';
import type { AnyCollection, Collection, FindOptions, IndexValue, Page, Store, Stored } from '../port.ts';
import { type Query, queryOf, scanQuery } from '../query.ts';
import { takeDue } from './claim.ts';
import { commitRows, rowOpOf } from './commit.ts';
import { connect, usualPatience } from './connection.ts';
import { reporting } from './failure.ts';
import { readPage } from './find.ts';
import { migrate } from './migrations.ts';
import { type MongoCollection, makeIndexes, modelOf, type Row } from './model.ts';
import { plainValue, storedOf, unexpired } from './row.ts';
import { sweepExpired } from './sweep.ts';

export interface MongoOptions {
  /** `mongodb://…` of a replica set, with the name of the database. */
  url: string;
  collections: readonly AnyCollection[];
  clock: Clock;
  /** How long to wait for a primary, for an answer, and for other transactions, in milliseconds; 5,000 unless told. */
  patienceMs?: number;
}

/**
 * Opens the store of several machines (MongoDB, a replica set). Any number of instances may open the same database.
 *
 * @throws CodedError `store.newer`, `store.down`, `store.busy`
 */
export async function openMongoStore(options: MongoOptions): Promise<Store> {
  const { url, collections, clock, patienceMs = usualPatience } = options;
  return reporting(async () => {
    await prepare(options);
    const connection = await connect(url, { patienceMs });
    const models = new Map(collections.map((each) => [each.name, modelOf(connection, each)]));
    return storeOn({ connection, collections, models, clock, patienceMs });
  });
}

/** On a connection of its own, which waits: a new index may have many documents to go through. */
async function prepare({ url, collections, patienceMs = usualPatience }: MongoOptions): Promise<void> {
  const connection = await connect(url, { patienceMs, answers: 'whenever' });
  try {
    await checkReplicaSet(connection);
    await migrate(connection);
    for (const collection of collections) await makeIndexes(modelOf(connection, collection));
  } finally {
    await connection.close();
  }
}

/** A server alone has no transactions. A router of a sharded cluster (`isdbgrid`) has. */
async function checkReplicaSet(connection: Connection): Promise<void> {
  const hello = await connection.db?.admin().command({ hello: 1 });
  if (hello?.setName !== undefined || hello?.msg === 'isdbgrid') return;
  throw new CodedError('store.down', {}, new Error('the MongoDB server is not a member of a replica set'));
}

interface Opened {
  connection: Connection;
  collections: readonly AnyCollection[];
  models: ReadonlyMap<string, MongoCollection>;
  clock: Clock;
  patienceMs: number;
}

function storeOn({ connection, collections, models, clock, patienceMs }: Opened): Store {
  const declared = declaredIn(collections);
  const modelFor = (collection: AnyCollection): MongoCollection => {
    declared(collection);
    return models.get(collection.name) as MongoCollection;
  };
  const target = { connection, models: modelFor, patienceMs };
  const page = <Doc extends { id: string }>(model: MongoCollection, query: Query): Promise<Page<Doc>> =>
    reporting(() => readPage(model, query, clock()) as unknown as Promise<Page<Doc>>);
  return {
    async get<Doc extends { id: string }>(collection: Collection<Doc>, id: string) {
      const { model } = modelFor(collection);
      const filter = { _id: plainValue(id), ...unexpired(collection, clock()) } as { _id: string };
      return reporting(async (): Promise<Stored<Doc> | undefined> => {
        const row = await model.findOne(filter).lean<Row>();
        return row ? storedOf<Doc>(row) : undefined;
      });
    },
    async find<Doc extends { id: string }, Index extends string>(
      collection: Collection<Doc, Index>,
      index: NoInfer<Index>,
      prefix: readonly IndexValue[],
      options: FindOptions = {},
    ) {
      return page<Doc>(modelFor(collection), queryOf(collection, index, prefix, options));
    },
    async scan<Doc extends { id: string }>(
      collection: Collection<Doc>,
      options: Omit<FindOptions, 'from'> = {},
    ) {
      return page<Doc>(modelFor(collection), scanQuery(collection, options));
    },
    async commit(ops) {
      checkOps(ops);
      for (const { collection } of ops) declared(collection);
      const rows = ops.map(rowOpOf);
      if (rows.length > 0) await reporting(() => commitRows(target, rows, clock()));
    },
    async claim<Doc extends { id: string }>(
      collection: Collection<Doc>,
      options: { leaseMs: number; limit: number },
    ) {
      const model = modelFor(collection);
      const claim = claimOf(collection, options);
      return reporting(() => takeDue(model, claim, clock()) as unknown as Promise<Stored<Doc>[]>);
    },
    sweep: () => reporting(() => sweepExpired(models.values(), clock())),
    async close() {
      await connection.close();
    },
  };
}
