import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/runtime/project-root.ts';

const built = join(projectRoot(), 'node_modules/.cache/netzbruecke-test');

/** Compiles the product as it stands, beside and not into `dist/`; returns the file that runs. */
export function buildProduct(): string {
  const compiler = join(projectRoot(), 'node_modules/typescript/bin/tsc');
  const options = ['-p', join(projectRoot(), 'tsconfig.json'), '--outDir', built];
  const { stdout } = spawnSync(process.execPath, [compiler, ...options], { encoding: 'utf8' });
  const main = join(built, 'src/main.js');
  if (!existsSync(main)) throw new Error(`nothing was built: ${stdout}`);
  return main;
}

export interface Running {
  /** What was printed until now. */
  output(): { stdout: string; stderr: string };
  /** Waits until a text is printed, to either. */
  says(text: string): Promise<void>;
  stop(signal: NodeJS.Signals): void;
  /** Exit code; null where a signal ended the process. */
  ended: Promise<number | null>;
}

/** Runs the command line with this environment and nothing of the tests' own. */
export function runProduct(
  main: string,
  words: readonly string[],
  environment: Record<string, string>,
): Running {
  const child = spawn(process.execPath, ['--no-warnings', main, ...words], { env: environment });
  const printed = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
      for (const tell of listeners) tell();
    });
  }
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return {
    output: () => ({ ...printed }),
    says: (text) =>
      new Promise((done, failed) => {
        const look = (): void => {
          if (`${printed.stdout}${printed.stderr}`.includes(text)) done();
        };
        listeners.add(look);
        look();
        void ended.then((code) =>
          failed(new Error(`ended with ${code}: ${printed.stdout}${printed.stderr}`)),
        );
      }),
    stop: (signal) => child.kill(signal),
    ended,
  };
}
