import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { addressIn, type Route, routesOf } from '../support/all-routes.ts';
import { open, visit } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { answersOfAll, type EveryPageVisitor, everyPageVisitor } from '../support/route-visitors.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';
import { openWorld } from '../support/world.ts';

const world = withWorld();
const elsewhere = withSecondMoodle(world);
let visitor: EveryPageVisitor;
let answers: { route: Route; answer: LightMyRequestResponse }[];

/** Addresses that no route answers, or that cannot even be read. */
const nowhere = [
  '/nowhere',
  '//boese.example/',
  '/%',
  '/s/%zz/link',
  `/s/${'x'.repeat(300)}/link`,
  '/public/no.css',
];

beforeAll(async () => {
  visitor = await everyPageVisitor(world());
  answers = await answersOfAll(world(), visitor);
  for (const path of nowhere)
    answers.push({ route: { method: 'GET', path }, answer: await world().app.inject({ url: path }) });
});

/** Runs an expectation over every answer, and says at which route it failed. */
function everyAnswer(
  check: (answer: LightMyRequestResponse, route: Route) => unknown,
  expected: unknown,
): void {
  const found = answers.map(({ route, answer }) => [route.method, route.path, check(answer, route)]);
  expect(found).toEqual(answers.map(({ route }) => [route.method, route.path, expected]));
}

const policyOf = ({ headers }: LightMyRequestResponse): Record<string, string> =>
  Object.fromEntries(
    String(headers['content-security-policy'])
      .split(';')
      .map((part) => {
        const [name = '', ...values] = part.trim().split(' ');
        return [name, values.join(' ')];
      }),
  );
const isPage = ({ headers }: LightMyRequestResponse): boolean =>
  String(headers['content-type']).startsWith('text/html');

describe('headers of every answer', () => {
  test('every route was asked, and most of them let this visitor in', () => {
    expect(routesOf(world().app).length).toBeGreaterThan(35);
    const opened = answers.filter(({ route, answer }) => route.method === 'GET' && answer.statusCode === 200);
    expect(opened.map(({ route }) => route.path)).toEqual(
      expect.arrayContaining([
        '/',
        '/operator',
        '/operator/launches',
        '/s/:site/launches',
        '/s/:site/spaces/:space',
      ]),
    );
  });

  test('a strict policy: no script at all, styles of our own, nothing inline', () => {
    everyAnswer(
      (answer) => {
        const { 'frame-ancestors': _frames, 'form-action': _forms, ...rest } = policyOf(answer);
        return rest;
      },
      { 'default-src': "'none'", 'style-src': "'self'", 'img-src': "'self' data:", 'base-uri': "'none'" },
    );
    everyAnswer(({ headers }) => /unsafe/.test(String(headers['content-security-policy'])), false);
    everyAnswer((answer) => policyOf(answer)['form-action'], "'self'");
  });

  test('pages keep to that policy: no style and no handler stands in them', () => {
    const pages = answers.filter(({ answer }) => isPage(answer));
    expect(pages.length).toBeGreaterThan(35);
    for (const { answer } of pages) expect(answer.body).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  });

  test('no X-Frame-Options, which would contradict the policy', () => {
    everyAnswer(({ headers }) => headers['x-frame-options'], undefined);
  });

  test('addresses are told to nobody else, and types are not guessed', () => {
    everyAnswer(({ headers }) => headers['referrer-policy'], 'same-origin');
    everyAnswer(({ headers }) => headers['x-content-type-options'], 'nosniff');
  });

  test('nothing says with what the server is made', () => {
    everyAnswer(({ headers }) => headers.server ?? headers['x-powered-by'] ?? headers.via, undefined);
  });

  test('nobody keeps a copy, but of stylesheets, the logo and public keys', () => {
    const kept = (path: string): boolean =>
      ['/lti/keys', '/public/bootstrap.min.css', '/public/logo.svg'].includes(path);
    everyAnswer(({ headers }, { path }) => (kept(path) ? 'no-store' : headers['cache-control']), 'no-store');
  });

  async function cacheOf(url: string): Promise<unknown> {
    return (await world().app.inject({ url })).headers['cache-control'];
  }
  test('a stylesheet is kept for a year, the logo for a day, public keys for five minutes', async () => {
    for (const name of ['bootstrap.min.css', 'netzbruecke.css'])
      expect(await cacheOf(`/public/${name}`)).toBe('public, max-age=31536000, immutable');
    expect(await cacheOf('/lti/keys')).toBe('public, max-age=300');
    expect(await cacheOf('/public/logo.svg')).toBe('public, max-age=86400');
  });

  test('TLS is demanded where the address has it, and only there', async () => {
    everyAnswer(({ headers }) => headers['strict-transport-security'], undefined);
    const safe = await openWorld({ seeded: false, environment: { PUBLIC_URL: 'https://netz.example.org' } });
    for (const url of ['/', '/lti/keys', '/public/netzbruecke.css', ...nowhere])
      expect((await safe.app.inject({ url })).headers['strict-transport-security']).toBe('max-age=31536000');
    await safe.close();
  });
});

