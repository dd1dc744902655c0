import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../support/free-port.ts';
import { buildProduct, type Running, runProduct } from '../support/netz-process.ts';

const secret = 'a-secret-for-one-process-of-the-tests';
const running: Running[] = [];
let main: string;
let folder: string;
let port: number;
let usual: Record<string, string>;

beforeAll(async () => {
  main = buildProduct();
  folder = await mkdtemp(join(tmpdir(), 'netzbruecke-process-'));
}, 60_000);

beforeEach(async () => {
  port = await freePort();
  usual = {
    PORT: String(port),
    DATABASE_URL: `sqlite:${join(folder, 'data', 'netz.db')}`,
    SECRET_KEY: secret,
  };
});

afterAll(async () => {
  for (const one of running) one.stop('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  await rm(folder, { recursive: true, force: true });
});

function run(words: string, environment: Record<string, string | undefined> = {}): Running {
  const all = { ...usual, ...environment };
  const set = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const started = runProduct(main, words.split(' '), Object.fromEntries(set));
  running.push(started);
  return started;
}

async function result(words: string, environment: Record<string, string | undefined> = {}) {
  const started = run(words, environment);
  return { code: await started.ended, ...started.output() };
}

describe('netzbruecke start', () => {
  test('without a secret ends at once, with advice and without a trace of the program', async () => {
    const { code, stderr } = await result('start', { SECRET_KEY: undefined });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The settings need a look:\n {2}SECRET_KEY: is missing\. .*Make one with: node -e/,
    );
    expect(stderr).not.toMatch(/\bat \w+|node_modules/);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('with mistakes lists all of them, one line each', async () => {
    const wrong = { PORT: 'http', TRUST_PROXY: 'perhaps', DATABASE_URL: 'mysql://x', SECRET_KEY: 'short' };
    const { code, stdout, stderr } = await result('start', { ...wrong, ALLOW_PRIVATE_HOSTS: 'http://x' });
    expect([code, stdout]).toEqual([1, '']);
    const [first, ...lines] = stderr.trim().split('\n');
    expect(first).toBe('The settings need a look:');
    expect(lines.map((line) => line.trim().split(':')[0]).sort()).toEqual(
      ['ALLOW_PRIVATE_HOSTS', 'DATABASE_URL', 'PORT', 'SECRET_KEY', 'TRUST_PROXY'].sort(),
    );
  });

  test('on a port that is taken says so, and which setting to change', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(port, '127.0.0.1', done));
    const { code, stderr } = await result('start');
    await new Promise((done) => other.close(done));
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is taken by another program.`);
    expect(stderr).toContain(`PORT=${port + 1}`);
    expect(stderr).not.toMatch(/\bat \w+|EADDRINUSE/);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('answers, and ends in order when told by %s', async (signal) => {
    const service = run('start');
    await service.says('listening');
    const answer = await fetch(`http://127.0.0.1:${port}/health`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
    expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get('content-type')).toContain('text/html');
    service.stop(signal);
    expect(await service.ended).toBe(0);
    expect(service.output().stderr).toBe('');
  });
});

describe('netzbruecke on the command line', () => {
  test('adds a site, lists it, and prints a sign-in for the operator that the running service takes', async () => {
    const site = 'https://moodle.example.org';
    const words = [
      ...['site add --issuer', site, '--client-id abc --deployment-id 1 --auth-url', `${site}/auth`],
      ...['--token-url', `${site}/token`, '--jwks-url', `${site}/certs`],
    ].join(' ');
    expect(await result(words)).toMatchObject({ code: 0, stderr: '' });
    const again = await result(words);
    expect([again.code, again.stderr.split('\n').length]).toEqual([1, 4]);
    expect(again.stderr).toContain('[site.exists]');
    expect((await result('site list')).stdout).toContain(`${site}  client abc  deployments 1`);

    const service = run('start');
    await service.says('listening');
    const { stdout } = await result('operator link');
    const address = new URL(stdout.split('\n')[0] ?? '');
    const body = new URLSearchParams({ token: address.searchParams.get('token') ?? '' });
    const entered = await fetch(`${address.origin}/operator/sign-in`, {
      ...{ method: 'POST', body, redirect: 'manual', headers: { origin: address.origin } },
    });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/operator']);
    service.stop('SIGTERM');
    await service.ended;
  });

  test('helps whoever asks, and whoever mistypes', async () => {
    const help = await result('--help');
    expect([help.code, help.stderr]).toEqual([0, '']);
    for (const word of ['start', 'demo', 'site', 'person', 'space', 'operator'])
      expect(help.stdout).toContain(word);
    const mistyped = await result('sight add');
    expect([mistyped.code, mistyped.stderr]).toEqual([1, expect.stringContaining("unknown command 'sight'")]);
    const incomplete = await result('site add --issuer https://moodle.example.org');
    expect([incomplete.code, incomplete.stderr]).toEqual([1, expect.stringContaining('--client-id')]);
  });

  test('keeps the database to its owner', () => {
    expect(statSync(join(folder, 'data', 'netz.db')).mode & 0o077).toBe(0);
  });
});
