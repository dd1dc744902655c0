import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { errorStatus } from '../../src/domain/errors.ts';
import { collections } from '../../src/store/collections.ts';
import { eraseAccount } from '../../src/store/personal-data.ts';
import { come, type Guest, post } from '../support/guest.ts';
import { codeOn } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { siteAdministratorRoutes } from '../support/site-administrator-routes.ts';
import {
  codeRoutes,
  type SpaceRoute,
  signedInRoutes,
  siteRoutesOf,
  spaceRoutes,
} from '../support/space-routes.ts';
import { type Cast, type Stage, setStage, storedOf } from '../support/stage.ts';
import { trainingRoutes } from '../support/training-routes.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const second = withSecondMoodle(world);
const letters: Partial<Record<keyof Cast, string>> = {
  owner: 'o',
  leading: 'L',
  confirmed: 'c',
  byLaunch: 'l',
};
const names = ['Ada Nordlicht', 'Bo Südwind', 'Cem Ostufer', 'Dana Westtor', 'Emil Kaltbach', 'Fina Warmsee'];
let cast: Cast;
let stranger: Guest;
let erased: Guest;

beforeAll(async () => {
  const people: Guest[] = [];
  for (const [index, name] of names.entries()) {
    people.push(await come(world(), { sub: `10${index}`, name, right: 'teacher' }));
  }
  const [owner, leading, confirmed, byLaunch, removed, elsewhere] = people as [
    ...[Guest, Guest, Guest],
    ...[Guest, Guest, Guest],
  ];
  cast = { owner, leading, confirmed, byLaunch, removed, elsewhere };
  stranger = await come(second(), { sub: '100', name: 'Gero Fernweh', right: 'teacher' });
  erased = await come(world(), { sub: '199', name: 'Hela Löschner', right: 'teacher' });
  await eraseAccount(world().core.store, collections, erased.accountId);
});

function addressIn(path: string, site: string, { space, ids }: Stage): string {
  const values: Record<string, string> = { site, space: space.id, ...ids };
  return path.replace(/:(\w+)/g, (_match, name: string) => values[name] ?? '');
}

function ask(route: SpaceRoute, guest: Guest, stage: Stage, site = guest.siteId) {
  const url = addressIn(route.path, site, stage);
  if (route.method === 'POST') return post(world(), guest, url, route.fields);
  return world().app.inject({ url, cookies: guest.cookies });
}

/** Texts and ids that the answer shows although the visitor did not send them, in the address or in the form. */
function shownBy(answer: LightMyRequestResponse, guest: Guest, stage: Stage): string[] {
  const asked = `${answer.raw.req.url} ${guest.accountId}`;
  const secrets = [...stage.secrets, ...names.map((name) => name.split(' ')[1] ?? '')];
  return secrets.filter((secret) => answer.body.includes(secret) && !asked.includes(secret));
}

test('every address of the application that stands for a site is in the list of this test', () => {
  const listed = [
    ...[...spaceRoutes, ...trainingRoutes].map(({ method, path }) => `${method} ${path}`),
    ...[...signedInRoutes, ...siteAdministratorRoutes, ...codeRoutes].map(
      ([method, path]) => `${method} ${path}`,
    ),
  ];
  expect(siteRoutesOf(world().app)).toEqual(listed.sort());
});

