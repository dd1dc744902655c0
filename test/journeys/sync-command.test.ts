import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { importPeople, matchCommand } from '../../src/commands/people.ts';
import { removeSite } from '../../src/commands/site.ts';
import { applyCommand, planCommand, statusCommand, undoCommand } from '../../src/commands/sync.ts';
import {
  addMappingCommand,
  listMappings,
  removeMappingCommand,
  switchMappingCommand,
} from '../../src/commands/sync-mapping.ts';
import { removePinCommand, setPinCommand } from '../../src/commands/sync-pin.ts';
import { connectSite } from '../../src/moodle/connection.ts';
import { collections } from '../../src/store/collections.ts';
import { everyRow } from '../../src/store/port.ts';
import { syncMappings } from '../../src/store/sync-mapping.ts';
import type { Language } from '../../src/web/language.ts';
import { groundOf } from '../support/ground.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
let printed: string[];
let shown: string[];
const terminal = {
  print: (line: string): void => void printed.push(line),
  show: (line: string): void => void shown.push(line),
};
const said = (): string => printed.join('\n');
let cohortId: number;
let space: string;
let people: { userId: string; email: string; userName: string }[];

beforeAll(async () => {
  const { core, site, practice } = world();
  await connectSite(core, site, practice.webServices.token);
  people = practice.invent(8).map((person) => person as unknown as (typeof people)[number]);
  cohortId = practice.webServices.addCohort('Netzwerk Lippenau');
  space = (await groundOf(world())).id;
});
beforeEach(() => {
  printed = [];
  shown = [];
});

const flags = (language: Language = 'en') => ({ issuer: world().site.issuer, language });
const sync = () => world().core.sync;
const inCohort = (): number[] => [...(world().practice.webServices.cohort(cohortId)?.members ?? [])];

async function list(name: string, lines: string[]): Promise<string> {
  const file = join(tmpdir(), `netzbruecke-${process.pid}-${name}.csv`);
  await writeFile(file, lines.join('\n'));
  return file;
}

/** What `--yes` wants, as it was printed. */
const hash = (): string => /--yes (\S+)/.exec(said())?.[1] ?? '';

describe('netzbruecke people', () => {
  test('import names wrong lines, and applies nothing of such a list', async () => {
    const file = await list('wrong', ['Name;Rolle;Anmeldename', 'A;Hausmeister;a', 'B;Lehrkraft;']);
    expect(
      await importPeople(sync(), file, { ...flags('de'), space, kind: 'people', yes: true }, terminal),
    ).toBe(false);
    expect(printed).toEqual([
      'Zeile 2: Diese Rolle gibt es in diesem Raum nicht (Spalte „Rolle“).',
      'Zeile 3: In der Spalte „email“ fehlt eine Angabe.',
      'Es wurde nichts übernommen.',
    ]);
  });

  test('import applies a list that is in order with --yes, and finds the Moodle accounts', async () => {
    const lines = people.map(({ userId }, place) => `Person ${place};Lehrkraft;${userId}`);
    const file = await list('people', ['Name;Rolle;Moodle-ID', ...lines]);
    await importPeople(sync(), file, { ...flags(), space, kind: 'people' }, terminal);
    expect(printed).toEqual(['8 lines are in order.', 'Nothing is applied yet. To apply: --yes']);
    expect(await importPeople(sync(), file, { ...flags(), space, kind: 'people', yes: true }, terminal)).toBe(
      true,
    );
    expect(printed.slice(2)).toEqual([
      '8 lines are in order.',
      '8 lines applied.',
      'Moodle accounts: 8 found, 0 to confirm, 0 ambiguous, 0 not found',
    ]);
    await matchCommand(sync(), { ...flags(), space }, terminal);
    expect(printed.at(-1)).toBe('Moodle accounts: 8 found, 0 to confirm, 0 ambiguous, 0 not found');
  });
});

