import { beforeAll, describe, expect, test } from '@jest/globals';
import { come, post } from '../support/guest.ts';
import { codeOn } from '../support/refusals.ts';
import { type TrainingRoute, trainingRoutes } from '../support/training-routes.ts';
import { setTrainingStage, type TrainingCast, type TrainingStage } from '../support/training-stage.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const names: Record<keyof TrainingCast, string> = {
  owner: 'Ada Nordlicht',
  trainer: 'Bo Südwind',
  mentor: 'Cem Ostufer',
  trainee: 'Dana Westtor',
  other: 'Emil Kaltbach',
  member: 'Fina Warmsee',
  removed: 'Gero Fernweh',
  elsewhere: 'Hela Hochmoor',
};
let cast: TrainingCast;

beforeAll(async () => {
  const people = await Promise.all(
    Object.entries(names).map(async ([who, name], index) => {
      return [who, await come(world(), { sub: `30${index}`, name, right: 'teacher' })] as const;
    }),
  );
  cast = Object.fromEntries(people) as TrainingCast;
});

function ask(route: TrainingRoute, who: keyof TrainingCast, { space, ids }: TrainingStage) {
  const guest = cast[who];
  const values: Record<string, string> = { site: guest.siteId, space: space.id, ...ids, ...route.values };
  const url = route.path.replace(/:(\w+)/g, (_match, name: string) => values[name] ?? '');
  if (route.method === 'POST') return post(world(), guest, url, route.fields);
  return world().app.inject({ url, cookies: guest.cookies });
}

describe('in a training', () => {
  const cases = trainingRoutes.map((route) => [`${route.method} ${route.path}`, route] as const);

  test.each(cases)('%s answers whoever may, and tells nobody else anything', async (_name, route) => {
    for (const who of Object.keys(cast) as (keyof TrainingCast)[]) {
      const stage = await setTrainingStage(world(), cast);
      const answer = await ask(route, who, stage);
      if (route.may.includes(who)) {
        const expected = route.answers ?? (route.method === 'GET' ? 200 : 303);
        expect([who, answer.statusCode]).toEqual([who, expected]);
        continue;
      }
      const isOutside = who === 'removed' || who === 'elsewhere';
      const codes = isOutside ? ['space.not-found'] : refusals;
      expect([who, codes.includes(String(codeOn(answer)))]).toEqual([who, true]);
      const shown = [...stage.secrets, ...Object.values(names)].filter((secret) =>
        answer.body.includes(secret),
      );
      expect([who, shown.filter((secret) => !answer.raw.req.url?.includes(secret))]).toEqual([who, []]);
    }
  });

  test.each(cases)('%s stays shut without a session', async (_name, route) => {
    const stage = await setTrainingStage(world(), cast);
    const outside = { ...cast.trainee, cookies: {} };
    const before = cast;
    cast = { ...cast, trainee: outside };
    const answer = await ask(route, 'trainee', stage);
    cast = before;
    expect([answer.statusCode, codeOn(answer)]).toEqual([401, 'session.missing']);
  });
});

/** Members who may not: the action is not theirs, they have no part in the run, or there is nothing to do. */
const refusals = ['access.denied', 'training.no-part', 'training.not-open', 'page.not-found'];
