import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { functionNames } from '../../src/moodle/functions.ts';
import { pluginFunctions } from '../../src/moodle/plugin-functions.ts';
import { defined, describeWithPhp, pluginFolder } from '../support/php.ts';

interface Services {
  functions: Record<string, { classname: string; type: string; description: string; capabilities: string }>;
  services: Record<string, { functions: string[]; restrictedusers: number; enabled: number }>;
}
const services = (): Services => defined<Services>('db/services.php', 'functions', 'services');
const capabilities = (): Record<string, { archetypes: unknown }> =>
  defined<{ capabilities: Record<string, { archetypes: unknown }> }>('db/access.php', 'capabilities')
    .capabilities;
const roleCapabilities = (): string[] => {
  const source = readFileSync(join(pluginFolder, 'classes/connect/role.php'), 'utf8');
  const list = /CAPABILITIES = \[(.*?)\];/s.exec(source)?.[1] ?? '';
  return [...list.matchAll(/'([\w/:]+)'/g)].map(([, name]) => name ?? '');
};

describeWithPhp('Web services and rights of the Moodle plugin', () => {
  test('every function has its class, and its service has every function that the tool uses', () => {
    const { functions, services: offered } = services();
    for (const { classname } of Object.values(functions)) {
      const file = classname.replace('local_netzbruecke\\', 'classes/').replaceAll('\\', '/');
      expect([classname, existsSync(join(pluginFolder, `${file}.php`))]).toEqual([classname, true]);
    }
    const [service] = Object.values(offered);
    const used = [...functionNames, ...Object.values(pluginFunctions).map(({ name }) => name)];
    expect(used.filter((name) => !service?.functions.includes(name))).toEqual([]);
    expect(service?.functions.filter((name) => name.startsWith('local_')).sort()).toEqual(
      Object.keys(functions).sort(),
    );
    expect([service?.restrictedusers, service?.enabled]).toEqual([1, 0]);
  });

  test('functions are of the kind that the tool takes them for', () => {
    const { functions } = services();
    for (const { name, kind } of Object.values(pluginFunctions)) {
      expect([name, functions[name]?.type]).toEqual([name, kind]);
    }
  });

  test('the role has each right that a function asks for, and none over accounts or settings', () => {
    const asked = Object.values(services().functions).flatMap((one) => one.capabilities.split(', '));
    const given = roleCapabilities();
    expect(asked.filter((name) => !given.includes(name))).toEqual([]);
    expect(
      given.filter((name) => /user:(create|update|delete)|site:config|course:(update|delete)/.test(name)),
    ).toEqual([]);
  });

  test('every right has a name in both languages, and reading rights are given to nobody by default', () => {
    for (const language of ['en', 'de']) {
      const { string } = defined<{ string: Record<string, string> }>(
        `lang/${language}/local_netzbruecke.php`,
        'string',
      );
      for (const name of Object.keys(capabilities()))
        expect(string[name.replace('local/', '')]).toBeDefined();
    }
    const byDefault = Object.entries(capabilities()).filter(
      ([, { archetypes }]) => Object.keys(archetypes as object).length > 0,
    );
    expect(byDefault.map(([name]) => name)).toEqual(['local/netzbruecke:viewcourse']);
  });
});
