import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { pluginFiles, pluginFolder } from '../support/php.ts';

const sources = pluginFiles('.php').map(
  (file) => [file, readFileSync(join(pluginFolder, file), 'utf8')] as const,
);
/** Files in which something breaks a rule, with the first line that does. */
const breaking = (rule: RegExp): string[] =>
  sources.flatMap(([file, source]) => {
    const found = source.split('\n').findIndex((line) => rule.test(line));
    return found < 0 ? [] : [`${file}:${found + 1}`];
  });

/** The part of Moodle's coding style that can be seen without its own checker. */
describe("The Moodle plugin in Moodle's style", () => {
  test('every file begins with the licence, and says package, copyright and licence', () => {
    for (const [file, source] of sources) {
      expect([
        file,
        source.startsWith('<?php\n// This file is part of Moodle - http://moodle.org/\n'),
      ]).toEqual([file, true]);
      for (const tag of ['@package    local_netzbruecke', '@copyright  2026', 'GNU GPL v3 or later'])
        expect([file, source.includes(tag)]).toEqual([file, true]);
    }
  });

  test.each([
    ['no tabs', /\t/],
    ['no spaces at the end of a line', / +$/],
    ['no closing tag', /^\?>/],
    ['no line longer than 132 letters', /^(?!\$string\[).{133,}/],
    ['four spaces a level', /^ {1,3}[^ *]/],
    ['short arrays', /\barray\(/],
    [
      'variables in lower case, without underscores',
      /\$(?!_|this\b|DB\b|CFG\b|SITE\b|OUTPUT\b|PAGE\b|ADMIN\b|USER\b)[a-z0-9]*[A-Z_]\w*/,
    ],
    ['no superglobals', /\$_(GET|POST|REQUEST|SERVER|SESSION)/],
    ['no debugging left over', /\b(var_dump|print_r|error_log|die)\((?!\);)/],
    ['no method that begins with an underscore', /function _(?!_)/],
  ])('%s', (_rule, pattern) => {
    expect(breaking(pattern)).toEqual([]);
  });

  test('files of db, lang and settings cannot be called by themselves', () => {
    const needed = /^(db\/(?!upgrade|uninstall)|lang\/|settings|version)/;
    for (const [file, source] of sources) {
      if (needed.test(file))
        expect([file, source.includes("defined('MOODLE_INTERNAL') || die();")]).toEqual([file, true]);
    }
  });

  test('every class, method and constant is explained', () => {
    const unexplained = sources.flatMap(([file, source]) => {
      const lines = source.split('\n');
      return lines.flatMap((line, index) => {
        if (
          !/^ *(final |abstract |public |protected |private |static )*(function \w|class \w|const \w)/.test(
            line,
          )
        )
          return [];
        const before = lines
          .slice(0, index)
          .findLast((one) => !/^ *#\[/.test(one))
          ?.trim();
        const isOverride = lines[index - 1]?.trim() === '#[\\Override]';
        return before?.endsWith('*/') || isOverride ? [] : [`${file}:${index + 1}`];
      });
    });
    expect(unexplained).toEqual([]);
  });

  test('every external function checks its parameters, its context and a right', () => {
    const functions = sources.filter(
      ([file, source]) => file.startsWith('classes/external/') && source.includes('execute('),
    );
    expect(functions.length).toBeGreaterThanOrEqual(11);
    for (const [file, source] of functions) {
      const checksRight = source.includes('require_capability(') || source.includes('new batch(');
      expect([
        file,
        source.includes('validate_parameters('),
        source.includes('validate_context('),
        checksRight,
      ]).toEqual([file, true, true, true]);
    }
  });

  test('observers run after the commit, and tell nothing themselves', () => {
    const events = sources.find(([file]) => file === 'db/events.php')?.[1] ?? '';
    expect(events).toContain("'internal' => false");
    const observer = sources.find(([file]) => file === 'classes/observer.php')?.[1] ?? '';
    expect(observer).not.toMatch(/tool::|http_client|curl/);
  });
});