describe('X125 who may show a page in a frame', () => {
  const ancestorsOf = (answer: LightMyRequestResponse): string | undefined =>
    policyOf(answer)['frame-ancestors'];

  test('a page with a session: the Moodle of that session, and no other', async () => {
    const signedIn = answers.filter(
      ({ route, answer }) => route.path.startsWith('/s/') && isPage(answer) && answer.statusCode === 200,
    );
    expect(signedIn.length).toBeGreaterThan(6);
    for (const { answer } of signedIn) expect(ancestorsOf(answer)).toBe(`'self' ${world().site.issuer}`);
    const other = await open(elsewhere(), await visit(elsewhere(), 'trainee', 'unbound'));
    expect(ancestorsOf(other)).toBe(`'self' ${elsewhere().site.issuer}`);
    expect(elsewhere().site.issuer).not.toBe(world().site.issuer);
  });

  test('an error page: anybody, because it has no session and no action', () => {
    const failures = answers.filter(({ answer }) => answer.statusCode >= 400 && codeOn(answer));
    expect(failures.length).toBeGreaterThan(10);
    for (const { answer } of failures) {
      expect(ancestorsOf(answer)).toBe('*');
      expect(answer.body).not.toMatch(/<form|Allesda/);
    }
  });

  test('pages of the operator: nobody else', () => {
    const pages = answers.filter(
      ({ route, answer }) => route.path.startsWith('/operator') && answer.statusCode === 200,
    );
    expect(pages.map(({ route }) => route.path).sort()).toEqual(['/operator', '/operator/launches']);
    for (const { answer } of pages) expect(ancestorsOf(answer)).toBe("'self'");
  });

  test('what is no page: our own pages only', () => {
    for (const { answer } of answers.filter((one) => !isPage(one.answer)))
      expect(ancestorsOf(answer)).toBe("'self'");
  });
});

describe('X126 no page of another origin reads an answer', () => {
  const isCors = (name: string): boolean => name.startsWith('access-control-');

  test('no route allows it, whoever asks', async () => {
    for (const origin of ['https://boese.example', 'null', world().site.issuer, world().settings.publicUrl])
      for (const { route, answer } of await answersOfAll(world(), visitor, { origin }))
        expect([route.path, Object.keys(answer.headers).filter(isCors)]).toEqual([route.path, []]);
  });

  test('no route answers a browser that asks beforehand', async () => {
    const headers = {
      origin: world().site.issuer,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    for (const { path } of routesOf(world().app)) {
      const url = addressIn(path, visitor.values);
      const answer = await world().app.inject({ method: 'OPTIONS', url, headers, cookies: visitor.cookies });
      expect([path, answer.statusCode]).toEqual([path, 404]);
      expect(Object.keys(answer.headers).filter(isCors)).toEqual([]);
    }
  });
});