describe.each(['network', 'managers'] as const)('in a space of the kind %s', (kind) => {
  const cases = spaceRoutes.map((route) => [`${route.method} ${route.path}`, route] as const);

  test.each(cases)('%s answers whoever may, and tells nobody else anything', async (_name, route) => {
    const stage = await setStage(world(), kind, cast);
    const before = await storedOf(world(), stage);
    for (const who of Object.keys(cast) as (keyof Cast)[]) {
      const letter = letters[who];
      if (letter !== undefined && route.may[kind].includes(letter)) continue;
      const answer = await ask(route, cast[who], stage);
      const isClosed = kind === 'managers' && who === 'byLaunch';
      const known = letter === undefined ? [404, 'space.not-found'] : [403, 'access.denied'];
      const refusal = isClosed ? [303, undefined] : known;
      expect([who, answer.statusCode, codeOn(answer)]).toEqual([who, ...refusal]);
      if (isClosed) expect(answer.headers.location).toBe(`/s/${world().site.id}/closed`);
      expect([who, shownBy(answer, cast[who], stage)]).toEqual([who, []]);
    }
    expect(await storedOf(world(), stage)).toEqual(before);
    for (const who of ['owner', 'leading', 'confirmed', 'byLaunch'] as const) {
      if (!route.may[kind].includes(letters[who] ?? '?')) continue;
      const fresh = await setStage(world(), kind, cast);
      const answer = await ask(route, cast[who], fresh);
      expect([who, answer.statusCode]).toEqual([who, route.method === 'GET' ? 200 : 303]);
      if (route.method === 'POST') expect(answer.headers.location).not.toContain('/closed');
    }
  });

  test.each(cases)('%s stays shut without a session of this site', async (_name, route) => {
    const stage = await setStage(world(), kind, cast);
    const before = await storedOf(world(), stage);
    const home = world().site.id;
    const away = stranger.siteId;
    const renamed = { [`nb_s_${away}`]: cast.owner.cookies[`nb_s_${home}`] ?? '' };
    const attempts = {
      'no session': [{ ...cast.owner, cookies: {} }, home, 401, 'session.missing'],
      'cookie of a first site at a second': [cast.owner, away, 401, 'session.missing'],
      'the same under the other name': [{ ...cast.owner, cookies: renamed }, away, 403, 'session.other-site'],
      'somebody of a second site': [stranger, away, 404, 'space.not-found'],
      'somebody of a second site at the first': [stranger, home, 401, 'session.missing'],
      'a forged cookie': [
        { ...cast.owner, cookies: { [`nb_s_${home}`]: 'a.b.c' } },
        home,
        401,
        'session.missing',
      ],
      'an erased account': [erased, home, 401, 'session.expired'],
    } as const;
    for (const [who, [guest, site, status, code]] of Object.entries(attempts)) {
      const answer = await ask(route, guest, stage, site);
      expect([who, answer.statusCode, codeOn(answer)]).toEqual([who, status, code]);
      expect([who, shownBy(answer, guest, stage)]).toEqual([who, []]);
    }
    expect(await storedOf(world(), stage)).toEqual(before);
  });
});

test.each(signedInRoutes)('%s %s needs a session of this site', async (method, path) => {
  const url = path.replace(':site', world().site.id);
  const elsewhere = path.replace(':site', stranger.siteId);
  const outside = method === 'GET' ? { headers: {} } : { headers: { origin: world().settings.publicUrl } };
  for (const [address, cookies, code] of [
    [url, {}, 'session.missing'],
    [elsewhere, cast.owner.cookies, 'session.missing'],
    [url, erased.cookies, 'session.expired'],
  ] as const) {
    const answer = await world().app.inject({ method, url: address, cookies, ...outside });
    expect([answer.statusCode, codeOn(answer)]).toEqual([401, code]);
  }
});

test.each(codeRoutes)('%s %s needs a code, and a session is none', async (method, path, code) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: world().settings.publicUrl };
  const token = cast.owner.cookies[`nb_s_${world().site.id}`] ?? '';
  for (const payload of ['', 'code=', 'code=a.b.c', `code=${token}`]) {
    const url = path.replace(':site', world().site.id);
    const answer = await world().app.inject({ method, url, cookies: cast.owner.cookies, headers, payload });
    expect([answer.statusCode, codeOn(answer)]).toEqual([errorStatus[code], code]);
    expect(answer.cookies).toEqual([]);
  }
});

test('the code for a new window is no session', async () => {
  const { siteId, cookies } = cast.owner;
  const page = await world().app.inject({ url: `/s/${siteId}/handover`, cookies });
  const code = /name="code" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  expect(code.split('.')).toHaveLength(3);
  const url = `/s/${siteId}/link`;
  expect((await world().app.inject({ url, cookies })).statusCode).toBe(200);
  const answer = await world().app.inject({ url, cookies: { [`nb_s_${siteId}`]: code } });
  expect([answer.statusCode, codeOn(answer)]).toEqual([401, 'session.missing']);
});

test('launches of a site are for its administration only', async () => {
  const admin = await come(world(), { sub: '150', name: 'Rolf Amtmann', right: 'site-administrator' });
  const page = (guest: Guest) =>
    world().app.inject({ url: `/s/${guest.siteId}/launches`, cookies: guest.cookies });
  expect((await page(admin)).statusCode).toBe(200);
  for (const guest of [cast.owner, cast.byLaunch, stranger]) {
    const answer = await page(guest);
    expect([answer.statusCode, codeOn(answer)]).toEqual([403, 'access.denied']);
  }
});

test('asking for the head of a page is refused as the page is', async () => {
  const stage = await setStage(world(), 'network', cast);
  const url = addressIn('/s/:site/spaces/:space/settings', world().site.id, stage);
  const answer = await world().app.inject({ method: 'HEAD', url, cookies: cast.byLaunch.cookies });
  expect([answer.statusCode, answer.body]).toEqual([403, '']);
});
