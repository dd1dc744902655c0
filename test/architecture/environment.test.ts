import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../src/runtime/project-root.ts';

const readsEnvironment = /\bprocess\s*\??\.\s*env\b|\bprocess\s*\[|\benv\b[^;]*from 'node:process'/;

test('only the settings read the environment', () => {
  const files = globSync('{src,lti,config}/**/*.{ts,tsx}', { cwd: projectRoot() });
  const readers = files.filter((file) =>
    readsEnvironment.test(readFileSync(join(projectRoot(), file), 'utf8')),
  );
  expect(readers).toEqual(['config/settings.ts']);
});