describe('netzbruecke sync', () => {
  test('mapping add names the cohort as Moodle does, and waits for a review', async () => {
    await addMappingCommand(
      sync(),
      { ...flags(), space, moodle: `cohort:${cohortId}`, whenGone: 'remove' },
      terminal,
    );
    expect(said()).toContain(`Netzwerk Lippenau (cohort/${cohortId})`);
    expect(said()).toContain('when gone: remove  waits for a review');
    await expect(
      addMappingCommand(sync(), { ...flags(), space, moodle: 'cohort:999' }, terminal),
    ).rejects.toMatchObject({ code: 'sync.mapping-invalid' });
  });

  test('plan says what would happen, why it waits, and how to run it; nothing is written', async () => {
    const [mapping] = await Array.fromAsync(
      everyRow(sync().store, syncMappings, 'bySite', [world().site.id]),
      ({ doc }) => doc.id,
    );
    await planCommand(sync(), { ...flags('de'), mapping: [mapping ?? ''], steps: true }, terminal);
    expect(printed[0]).toBe('Netzbrücke → Moodle Lippenau: 8 neu, 0 ausgesetzt, 0 entfernt');
    expect(said()).toContain(
      '- globale Gruppe „Netzwerk Lippenau“: 8 neu, 0 Personen, davon 0 nicht von Netzbrücke',
    );
    expect(said()).toContain('gehört dazu');
    expect(said()).toContain(
      '- Mindestens eine Zuordnung ist neu oder geändert; ihr Plan wurde noch nie geprüft.',
    );
    expect(inCohort()).toEqual([]);
    await expect(applyCommand(sync(), flags(), terminal)).rejects.toMatchObject({ code: 'sync.plan-held' });
    await expect(applyCommand(sync(), { ...flags(), yes: 'somethingelse' }, terminal)).rejects.toMatchObject({
      code: 'sync.plan-changed',
    });
  });

  test('apply runs the plan that was looked at, shows how far it is, and says what came of it', async () => {
    await statusCommand(sync(), flags(), terminal);
    await applyCommand(sync(), { ...flags(), yes: hash() }, terminal);
    expect(printed.at(-1)).toBe('done: 8 done, 0 were so, 0 left out, 0 refused');
    expect(shown.at(-1)).toBe('8 of 8 steps');
    expect(inCohort()).toHaveLength(8);
    await planCommand(sync(), flags(), terminal);
    expect(printed.at(-1)).toBe('There is nothing to do.');
    expect(await applyCommand(sync(), flags(), terminal)).toBeUndefined();
  });

  test('undo plans the way back, apply goes it, and the mapping waits for a review again', async () => {
    world().turnClock(1000);
    await undoCommand(sync(), flags(), terminal);
    expect(printed[0]).toBe('Undo: Netzbrücke → Moodle Lippenau: 0 new, 0 suspended, 8 removed');
    await applyCommand(sync(), { ...flags(), yes: hash() }, terminal);
    expect(inCohort()).toEqual([]);
    printed = [];
    await listMappings(sync(), flags(), terminal);
    expect(said()).toContain('waits for a review');
    const [mapping] = await Array.fromAsync(
      everyRow(sync().store, syncMappings, 'bySite', [world().site.id]),
      ({ doc }) => doc.id,
    );
    await switchMappingCommand(sync(), mapping ?? '', false);
    await listMappings(sync(), flags(), terminal);
    expect(printed.at(-1)).toContain('  off');
  });

  test('with a token that Moodle does not know says so, with advice, and there is no plan', async () => {
    const { practice } = world();
    practice.webServices.settings.serviceEnabled = false;
    await expect(planCommand(sync(), flags(), terminal)).resolves.toBeDefined();
    const [mapping] = await Array.fromAsync(
      everyRow(sync().store, syncMappings, 'bySite', [world().site.id]),
      ({ doc }) => doc.id,
    );
    await expect(
      planCommand(sync(), { ...flags(), mapping: [mapping ?? ''] }, terminal),
    ).rejects.toMatchObject({ code: 'moodle.access-refused' });
    practice.webServices.settings.serviceEnabled = true;
  });

  test('sets, lists and lifts an exception for one person', async () => {
    const user = String(people[0]?.userId);
    await setPinCommand(sync(), { ...flags('de'), user }, 'stays', terminal);
    expect(printed).toEqual([`Konto ${user}: wird nie entfernt.`]);
    await setPinCommand(sync(), { ...flags(), user }, 'never', terminal);
    expect(printed[1]).toBe(`Account ${user}: is never brought in.`);
    await removePinCommand(sync(), { ...flags(), user }, terminal);
    expect(printed[2]).toBe('There is no exception for anybody.');
    await expect(removePinCommand(sync(), { ...flags(), user }, terminal)).rejects.toMatchObject({
      code: 'page.not-found',
    });
    await expect(setPinCommand(sync(), { ...flags(), user: '7x' }, 'stays', terminal)).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });

  test('writes every step of a plan into a table for a spreadsheet', async () => {
    const file = await list('plan', []);
    const empty = world().practice.webServices.addCohort('Tabelle');
    await addMappingCommand(sync(), { ...flags(), space, moodle: `cohort:${empty}` }, terminal);
    const all = await Array.fromAsync(
      everyRow(sync().store, syncMappings, 'bySite', [world().site.id]),
      ({ doc }) => doc,
    );
    const id = all.find(({ moodleName }) => moodleName === 'Tabelle')?.id ?? '';
    const plan = await planCommand(sync(), { ...flags('de'), mapping: [id], csv: file }, terminal);
    await removeMappingCommand(sync(), id);
    const lines = (await readFile(file, 'utf8')).trim().split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFF?Nr\.?;/);
    expect(plan.counts.add).toBeGreaterThan(0);
    expect(lines.slice(1).filter((line) => line.includes('globale Gruppe „Tabelle“'))).toHaveLength(
      plan.counts.add,
    );
  });

  test('says which mapping is left out because its cohort is gone, and plans the others', async () => {
    const { practice } = world();
    const gone = practice.webServices.addCohort('Alte Gruppe');
    await addMappingCommand(sync(), { ...flags(), space, moodle: `cohort:${gone}` }, terminal);
    const ids = await Array.fromAsync(
      everyRow(sync().store, syncMappings, 'bySite', [world().site.id]),
      ({ doc }) => doc,
    );
    practice.webServices.deleteCohort(gone);
    await planCommand(sync(), { ...flags('de'), mapping: ids.map(({ id }) => id) }, terminal);
    expect(said()).toContain('„Alte Gruppe“ bleibt ausgelassen, dort ändert sich nichts: ');
    const old = ids.find(({ moodleName }) => moodleName === 'Alte Gruppe');
    await removeMappingCommand(sync(), old?.id ?? '');
  });

  test('leaves nothing behind when the site is removed', async () => {
    const { core, site } = world();
    await removeSite(core, site.issuer, true, terminal.print);
    const kept = collections.filter(({ name }) =>
      /^(sync-|person-entries|watched-|member-progress)/.test(name),
    );
    expect(kept.length).toBeGreaterThan(7);
    for (const collection of kept) {
      const [index = ''] = Object.keys(collection.indexes);
      const rows = await Array.fromAsync(everyRow<{ id: string }, string>(core.store, collection, index, []));
      expect([collection.name, rows.length]).toEqual([collection.name, 0]);
    }
  });
});
