import { createAccessTokens } from '../../lti/access-token.ts';
import { createSecrets } from '../../src/runtime/secrets.ts';
import type { Store } from '../../src/store/port.ts';
import type { ScoreServices } from '../../src/sync/score-delivery.ts';
import type { GradeGround } from './grade-ground.ts';
import { testSecret } from './world.ts';

/** A process that ends at one of its steps: before or after any call of the store or of the platform. */
export interface Life {
  /** Steps that are left; the last one ends it. */
  left: number;
  isOver: boolean;
}

/** What workers need, in a process of their own that lives that long. Nothing it does after its end has an effect. */
export function mortalServices(ground: GradeGround, store: Store, life: Life): ScoreServices {
  const http = mortal(ground.front.http, life);
  const mortalStore = mortal(store, life);
  const tokens = createAccessTokens({
    ...{ store: mortalStore, http, clock: ground.now, secrets: createSecrets(testSecret) },
  });
  return { ...ground.services(mortalStore), http, tokens };
}

/** The same, in a process that ends at one of its calls. */
export function mortal<Target extends object>(target: Target, life: Life): Target {
  return new Proxy(target, {
    get(object, name) {
      const method: unknown = Reflect.get(object, name);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        step(life);
        const result: unknown = await Reflect.apply(method, object, args);
        step(life);
        return result;
      };
    },
  });
}

function step(life: Life): void {
  life.left -= 1;
  if (life.left <= 0) life.isOver = true;
  if (life.isOver) throw new Error('the process has ended');
}
