import { type Model, Mongoose, Schema } from 'mongoose';
import { type Contestant, claimSize, leaseMs, pageSize } from './contestant.ts';

type Row = { _id: string } & Record<string, unknown>;

/**
 * The same work on the same collections and indexes by mongoose alone: models with the same fields, lean reads, a
 * transaction around a batch; no check of documents, no versions.
 */
export async function bareMongoose(url: string): Promise<Contestant> {
  const connection = await new Mongoose().createConnection(url, { w: 'majority' }).asPromise();
  const model = (name: string, fields: Record<string, unknown>): Model<Row> =>
    connection.model<Row>(
      name,
      new Schema<Row>({ _id: String, ...fields }, { collection: name, versionKey: false }),
    );
  const [text, number, flag] = [String, Number, Boolean];
  const members = model('memberships', {
    ...{ spaceId: text, accountId: text, siteId: text, role: text, isOwner: flag, isConfirmed: flag },
    ...{ status: text, number, createdAt: number },
  });
  const tasks = model('score-deliveries', {
    ...{
      siteId: text,
      registrationId: text,
      accountId: text,
      sub: text,
      spaceId: text,
      resourceLinkId: text,
    },
    ...{
      wanted: text,
      wantedAt: number,
      lineItemUrl: text,
      acknowledged: text,
      acknowledgedTimestamp: number,
    },
    ...{ timestamp: number, sending: text, dueAt: number, attempts: number, state: text, reason: text },
    ...{ changedAt: number },
  });
  const rowOf = ({ id, ...doc }: { id: string }): Row => ({ ...doc, _id: id });
  const insertAll = (into: Model<Row>, docs: readonly { id: string }[]): Promise<unknown> =>
    connection.transaction((session) => into.insertMany(docs.map(rowOf), { session }));
  const taking = () => ({ $set: { dueAt: Date.now() + leaseMs }, $inc: { attempts: 1 } });
  const due = () => ({ dueAt: { $lte: Date.now() } });
  return {
    insertOne: (doc) => members.create(rowOf(doc)),
    insertMany: (docs) => insertAll(members, docs),
    get: (id) => members.findById(id).lean(),
    find: (spaceId) =>
      members
        .find({ spaceId })
        .sort({ accountId: 1 })
        .limit(pageSize + 1)
        .lean(),
    addTasks: (all) => insertAll(tasks, all),
    async claim() {
      const found = await tasks.find(due(), { _id: 1 }).sort({ dueAt: 1 }).limit(claimSize).lean();
      const _id = { $in: found.map((task) => task._id) };
      await tasks.updateMany({ _id, ...due() }, taking());
      return tasks.find({ _id }).lean();
    },
    claimOne: () => tasks.findOneAndUpdate(due(), taking(), { sort: { dueAt: 1 } }).lean(),
    close: () => connection.close(),
  };
}
