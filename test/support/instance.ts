import { type Core, createApp } from '../../src/app.ts';
import type { Store } from '../../src/store/port.ts';
import type { World } from './world.ts';

/** One more instance of the application on the same store: it has cached nothing yet. The caller closes its `app`. */
export async function anotherInstance(world: World, replaced: Partial<Core> = {}): Promise<World> {
  const core = { ...world.core, ...replaced };
  const app = await createApp(core);
  await app.ready();
  return { ...world, core, app };
}

type Method = 'get' | 'find' | 'commit' | 'claim' | 'sweep' | 'close';

/** The same store, with something that sees every call before it is made, and may throw in its place. */
export function watchedStore(
  store: Store,
  before: (method: Method, args: readonly unknown[]) => void,
): Store {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        before(name as Method, args);
        return Reflect.apply(method, target, args);
      };
    },
  });
}
