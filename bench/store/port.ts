import { memberships } from '../../src/store/membership.ts';
import { insert, type Store } from '../../src/store/port.ts';
import { scoreDeliveries } from '../../src/store/score-delivery.ts';
import { type Contestant, claimSize, leaseMs, pageSize } from './contestant.ts';

/** The work through the port, as the product does it. */
export function onPort(store: Store): Contestant {
  return {
    insertOne: (doc) => store.commit([insert(memberships, doc)]),
    insertMany: (docs) => store.commit(docs.map((doc) => insert(memberships, doc))),
    get: (id) => store.get(memberships, id),
    find: (spaceId) => store.find(memberships, 'bySpace', [spaceId], { limit: pageSize }),
    addTasks: (tasks) => store.commit(tasks.map((task) => insert(scoreDeliveries, task))),
    claim: () => store.claim(scoreDeliveries, { leaseMs, limit: claimSize }),
    claimOne: () => store.claim(scoreDeliveries, { leaseMs, limit: 1 }),
    close: () => store.close(),
  };
}
