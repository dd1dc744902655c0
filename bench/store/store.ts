import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { collections } from '../../src/store/collections.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { resultsFolder } from '../report.ts';
import { goalOf, type Report, type RunOptions, type Table } from '../report-types.ts';
import { bareMongoose } from './bare-mongoose.ts';
import { bareSqlite } from './bare-sqlite.ts';
import { type MongoKind, mongoKind, mongoServer } from './mongo-server.ts';
import { onPort } from './port.ts';
import { type Cost, compare } from './rounds.ts';

const most = 1.5;

/** Each adapter that there is, beside its bare driver on a database of its own with the same tables and indexes. */
export async function measureStore({ progress }: RunOptions): Promise<Report> {
  const measured: { name: string; costs: Cost[] }[] = [];
  progress('node:sqlite …');
  measured.push({ name: 'SQLite', costs: await measureSqlite() });
  const kind = mongoKind();
  if (kind === undefined) progress('no MongoDB here: its adapter is skipped');
  else {
    progress(`${kind} …`);
    measured.push({ name: kind, costs: await measureMongo(kind) });
  }
  return {
    name: 'store',
    goals: measured.flatMap(({ name, costs }) =>
      costs.map(({ what, ratio }) =>
        goalOf({
          ...{ what: `${name}, ${what}: port / bare driver`, unit: '×', better: 'lower', goal: most },
          measured: ratio,
        }),
      ),
    ),
    tables: measured.map(tableOf),
    details: { measured },
  };
}

async function measureSqlite(): Promise<Cost[]> {
  await mkdir(resultsFolder(), { recursive: true });
  const scale = { rounds: 9, singles: 300, batches: 10, reads: 5000, pages: 300, claims: 80 };
  return compare(async () => {
    // Not in the memory of /tmp: a commit waits for a disk.
    const folder = await mkdtemp(join(resultsFolder(), 'store-'));
    const open = (name: string) =>
      openSqliteStore({ path: join(folder, name), collections, clock: Date.now });
    await (await open('bare.db')).close();
    const [bare, port] = [bareSqlite(join(folder, 'bare.db')), onPort(await open('port.db'))];
    const close = async (): Promise<void> => {
      await Promise.all([bare.close(), port.close()]);
      await rm(folder, { recursive: true });
    };
    return { bare, port, close };
  }, scale);
}

async function measureMongo(kind: MongoKind): Promise<Cost[]> {
  // The stand-in goes through everything for every insert.
  const scale =
    kind === 'MongoDB'
      ? { rounds: 5, singles: 200, batches: 5, reads: 1000, pages: 200, claims: 50 }
      : { rounds: 7, singles: 60, batches: 1, reads: 200, pages: 20, claims: 10 };
  return compare(async () => {
    const server = await mongoServer();
    const open = (url: string) => openMongoStore({ url, collections, clock: Date.now });
    const [forBare, forPort] = [server.freshUrl(), server.freshUrl()];
    await (await open(forBare)).close();
    const [bare, port] = [await bareMongoose(forBare), onPort(await open(forPort))];
    const close = async (): Promise<void> => {
      await Promise.all([bare.close(), port.close()]);
      await server.stop([forBare, forPort]);
    };
    return { bare, port, close };
  }, scale);
}

function tableOf({ name, costs }: { name: string; costs: Cost[] }): Table {
  return {
    title: `${name}: microseconds for one, medians of the rounds`,
    columns: ['what', 'bare driver', 'port', '×'],
    rows: costs.map(({ what, bare, port, ratio }) => [what, bare, port, ratio]),
  };
}
