import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { defined, describeWithPhp, pluginFiles, pluginFolder } from '../support/php.ts';

const strings = (language: string): Record<string, string> =>
  defined<{ string: Record<string, string> }>(`lang/${language}/local_netzbruecke.php`, 'string').string;

describeWithPhp('Texts of the Moodle plugin', () => {
  test('are the same in German and English, sorted as Moodle asks, and none is empty', () => {
    const [en, de] = [strings('en'), strings('de')];
    expect(Object.keys(de)).toEqual(Object.keys(en));
    expect(Object.keys(en)).toEqual(Object.keys(en).toSorted());
    for (const text of [...Object.values(en), ...Object.values(de)]) expect(text.trim()).not.toBe('');
  });

  test('name the same values in both languages', () => {
    const [en, de] = [strings('en'), strings('de')];
    const values = (text = ''): string[] => [...new Set(text.match(/\{\$a(->\w+)?\}/g) ?? [])].sort();
    for (const [key, text] of Object.entries(en)) expect([key, values(de[key])]).toEqual([key, values(text)]);
  });

  test('that the code and the templates ask for are there', () => {
    const known = new Set(Object.keys(strings('en')));
    const asked = [...pluginFiles('.php'), ...pluginFiles('.mustache')].flatMap((file) => {
      const source = readFileSync(join(pluginFolder, file), 'utf8');
      const inCode = source.matchAll(/get_string\(\s*'([\w:-]+)',\s*'local_netzbruecke'/g);
      const inTemplate = source.matchAll(/\{\{#str\}\} ([\w:]+), local_netzbruecke/g);
      const ofSteps = source.matchAll(/step(?:::of|\()\s*\(?'(\w+)'/g);
      const ofTool = source.matchAll(/new tool_exception\('([\w:]+)'/g);
      return [
        ...[...inCode, ...inTemplate].map(([, key]) => key ?? ''),
        ...[...ofSteps].map(([, key]) => `step:${key}`),
        ...[...ofTool].map(([, key]) => `tool:${key}`),
      ];
    });
    expect(asked.length).toBeGreaterThan(80);
    expect(asked.filter((key) => !known.has(key) && !key.endsWith(':'))).toEqual([]);
  });

  test('are there for every code that the tool may answer', () => {
    const known = new Set(Object.keys(strings('en')));
    const codes = [
      ...['clock-off', 'connection-unknown', 'signature-invalid'],
      ...['site-keys-invalid', 'site-mismatch', 'site-refused', 'site-unreachable'],
    ].map((code) => `tool:said:plugin:${code}`);
    const others = ['registration:invitation-invalid', 'site:exists', 'request:invalid', 'address:refused'];
    const wanted = [...codes, ...others.map((code) => `tool:said:${code}`)];
    expect(wanted.filter((key) => !known.has(key))).toEqual([]);
  });
});
