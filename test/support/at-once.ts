import { createApp } from '../../src/app.ts';
import type { Store } from '../../src/store/port.ts';
import type { World } from './world.ts';

/**
 * Lets requests happen at the same moment: on the application that `work` gets, the first commits wait for each
 * other, so that as many requests as `count` says have all read before one of them writes.
 */
export async function atOnce<Result>(
  world: World,
  count: number,
  work: (crowded: World) => Promise<Result>,
): Promise<Result> {
  const { store } = world.core;
  const gate = Promise.withResolvers<void>();
  let waiting = 0;
  const crowded: Store = {
    get: store.get.bind(store),
    find: store.find.bind(store),
    scan: store.scan.bind(store),
    claim: store.claim.bind(store),
    sweep: store.sweep.bind(store),
    close: store.close.bind(store),
    async commit(ops) {
      waiting += 1;
      if (waiting >= count) gate.resolve();
      await gate.promise;
      return store.commit(ops);
    },
  };
  const app = await createApp({ ...world.core, store: crowded });
  try {
    return await work({ ...world, app });
  } finally {
    await app.close();
  }
}
