import { afterAll, beforeAll } from '@jest/globals';
import { describeOnMongo, type MongoServer, startMongo, temporaryMongoDatabase } from '../support/mongo.ts';
import { storeContract } from './contract.ts';

/** What the stand-in cannot show, and only a run against a replica set (`MONGODB_URL`) proves. */
const lackingOfTheStandIn = [
  'of changes to one document made at the same time exactly one is taken',
  'texts come in the order of the bytes of UTF-8, also those outside the first 65,536 characters',
];
const isReal = process.env.MONGODB_URL !== undefined;

describeOnMongo(isReal ? 'On a MongoDB replica set' : "On MongoDB's stand-in in memory", () => {
  let server: MongoServer;
  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());

  storeContract('MongoDB', async () => temporaryMongoDatabase(server), isReal ? [] : lackingOfTheStandIn);
});
