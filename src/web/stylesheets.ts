import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectRoot } from '../runtime/project-root.ts';

export const publicFolder = join(projectRoot(), 'src/web/public');
export const bootstrapFolder = dirname(
  createRequire(import.meta.url).resolve('bootstrap/dist/css/bootstrap.min.css'),
);

/** In the order in which they overrule each other. */
const own = [
  ...['frame', 'space', 'tables', 'lists', 'forms', 'picker', 'pills', 'notes'],
  ...['training', 'group', 'matrix', 'sync', 'netzbruecke'],
].map((name) => `${name}.css`);

/** Addresses of all stylesheets; each carries a hash of its content, so that browsers may keep it for a year. */
export const stylesheets: readonly string[] = [
  versioned(bootstrapFolder, 'bootstrap.min.css'),
  ...own.map((file) => versioned(publicFolder, file)),
];

/** Address of a public file with a hash of its content. */
export function versioned(folder: string, file: string): string {
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('base64url');
  return `/public/${file}?v=${hash.slice(0, 10)}`;
}
