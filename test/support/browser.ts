import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { projectRoot } from '../../src/runtime/project-root.ts';

const systemPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const quietly = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
];

/** Why no browser could be started; tests then report themselves as skipped with this reason. */
export class NoBrowser extends Error {}

/** Chromium from npm, which brings its own libraries and fonts, else the system's. @throws NoBrowser */
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
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  // Only "on Lambda" does it unpack its own libraries.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const executablePath = await packaged.executablePath();
    const env = {
      ...process.env,
      FONTCONFIG_FILE: fontsOf(folder),
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
    };
    return await chromium.launch({ executablePath, args: quietly, env: env as Record<string, string> });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Its own configuration looks for fonts in fixed places; this one names where they were unpacked. */
function fontsOf(folder: string): string {
  const file = join(folder, 'netzbruecke-fonts.conf');
  const dirs = [join(folder, 'fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  writeFileSync(file, `<fontconfig>${dirs}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`);
  return file;
}

async function startSystem(): Promise<Browser> {
  const executablePath = systemPlaces.find((place) => existsSync(place));
  if (!executablePath) throw new Error('no system Chromium');
  return chromium.launch({ executablePath, args: quietly });
}
