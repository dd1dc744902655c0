import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../src/runtime/project-root.ts';

const read = (file: string): string => readFileSync(join(projectRoot(), file), 'utf8');
const composeFile = read('docker-compose.yml');
const example = read('config/container/example.env');
const secrets = ['SECRET_KEY', 'MONGODB_ROOT_PASSWORD', 'MONGODB_PASSWORD', 'MONGODB_KEY'];

describe('docker-compose.yml', () => {
  test('holds no secret; all of them come from the environment, and the example has none', () => {
    for (const name of secrets) {
      expect(composeFile).toContain(name);
      expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
    }
    const written = composeFile.match(
      /(PASSWORD|SECRET_KEY|_PASS|_KEY)(_FILE)?: (?!\$\{|\/run\/secrets\/).*/g,
    );
    expect(written).toBeNull();
    expect(composeFile).not.toMatch(/mongodb:\/\/\w+:(?!\$\{)/);
  });

  test('asks for nothing that the example does not name', () => {
    const asked = new Set([...composeFile.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? ''));
    expect([...asked].filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([]);
  });

  test('runs the tool on the Node that the project wants, not as root', () => {
    const dockerfile = read('config/container/Dockerfile');
    const wanted = /"node": ">=(\d+)"/.exec(read('package.json'))?.[1];
    const images = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, version]) => version);
    expect(images).toEqual([wanted, wanted]);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });
});

describe('The image', () => {
  test('holds every folder that the program reads beside its own code', () => {
    const folders = ['src/web/public', 'moodle-plugin'];
    const dockerfile =
      read('config/container/Dockerfile')
        .split(/^FROM /m)
        .at(-1) ?? '';
    const allowed = read('config/container/Dockerfile.dockerignore').split('\n');
    for (const folder of folders) {
      expect(dockerfile).toMatch(new RegExp(`^COPY (--from=build /app/)?${folder} ${folder}$`, 'm'));
      expect(allowed).toContain(`!${folder.split('/')[0]}`);
    }
  });
});

const compose = spawnSync('docker', ['compose', 'version'], { encoding: 'utf8' });
const isMissing = compose.status !== 0;
const title = isMissing
  ? 'docker compose config (skipped: there is no docker compose here)'
  : 'docker compose config';

(isMissing ? describe.skip : describe)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'netzbruecke-compose-'));
  const filled = join(folder, 'env');
  writeFileSync(
    filled,
    example.replace(/^([A-Z_]*(?:KEY|PASSWORD))=$/gm, '$1=filled-in-for-a-test-0123456789abcdef'),
  );
  afterAll(() => rmSync(folder, { recursive: true }));

  function config(...words: string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync('docker', ['compose', ...words], {
      cwd: projectRoot(),
      encoding: 'utf8',
      // Nothing of the surroundings fills in what the file asks for.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DOCKER_CONFIG: process.env.DOCKER_CONFIG },
    });
  }

  test('takes the file, with and without a Moodle', () => {
    for (const profile of [[], ['--profile', 'moodle']]) {
      const { status, stderr } = config('--env-file', filled, ...profile, 'config', '--quiet');
      expect([status, stderr]).toEqual([0, '']);
    }
  });

  test('refuses to start without secrets', () => {
    const { status, stderr } = config('--env-file', 'config/container/example.env', 'config', '--quiet');
    expect([status, stderr]).toEqual([expect.any(Number), expect.stringContaining('is missing a value')]);
    expect(status).not.toBe(0);
  });

  test('gives the tool a file system that cannot be written, and MongoDB no way out', () => {
    const { stdout } = config('--env-file', filled, '--profile', 'moodle', 'config', '--format', 'json');
    const { services, networks } = JSON.parse(stdout);
    expect(services.netzbruecke).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(services.netzbruecke.ports).toBeUndefined();
    for (const name of ['mongodb', 'mongodb-init', 'moodle-db']) {
      expect(services[name].ports).toBeUndefined();
      const own = Object.keys(services[name].networks);
      expect(own.every((network) => networks[network].internal)).toBe(true);
    }
    const plugin = services.moodle.volumes.find(({ target }: { target: string }) =>
      target.endsWith('/local/netzbruecke'),
    );
    expect(plugin).toMatchObject({ read_only: true });
    expect(plugin.source).toMatch(/\/moodle-plugin\/netzbruecke$/);
  });
});
