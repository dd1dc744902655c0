import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readServiceSettings, readSettings, type Settings, SettingsError } from '../../config/settings.ts';
import { projectRoot } from '../../src/runtime/project-root.ts';

const long = 'a-secret-with-more-than-thirty-two-characters';

interface Setting {
  /** What the program works with when nothing is set. */
  default: unknown;
  right: [text: string, value: unknown][];
  /** Wrong values; each must be answered with one line that matches `advice`. */
  wrong: string[];
  advice: RegExp;
}

const flag = {
  default: false,
  right: [
    ...(['true', '1', 'yes'] as const).map((text): [string, unknown] => [text, true]),
    ...(['false', '0', 'no'] as const).map((text): [string, unknown] => [text, false]),
  ],
  wrong: ['ja', 'TRUE', 'on', ' true'],
  advice: /true or false/,
} satisfies Setting;
const port = (usual: number): Setting => ({
  default: usual,
  right: [
    ['1', 1],
    ['65535', 65_535],
  ],
  wrong: ['0', '65536', '99999', '-1', '80.5', '0x50', '3000 ', 'http', '123456'],
  advice: /port number/,
});

const settings: Record<string, Setting> = {
  HOST: {
    default: '127.0.0.1',
    right: [
      ['0.0.0.0', '0.0.0.0'],
      ['::1', '::1'],
      ['netz.intern', 'netz.intern'],
    ],
    wrong: ['http://netz.intern', 'netz intern', '127.0.0.1/'],
    advice: /for example 127\.0\.0\.1/,
  },
  PORT: port(3000),
  PRACTICE_PORT: port(8080),
  PUBLIC_URL: {
    default: 'http://127.0.0.1:3000',
    right: [
      ['https://netz.example.org', 'https://netz.example.org'],
      ['http://localhost:8443', 'http://localhost:8443'],
    ],
    wrong: [
      ...[
        'netz.example.org',
        'https://netz.example.org/',
        'https://netz.example.org/tool',
        'ftp://netz.example.org',
      ],
      ...['https://Netz.example.org', 'https://u:p@netz.example.org', 'https://netz.example.org:443'],
    ],
    advice: /https:\/\/netz\.example\.org, without path or slash/,
  },
  TRUST_PROXY: flag,
  ALLOW_HTTP_PLATFORMS: flag,
  DATABASE_URL: {
    default: 'sqlite:./data/netzbruecke.db',
    right: [
      'sqlite:/var/lib/netz.db',
      'mongodb://a,b:27018/netz?replicaSet=rs0',
      'mongodb://netz:p%40ss@a/netz?replicaSet=rs0&authSource=admin',
      'mongodb+srv://cluster.example.org/netz',
    ].map((url) => [url, url]),
    wrong: [
      ...['./data/netz.db', 'mysql://localhost/netz', 'sqlite:', 'mongodb://a', 'mongodb://a/'],
      'mongodb://a/?replicaSet=rs0',
    ],
    advice: /sqlite:<path of a file>.*mongodb:\/\/host1,host2,host3\/netzbruecke\?replicaSet=rs0/,
  },
  SECRET_KEY: {
    default: undefined,
    right: [[long, long]],
    wrong: ['short', 'x'.repeat(31)],
    advice: /at least 32 characters\. Make one with: node -e/,
  },
  ALLOW_PRIVATE_HOSTS: {
    default: [],
    right: [
      ['moodle.intern', ['moodle.intern']],
      [' Moodle.Intern , 10.0.0.5,,', ['moodle.intern', '10.0.0.5']],
      ['[fd00::5],fd00::6', ['fd00::5', 'fd00::6']],
    ],
    wrong: ['http://moodle.intern', 'moodle.intern/pfad', 'moodle intern', '10.0.0.0/8', '*'],
    advice: /host names separated by commas/,
  },
  LOG_LEVEL: {
    default: 'info',
    right: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'].map((level) => [level, level]),
    wrong: ['verbose', 'INFO', 'trace'],
    advice: /one of fatal, error, warn, info, debug, silent/,
  },
  OPERATOR_NAME: {
    default: '',
    right: [['Stadt Lippenau', 'Stadt Lippenau']],
    wrong: ['x'.repeat(201)],
    advice: /at most 200 characters/,
  },
  OPERATOR_CONTACT: {
    default: '',
    right: [['netz@lippenau.example', 'netz@lippenau.example']],
    wrong: ['x'.repeat(301)],
    advice: /at most 300 characters/,
  },
};
const names = Object.keys(settings);

