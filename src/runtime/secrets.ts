import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto';

/** Everything made from SECRET_KEY: each use has a key of its own (HKDF-SHA256, RFC 5869). */
export interface Secrets {
  /** 32 bytes for signing; `use` names what for, for example `state` or `session`. */
  signingKey(use: string): KeyObject;
  /** AES-256-GCM; `use` is bound in, so that a value sealed for one use opens for no other. */
  seal(use: string, plain: string): string;
  /** @throws Error when the text was changed, sealed for another use, or with another SECRET_KEY. */
  open(use: string, sealed: string): string;
}

export function createSecrets(secretKey: string): Secrets {
  const derive = (info: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secretKey, 'netzbruecke', info, 32));
  const sealingKey = createSecretKey(derive('seal'));
  const signingKeys = new Map<string, KeyObject>();
  return {
    signingKey(use) {
      const key = signingKeys.get(use) ?? createSecretKey(derive(`sign:${use}`));
      signingKeys.set(use, key);
      return key;
    },
    seal(use, plain) {
      const iv = randomSlice(12);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, iv).setAAD(Buffer.from(use));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(use, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, 12), {
        // Without it a tag cut to four bytes would open, and could be guessed.
        authTagLength: 16,
      })
        .setAAD(Buffer.from(use))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

/** 128 random bits, base64url (22 characters): ids, nonces, one-time codes. */
export function randomId(): string {
  return randomSlice(16).toString('base64url');
}

/**
 * The same, beginning with its second: rows that are made one after the other then lie side by side under their id,
 * and a write touches few pages of the disk.
 *
 * @param now epoch milliseconds
 */
export function orderedId(now: number): string {
  return Math.floor(now / 1000).toString(16) + randomId();
}

const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random bytes from a pool that is filled by one system call for many; each byte is given out once. */
export function randomSlice(length: number): Buffer {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const slice = Buffer.from(pool.subarray(used, used + length));
  pool.fill(0, used, used + length);
  used += length;
  return slice;
}

/** SHA-256, base64url: how one-time codes and tokens are stored. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'base64url');
}

/** Comparison whose time does not tell where two texts differ; how long a code or signature is, is no secret. */
export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
