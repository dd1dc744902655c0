import { z } from 'zod';

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'], { error: 'must be true or false' })
  .transform((text) => text === 'true' || text === '1' || text === 'yes');

const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'must be a port number, for example 3000' })
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, { error: 'must be a port number from 1 to 65535' });

const host = z.string().regex(/^[A-Za-z0-9.:-]+$/, {
  error: 'must be an address of this machine without http:// and without a port, for example 127.0.0.1',
});

const shown = (length: number) =>
  z.string().max(length, { error: `must have at most ${length} characters: it stands on the pages` });

const hostNames = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .transform((names) => names.map((name) => name.replace(/^\[(.*)\]$/, '$1')).filter((name) => name !== ''))
  .refine((names) => names.every((name) => /^[a-z0-9.:-]+$/.test(name)), {
    error: 'must be host names separated by commas, without http:// and without a path',
  });

const origin = z.string().refine(isOrigin, {
  error: 'must be an address like https://netz.example.org, without path or slash at the end',
});

const databaseUrl = z.string().regex(/^(sqlite:.+|mongodb(\+srv)?:\/\/[^/?#]+\/[^/?#]+(\?\S*)?)$/, {
  error:
    'must be sqlite:<path of a file>, for example sqlite:./data/netzbruecke.db, or the address of a MongoDB ' +
    'replica set with the name of the database, for example mongodb://host1,host2,host3/netzbruecke?replicaSet=rs0',
});

const secretKey = z.string().min(32, {
  error:
    'must have at least 32 characters. Make one with: node -e "console.log(crypto.randomBytes(32).toString(\'base64url\'))"',
});

/** Environment as an operator writes it → what the program works with. `config/example.env` explains each. */
const settingsSchema = z.object({
  HOST: host.default('127.0.0.1'),
  PORT: port.default(3000),
  PRACTICE_PORT: port.default(8080),
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: flag.default(false),
  DATABASE_URL: databaseUrl.default('sqlite:./data/netzbruecke.db'),
  SECRET_KEY: secretKey.optional(),
  ALLOW_HTTP_PLATFORMS: flag.default(false),
  ALLOW_PRIVATE_HOSTS: hostNames.default([]),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, silent',
    })
    .default('info'),
  OPERATOR_NAME: shown(200).default(''),
  OPERATOR_CONTACT: shown(300).default(''),
});

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly practicePort: number;
  /** Origin under which browsers and Moodle reach the tool. */
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  readonly databaseUrl: string;
  /** Absent only in the demo, which makes and keeps one of its own. */
  readonly secretKey: string | undefined;
  readonly allowHttpPlatforms: boolean;
  readonly allowPrivateHosts: readonly string[];
  readonly logLevel: string;
  readonly operatorName: string;
  readonly operatorContact: string;
}

/** All mistakes in the environment at once, each with what to do. */
export class SettingsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings need a look:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

/** @throws SettingsError that lists every problem. An empty variable counts as not set. */
export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settingsSchema.safeParse(given);
  if (!result.success) {
    throw new SettingsError(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const it = result.data;
  return Object.freeze({
    host: it.HOST,
    port: it.PORT,
    practicePort: it.PRACTICE_PORT,
    publicUrl: it.PUBLIC_URL ?? `http://${it.HOST.includes(':') ? `[${it.HOST}]` : it.HOST}:${it.PORT}`,
    trustProxy: it.TRUST_PROXY,
    databaseUrl: it.DATABASE_URL,
    secretKey: it.SECRET_KEY,
    allowHttpPlatforms: it.ALLOW_HTTP_PLATFORMS,
    allowPrivateHosts: it.ALLOW_PRIVATE_HOSTS,
    logLevel: it.LOG_LEVEL,
    operatorName: it.OPERATOR_NAME,
    operatorContact: it.OPERATOR_CONTACT,
  });
}

/**
 * The same for a service, which needs SECRET_KEY; the demo makes one of its own.
 *
 * @throws SettingsError that lists every problem, a missing SECRET_KEY among them
 */
export function readServiceSettings(
  environment: Record<string, string | undefined> = process.env,
): Settings & { readonly secretKey: string } {
  if (environment.SECRET_KEY) return withSecretKey(readSettings(environment));
  throw new SettingsError([...problemsOf(environment), secretKeyMissing]);
}

/** @throws SettingsError when there is none */
export function withSecretKey(settings: Settings): Settings & { readonly secretKey: string } {
  const { secretKey } = settings;
  if (secretKey === undefined) throw new SettingsError([secretKeyMissing]);
  return { ...settings, secretKey };
}

const secretKeyMissing =
  'SECRET_KEY: is missing. It protects sessions and stored keys; keep it safe and never change it. ' +
  'Make one with: node -e "console.log(crypto.randomBytes(32).toString(\'base64url\'))"';

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    return error instanceof SettingsError ? error.problems : [String(error)];
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}
