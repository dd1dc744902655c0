import { createAccessTokens } from '../../lti/access-token.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import { createLog } from '../../src/runtime/log.ts';
import { createSecrets } from '../../src/runtime/secrets.ts';
import { collections } from '../../src/store/collections.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { createScoreWorkers } from '../../src/sync/score-worker.ts';

/** A process that delivers every score that is due, and ends: the file, the secret key, and what time it is. */
const [path = '', secretKey = '', present = '0'] = process.argv.slice(2);
const clock = (): number => Number(present);
const store = await openSqliteStore({ path, collections, clock });
const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
const tokens = createAccessTokens({ store, secrets: createSecrets(secretKey), http, clock });
await createScoreWorkers({ store, http, tokens, clock, log: createLog('silent') }).drain();
await store.close();
