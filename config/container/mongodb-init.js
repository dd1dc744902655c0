// For mongosh: makes the replica set and the tool's user, once; at every later start it only sets the password.
/* global connect, sleep */
const secret = (name) => require('node:fs').readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const root = encodeURIComponent(secret('mongodb-root-password'));
const admin = connect(`mongodb://root:${root}@mongodb/admin?directConnection=true`);

try {
  admin.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  const members = [{ _id: 0, host: 'mongodb:27017' }];
  admin.adminCommand({ replSetInitiate: { _id: 'rs0', members } });
}
while (!admin.hello().isWritablePrimary) sleep(500);

const data = admin.getSiblingDB('netzbruecke');
const pwd = secret('mongodb-password');
if (data.getUser('netzbruecke')) data.updateUser('netzbruecke', { pwd });
else data.createUser({ user: 'netzbruecke', pwd, roles: [{ role: 'readWrite', db: 'netzbruecke' }] });
