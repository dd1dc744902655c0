import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whole or not at all: written beside, then renamed. Mode 0600, because the private key is in it. */
export async function saveText(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(beside, text, { mode: 0o600, flush: true });
  await chmod(beside, 0o600);
  await rename(beside, file);
}

export async function existingText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export interface Keeper {
  /** Something has changed: written soon, many changes at once. */
  changed(): void;
  /** Resolves when everything changed so far is written. */
  settled(): Promise<void>;
}

/** Writes the file one time after the other, never two at once. @param onError a write that failed */
export function createKeeper(
  file: string | undefined,
  text: () => string,
  onError: (error: unknown) => void,
): Keeper {
  let isWaiting = false;
  let writing = Promise.resolve();
  return {
    changed() {
      if (file === undefined || isWaiting) return;
      isWaiting = true;
      writing = writing
        .then(() => {
          isWaiting = false;
          return saveText(file, text());
        })
        .catch(onError);
    },
    settled: () => writing,
  };
}