/** PUBLIC_URL → publicUrl */
function fieldOf(name: string): keyof Settings {
  return name
    .toLowerCase()
    .replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase()) as keyof Settings;
}

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe('what an operator may set', () => {
  test('is listed here in full', () => {
    expect(Object.keys(readSettings({})).sort()).toEqual(names.map(fieldOf).sort());
  });

  test.each(names)('%s has a default, also when it is set to nothing', (name) => {
    for (const environment of [{}, { [name]: '' }])
      expect(readSettings(environment)[fieldOf(name)]).toEqual(settings[name]?.default);
  });

  test.each(names)('%s is taken as it is written', (name) => {
    for (const [text, value] of settings[name]?.right ?? [])
      expect(readSettings({ [name]: text })[fieldOf(name)]).toEqual(value);
  });

  test.each(names)('a wrong %s is answered with one line that says what to do', (name) => {
    for (const text of settings[name]?.wrong ?? []) {
      const problems = problemsOf({ [name]: text });
      expect([text, problems.length]).toEqual([text, 1]);
      expect(problems[0]).toMatch(new RegExp(`^${name}: must [^\\n]+$`));
      expect(problems[0]).toMatch(settings[name]?.advice ?? /never/);
    }
  });

  test('all mistakes are told at once, and none repeats what was set: it may be a secret', () => {
    const wrong = Object.fromEntries(names.map((name) => [name, settings[name]?.wrong[0] ?? '']));
    const problems = problemsOf({ ...wrong, SECRET_KEY: 'hunter2' });
    expect(problems.map((line) => line.split(':')[0]).sort()).toEqual([...names].sort());
    const message = new SettingsError(problems).message;
    expect(message.split('\n')).toHaveLength(names.length + 1);
    expect(message).not.toContain('hunter2');
  });

  test('other variables of the environment are no mistakes', () => {
    expect(problemsOf({ PATH: '/usr/bin', LANG: 'de_DE.UTF-8', npm_config_x: '1' })).toEqual([]);
  });

  test('cannot be changed while the program runs', () => {
    const read = readSettings({});
    expect(Object.isFrozen(read)).toBe(true);
    expect(() => Object.assign(read, { port: 1 })).toThrow(TypeError);
  });

  test('the address for browsers follows host and port, also for an IPv6 host', () => {
    expect(readSettings({ HOST: '::1', PORT: '81' }).publicUrl).toBe('http://[::1]:81');
    expect(readSettings({ HOST: 'netz.intern' }).publicUrl).toBe('http://netz.intern:3000');
  });

  test('a service without a secret is told how to make one', () => {
    expect(readServiceSettings({ SECRET_KEY: long }).secretKey).toBe(long);
    expect(() => readServiceSettings({})).toThrow(/SECRET_KEY: is missing.*Make one with: node -e/s);
  });

  test('a service learns of its missing secret together with every other mistake', () => {
    expect(() => readServiceSettings({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(
      /PORT: .*LOG_LEVEL: .*SECRET_KEY: is missing/s,
    );
  });
});

describe('config/example.env', () => {
  const text = readFileSync(join(projectRoot(), 'config/example.env'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const example = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));

  test('names every setting once, and no other', () => {
    expect(lines.map((line) => line.split('=')[0]).sort()).toEqual([...names].sort());
  });

  test('shows the defaults: as it stands it changes nothing', () => {
    expect(readSettings(example)).toEqual(readSettings({}));
    for (const name of names) {
      const usual = settings[name]?.default;
      const isShown = !['PUBLIC_URL', 'SECRET_KEY'].includes(name) && String(usual) !== '';
      expect([name, example[name]]).toEqual([name, isShown ? String(usual) : '']);
    }
  });

  test('explains every setting in a line above it', () => {
    for (const block of text.trim().split(/\n\n+/)) {
      expect(block).toMatch(/^#/);
    }
  });
});
