import { afterAll, beforeAll } from '@jest/globals';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** One world for all tests of a file. */
export function withWorld(options?: WorldOptions): () => World {
  let world: World | undefined;
  beforeAll(async () => {
    world = await openWorld(options);
  });
  afterAll(() => world?.close());
  return () => {
    if (!world) throw new Error('the world is opened before the first test');
    return world;
  };
}
