import { type Connection, Mongoose } from 'mongoose';

/** How long the server may take for an answer, and transactions to begin again, in milliseconds. */
export const usualPatience = 5000;

/**
 * Connects to a replica set. Connections that break are made again by the driver, and a read or a single write that
 * loses its primary is tried once more with the next one.
 *
 * @param url `mongodb://…` with the name of the database
 * @param patienceMs how long to look for a primary, to wait for a connection and for each answer, in milliseconds;
 * `answers: 'whenever'` waits for answers without end, as long work at the start needs it
 */
export async function connect(
  url: string,
  {
    patienceMs = usualPatience,
    answers = 'in time',
  }: { patienceMs?: number; answers?: 'in time' | 'whenever' } = {},
): Promise<Connection> {
  const mongoose = new Mongoose({
    autoCreate: false,
    autoIndex: false,
    bufferCommands: false,
    sanitizeFilter: true,
    strictQuery: 'throw',
  });
  return mongoose
    .createConnection(url, {
      appName: 'netzbruecke',
      readPreference: 'primary',
      // Only what most members have is read and acknowledged: it survives the loss of the primary.
      readConcernLevel: 'majority',
      w: 'majority',
      serverSelectionTimeoutMS: patienceMs,
      connectTimeoutMS: patienceMs,
      waitQueueTimeoutMS: patienceMs,
      socketTimeoutMS: answers === 'whenever' ? 0 : patienceMs,
      maxPoolSize: 20,
    })
    .asPromise();
}
