import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../src/runtime/project-root.ts';
import { type Browser, chromium } from 'playwright-core';

const systemPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Why no browser could be started; tests then report themselves as skipped with this reason. */
export class NoBrowser extends Error {}

/** Chromium from npm, which brings its own libraries, else the system's. @throws NoBrowser */
export async function startBrowser(): Promise<Browser> {
  const reasons: string[] = [];
  for (const start of [startPackaged, startSystem]) {
    try {
      return await start();
    } catch (error) {
      reasons.push(String(error).split('\n')[0] ?? '');
    }
  }
  throw new NoBrowser(`no Chromium starts here: ${reasons.join('; ')}`);
}

async function startPackaged(): Promise<Browser> {
  const manifest = join(projectRoot(), 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  // It unpacks into TMPDIR and takes what lies there: a folder for each version, or an old one would be used.
  const folder = join(tmpdir(), `netzbruecke-chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const executablePath = await packaged.executablePath();
    return await chromium.launch({
      executablePath,
      args: packaged.args.filter((argument) => !/single-process|disable-web-security|disable-site-isolation|disable-features|user-data-dir|headless|IsolateOrigins/.test(argument)),
      env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') + ':' + dirname(executablePath) } as Record<string, string>,
    });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

async function startSystem(): Promise<Browser> {
  const executablePath = systemPlaces.find((place) => existsSync(place));
  if (!executablePath) throw new Error('no system Chromium');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'] });
}
