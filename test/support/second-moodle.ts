import { afterAll, beforeAll } from '@jest/globals';
import nock from 'nock';
import { createPracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { freePort } from './free-port.ts';
import type { World } from './world.ts';

/** The same application seen from another Moodle: a second site, with a platform of its own. */
export function withSecondMoodle(world: () => World): () => World {
  let second: World | undefined;
  beforeAll(async () => {
    second = await openSecondMoodle(world());
  });
  afterAll(() => second?.practice.close());
  return () => {
    if (!second) throw new Error('the second Moodle is opened before the first test');
    return second;
  };
}

async function openSecondMoodle(world: World): Promise<World> {
  const port = await freePort();
  const first = new URL(world.practice.origin).port;
  const practice = await createPracticeMoodle({
    origin: `http://localhost:${port}`,
    toolUrl: world.settings.publicUrl,
    clock: world.now,
  });
  await practice.listen('localhost', port);
  nock.enableNetConnect(new RegExp(`^localhost:(${first}|${port})$`));
  const { clientId, deploymentId, ...addresses } = practice.toolType;
  const added = await world.core.platforms.add({
    issuer: practice.origin,
    name: 'Moodle Ostheim',
    clientId,
    deploymentIds: [deploymentId],
    ...addresses,
  });
  return { ...world, practice, ...added };
}
