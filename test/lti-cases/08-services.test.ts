import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { createRosters } from '../../lti/names-and-roles.ts';
import type { Registration } from '../../src/domain/site.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on loopback that counts what reaches it, and whether it came with a token. */
async function listening(answer: RequestListener): Promise<{ origin: string; tokens: string[] }> {
  nock.restore();
  const tokens: string[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization ?? 'none');
    answer(request, response);
  });
  servers.push(server);
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, tokens };
}

/** Reads the roster of a platform at `issuer` from `address`; says what it failed with. */
async function failureOf(issuer: string, address: string): Promise<string> {
  const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
  const tokens = { get: async () => 'secret', forget: () => undefined };
  const rosters = createRosters({ http, tokens, clock: () => Date.now() });
  const registration = { id: 'r', issuer } as Registration;
  return rosters.read(registration, address).then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

const foreign = () => listening((_request, response) => response.end('{"members":[]}'));

describe('a bearer token reaches the platform it is for, and nobody else', () => {
  test('X90 a service that a launch names on a foreign host is not called', async () => {
    const [moodle, other] = [await foreign(), await foreign()];
    expect(await failureOf(moodle.origin, `${other.origin}/members`)).toBe('service.address-foreign');
    expect(await failureOf(moodle.origin, `blob:${moodle.origin}/members`)).toBe('service.address-foreign');
    expect([moodle.tokens, other.tokens]).toEqual([[], []]);
    expect(await failureOf(moodle.origin, `${moodle.origin}/members`)).toBe('none');
    expect(moodle.tokens).toEqual(['Bearer secret']);
  });

  test('X91 a next page on a foreign host is not read', async () => {
    const other = await foreign();
    const moodle = await listening((_request, response) => {
      response.setHeader('link', `<${other.origin}/members>; rel="next"`);
      response.end('{"members":[]}');
    });
    expect(await failureOf(moodle.origin, `${moodle.origin}/members`)).toBe('service.address-foreign');
    expect(other.tokens).toEqual([]);
  });

  test('X92 a redirect is not followed', async () => {
    const other = await foreign();
    const moodle = await listening((_request, response) =>
      response.writeHead(302, { location: `${other.origin}/members` }).end(),
    );
    expect(await failureOf(moodle.origin, `${moodle.origin}/members`)).toBe('service.answer-invalid');
    expect(other.tokens).toEqual([]);
  });
});

describe('X94 what a broken platform answers does no harm', () => {
  test('an answer without an end is cut off', async () => {
    const chunk = 'x'.repeat(1024 * 1024);
    const moodle = await listening((_request, response) => {
      const more = (): void => void (response.destroyed || response.write(chunk, more));
      more();
    });
    expect(await failureOf(moodle.origin, `${moodle.origin}/members`)).toBe('service.unreachable');
  });

  test.each([
    ['a page instead of data', '<!DOCTYPE html><title>Error</title>'],
    ['half of the data', '{"members":[{"user_id":"1"'],
    ['another shape', '{"members":{"user_id":"1"}}'],
    ['members without ids', '{"members":[{"roles":["Learner"]}]}'],
    ['nothing', ''],
  ])('%s', async (_title, body) => {
    const moodle = await listening((_request, response) => response.end(body));
    expect(await failureOf(moodle.origin, `${moodle.origin}/members`)).toBe('service.answer-invalid');
  });

  test('N10 a next page that leads in a circle ends', async () => {
    const moodle = await listening((request, response) => {
      response.setHeader('link', `<${request.url}>; rel="next"`);
      response.end('{"members":[]}');
    });
    expect(await failureOf(moodle.origin, `${moodle.origin}/members`)).toBe('service.answer-invalid');
  });

  test('N15 N16 members who left or have no name are taken as they are', async () => {
    const members = [
      { user_id: '1', status: 'Inactive', roles: ['Learner'] },
      { user_id: '2', status: 'Deleted', roles: [] },
      { user_id: 3, roles: ['Instructor'], name: null },
    ];
    const moodle = await listening((_request, response) => response.end(JSON.stringify({ members })));
    const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
    const tokens = { get: async () => 'secret', forget: () => undefined };
    const rosters = createRosters({ http, tokens, clock: () => Date.now() });
    const { entries } = await rosters.read(
      { id: 'r', issuer: moodle.origin } as Registration,
      `${moodle.origin}/m`,
    );
    expect(entries).toEqual([
      { sub: '1', displayName: '', right: 'learner', isActive: false },
      { sub: '2', displayName: '', right: 'learner', isActive: false },
      { sub: '3', displayName: '', right: 'teacher', isActive: true },
    ]);
  });

  test('N11 the role filter stands on every page, though Moodle’s next page loses it', async () => {
    const asked: string[] = [];
    const moodle = await listening((request, response) => {
      asked.push(request.url ?? '');
      if (asked.length === 1) response.setHeader('link', '</m?from=200&limit=200>; rel="next"');
      response.end('{"members":[]}');
    });
    const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
    const tokens = { get: async () => 'secret', forget: () => undefined };
    const rosters = createRosters({ http, tokens, clock: () => Date.now() });
    const registration = { id: 'r', issuer: moodle.origin } as Registration;
    await rosters.read(registration, `${moodle.origin}/m`, { role: 'Learner' });
    expect(asked).toEqual(['/m?limit=200&role=Learner', '/m?from=200&limit=200&role=Learner']);
  });
});
