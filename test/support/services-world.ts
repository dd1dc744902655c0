import { afterAll, beforeAll } from '@jest/globals';
import nock from 'nock';
import { openWorld, type World } from './world.ts';

/** A world in which the practice Moodle may fetch the tool's keys: token requests and services work. */
export function withServices(): () => World {
  let world: World | undefined;
  beforeAll(async () => {
    world = await openWorld();
    await world.app.listen({ host: '127.0.0.1', port: world.settings.port });
    const hosts = [new URL(world.practice.origin).host, new URL(world.settings.publicUrl).host];
    nock.enableNetConnect((host) => hosts.includes(host));
  });
  afterAll(() => world?.close());
  return () => {
    if (!world) throw new Error('the world is opened before the first test');
    return world;
  };
}
