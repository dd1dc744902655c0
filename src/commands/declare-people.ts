import { type Command, Option } from 'commander';
import type { PeopleImport } from '../domain/people-import.ts';
import { onSite, type WithSync } from './declare-sync.ts';
import { confirmCommand, type ImportFlags, importPeople, matchCommand, printTemplate } from './people.ts';
import type { SyncFlags, Terminal } from './sync.ts';

/** `people import`, `match`, `confirm`, `template`. */
export function declarePeople(program: Command, withSync: WithSync, terminal: Terminal): void {
  const people = program.command('people').description('lists of schools and people of a space');
  const kind = () =>
    new Option('--kind <kind>', 'what the list holds').choices(['people', 'schools']).default('people');
  onSite(people.command('import'))
    .description('read a CSV list and say what is wrong with it; applies it with --yes, all of it or nothing')
    .argument('<file>', 'CSV with ; , or tab')
    .requiredOption('--space <id>', 'id of the space, as "space list" shows it')
    .addOption(kind())
    .option('--yes', 'apply it')
    .action((file: string, flags: ImportFlags) =>
      withSync(async (core) => {
        if (!(await importPeople(core.sync, file, flags, terminal))) process.exitCode = 1;
      }),
    );
  onSite(people.command('match'))
    .description('look for the Moodle accounts of imported people')
    .requiredOption('--space <id>', 'id of the space')
    .action((flags: SyncFlags & { space: string }) =>
      withSync((core) => matchCommand(core.sync, flags, terminal)),
    );
  people
    .command('confirm')
    .description('say which Moodle account an imported person has')
    .argument('<entry>', 'the person, as "people match" names it')
    .argument('<account>', 'number of the Moodle account')
    .action((entry: string, account: string) =>
      withSync((core) => confirmCommand(core.sync, entry, account, terminal)),
    );
  people
    .command('template')
    .description('print a list to fill in')
    .addOption(kind())
    .action(({ kind: of }: { kind: PeopleImport['kind'] }) =>
      printTemplate(of, (text) => void process.stdout.write(text)),
    );
}
