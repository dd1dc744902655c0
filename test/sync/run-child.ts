import { createMoodleClient } from '../../src/moodle/client.ts';
import { createMoodleReader } from '../../src/moodle/create-reader.ts';
import { createMoodleWriter } from '../../src/moodle/create-writer.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import { createLog } from '../../src/runtime/log.ts';
import { collections } from '../../src/store/collections.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { workOn } from '../../src/sync/run.ts';

/** A process that works on a run until it ends: file, what time it is, run, address and token of the Moodle. */
const [path = '', present = '0', runId = '', siteUrl = '', token = ''] = process.argv.slice(2);
const clock = (): number => Number(present);
const store = await openSqliteStore({ path, collections, clock });
const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
const client = createMoodleClient({ http, clock }, { siteUrl, token });
const reader = createMoodleReader(client, clock);
// Many small batches, so that there are many moments to end in.
const writer = { ...createMoodleWriter(client), batchSize: () => 8 };
const services = { store, clock, log: createLog('silent'), moodle: async () => ({ reader, writer }) };
const run = await workOn({ ...services, sleep: async () => undefined }, runId);
await store.close();
if (run.state !== 'done') throw new Error(`${run.state}: ${run.failure}`);
