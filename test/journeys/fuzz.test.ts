import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { collections } from '../../src/store/collections.ts';
import { launchReportSheets } from '../../src/store/launch-report.ts';
import { everyRow } from '../../src/store/port.ts';
import { sealForm } from '../../src/web/forms.ts';
import { addressIn, type Route, routesOf } from '../support/all-routes.ts';
import { groundOf, makeMember } from '../support/ground.ts';
import { come, type Guest } from '../support/guest.ts';
import { secretsIn } from '../support/secrets-in.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
let routes: Route[];
let stranger: Guest;
/** Ids that exist and are none of the stranger's business, by the name they have in addresses. */
let real: Record<string, string>;
let before: string;

beforeAll(async () => {
  routes = routesOf(world().app);
  stranger = await come(world(), { sub: '900', name: 'Fred Fremd' });
  const owner = await come(world(), { sub: '901', name: 'Eva Eigen', right: 'teacher' });
  const space = await groundOf(world(), 'network', { title: 'Geschlossene Gesellschaft' });
  const member = await makeMember(world(), space, owner, { isOwner: true });
  real = { site: world().site.id, space: space.id, member };
  before = await everythingOfOthers();
});

/** All that is stored, but reports of launches, which say nothing about anybody. */
async function everythingOfOthers(): Promise<string> {
  const kept: unknown[] = [];
  for (const collection of collections) {
    const index = Object.keys(collection.indexes)[0];
    if (index === undefined || collection === launchReportSheets) continue;
    kept.push(await Array.fromAsync(everyRow(world().core.store, collection, index, [])));
  }
  return JSON.stringify(kept);
}

const odd = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '..',
    '%00',
    '%2e%2e%2f',
    '%',
    '__proto__',
    'constructor',
    'null',
    '[object Object]',
  ),
  fc.constantFrom(
    "' OR 1=1 --",
    '{"$ne":""}',
    '<script>alert(1)</script>',
    '{{7*7}}',
    '\r\nx: y',
    'a'.repeat(5000),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 30 }),
);
const field = fc.constantFrom(
  ...['state', 'id_token', 'error', 'iss', 'login_hint', 'target_link_uri', 'client_id', 'lti_message_hint'],
  ...['csrf', 'account', 'code', 'token', 'to', 'lang', 'title', 'purpose', 'kind', 'space', 'role', 'owner'],
  ...['date', 'from', 'place', 'cookie_test', '__proto__', 'state[$ne]', 'title[]'],
);
const fields = fc.array(
  fc.tuple(fc.oneof({ weight: 4, arbitrary: field }, { weight: 1, arbitrary: odd }), odd),
  {
    maxLength: 6,
  },
);
const type = fc.constantFrom(
  ...['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=latin1'],
  ...['application/json', 'multipart/form-data', 'text/html', ';;'],
);

/** One request, as a description that fast-check can make smaller and print. */
const requests = fc.record({
  route: fc.nat(),
  method: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'),
    },
  ),
  values: fc.dictionary(
    fc.constantFrom('site', 'space', 'member', 'event', 'code', 'invitation', 'link'),
    odd,
  ),
  tail: fc.oneof({ weight: 5, arbitrary: fc.constant('') }, { weight: 1, arbitrary: odd }),
  query: fields,
  body: fc.oneof(fields, fc.uint8Array({ maxLength: 200 })),
  type,
  isOwnOrigin: fc.boolean(),
  basis: fc.constantFrom('nothing', 'seal', 'login'),
  cookies: fc.oneof(fc.constant('session'), fc.constant('none'), odd),
  headers: fc.dictionary(
    fc.constantFrom(
      'accept-language',
      'sec-fetch-dest',
      'x-forwarded-for',
      'if-none-match',
      'range',
      'x-odd',
    ),
    fc.string({ maxLength: 20 }),
  ),
});
type Request = typeof requests extends fc.Arbitrary<infer Value> ? Value : never;

/** Fields that a request has besides the invented ones: what makes it go further. */
const bases = () => ({
  nothing: {},
  seal: { ...sealForm(world().core, stranger.session) },
  login: {
    iss: world().practice.origin,
    login_hint: '5',
    target_link_uri: `${world().settings.publicUrl}/lti/launch`,
  },
});

let sent = 0;

function send(it: Request): Promise<LightMyRequestResponse> {
  const route = routes[it.route % routes.length];
  if (!route) throw new Error('the application has no routes');
  const path = addressIn(route.path, { ...real, ...it.values });
  const basis = Object.entries(bases()[it.basis]);
  const query = [...it.query, ...basis].map(([name, value]) => `${name}=${value}`).join('&');
  const body = Array.isArray(it.body)
    ? new URLSearchParams([...it.body, ...basis]).toString()
    : Buffer.from(it.body);
  const session = `nb_s_${stranger.siteId}=${stranger.cookies[`nb_s_${stranger.siteId}`]}`;
  const cookie =
    it.cookies === 'session' ? session : it.cookies === 'none' ? 'x=y' : `nb_flash=${it.cookies}; ${session}`;
  sent += 1;
  return world().app.inject({
    method: (it.method ?? route.method) as 'GET',
    // With a host before it: `/\\` alone would be read as the begin of one, and not be sent at all.
    url: `http://localhost${path.startsWith('/') ? path : `/${path}`}${it.tail}${query === '' ? '' : `?${query}`}`,
    headers: {
      ...it.headers,
      'content-type': it.type,
      cookie,
      ...(it.isOwnOrigin ? { origin: world().settings.publicUrl } : {}),
    },
    ...(it.method === 'GET' || it.method === 'HEAD' ? {} : { payload: body }),
    // Each from an address of its own: the limit of requests is another test's.
    remoteAddress: `10.${sent % 250}.${(sent >> 8) % 250}.1`,
  });
}

test('two thousand invented requests by a stranger: never an error of ours, never a place in the code', async () => {
  const codes = new Set<number>();
  await fc.assert(
    fc.asyncProperty(requests, async (it) => {
      const answer = await send(it);
      codes.add(answer.statusCode);
      expect(answer.statusCode).toBeLessThan(500);
      if (answer.body !== '')
        expect(answer.headers['content-type']).toMatch(
          /^(text\/html|application\/(json|zip)|text\/css|image\/svg\+xml)/,
        );
      expect(answer.body).not.toMatch(
        /node_modules|\.ts:\d|TypeError|FST_ERR|Geschlossene Gesellschaft|Eigen/,
      );
      expect(String(answer.headers.location ?? '/')).toMatch(/^\/(?![/\\])/);
    }),
    // The same requests in every run; FUZZ_SEED=<number> tries others.
    { numRuns: 2500, seed: Number(process.env.FUZZ_SEED ?? 20_261_123) },
  );
  expect(sent).toBeGreaterThanOrEqual(2500);
  for (const code of [200, 303, 400, 401, 403, 404, 415]) expect(codes).toContain(code);
  expect(secretsIn(world().logged)).toEqual([]);
});

test('after that everything is stored as it was, and the stranger’s page opens', async () => {
  expect(await everythingOfOthers()).toBe(before);
  const answer = await world().app.inject({ url: stranger.address, cookies: stranger.cookies });
  expect(answer.statusCode).toBe(200);
});
