import { type Command, Option } from 'commander';
import type { SyncServices } from '../sync/services.ts';
import { languages } from '../web/language.ts';
import {
  applyCommand,
  type PlanFlags,
  planCommand,
  type SyncFlags,
  statusCommand,
  type Terminal,
  undoCommand,
} from './sync.ts';
import {
  addMappingCommand,
  listMappings,
  type MappingFlags,
  removeMappingCommand,
  switchMappingCommand,
} from './sync-mapping.ts';
import { listPins, type PinFlags, removePinCommand, setPinCommand } from './sync-pin.ts';

export type WithSync = (work: (core: { sync: SyncServices }) => Promise<void>) => Promise<void>;

/** `--issuer` and `--language`, which every command of sync takes. */
export function onSite(command: Command): Command {
  const language = new Option('--language <language>', 'language of what is printed')
    .choices(languages)
    .default('en');
  return command.requiredOption('--issuer <url>', 'address of the Moodle site').addOption(language);
}

/** `sync plan`, `apply`, `status`, `undo`, `mapping`, `pin`. `interrupted` asks a run to pause. */
export function declareSync(
  program: Command,
  withSync: WithSync,
  terminal: Terminal,
  interrupted: () => AbortSignal,
): void {
  const sync = program
    .command('sync')
    .description('keep spaces and Moodle in step: cohorts, enrolments, groups');
  onSite(sync.command('plan'))
    .description('read both sides and say what would happen; writes nothing in Moodle')
    .option('--mapping <id...>', 'these mappings only, new ones too; default: all that are in force')
    .option('--steps', 'print every step')
    .option('--csv <file>', 'write every step into a table for a spreadsheet')
    .action((flags: PlanFlags) =>
      withSync(async (core) => void (await planCommand(core.sync, flags, terminal))),
    );
  onSite(sync.command('apply'))
    .description('run the plan as it was printed, or go on with a run that was paused; Ctrl+C pauses')
    .option('--yes <hash>', 'approve the plan with this hash, where it waits for a human')
    .option('--remove', 'with --yes: also what cannot be undone')
    .action((flags: SyncFlags & { yes?: string; remove?: boolean }) =>
      withSync(async (core) => {
        const run = await applyCommand(core.sync, flags, terminal, interrupted());
        if (run && (run.state !== 'done' || run.refused > 0)) process.exitCode = 1;
      }),
    );
  onSite(sync.command('status'))
    .description('what waits, what runs, and what became of the last run')
    .action((flags: SyncFlags) => withSync((core) => statusCommand(core.sync, flags, terminal)));
  onSite(sync.command('undo'))
    .description('plan the way back of the last run; "sync apply --yes" goes it')
    .action((flags: SyncFlags) =>
      withSync(async (core) => void (await undoCommand(core.sync, flags, terminal))),
    );
  declareMapping(sync, withSync, terminal);
  declarePin(sync, withSync, terminal);
}

function declarePin(sync: Command, withSync: WithSync, terminal: Terminal): void {
  const pin = sync.command('pin').description('a word about one person that survives every sync');
  const onPerson = (name: string): Command =>
    onSite(pin.command(name)).requiredOption('--user <id>', 'number of the Moodle account');
  onSite(pin.command('list')).action((flags: SyncFlags) =>
    withSync((core) => listPins(core.sync, flags, terminal)),
  );
  onPerson('stays')
    .description('no sync takes this person away')
    .action((flags: PinFlags) => withSync((core) => setPinCommand(core.sync, flags, 'stays', terminal)));
  onPerson('never')
    .description('no sync brings this person in, and what sync put in goes')
    .action((flags: PinFlags) => withSync((core) => setPinCommand(core.sync, flags, 'never', terminal)));
  onPerson('remove')
    .description('the person is like everybody else again')
    .action((flags: PinFlags) => withSync((core) => removePinCommand(core.sync, flags, terminal)));
}

function declareMapping(sync: Command, withSync: WithSync, terminal: Terminal): void {
  const mapping = sync.command('mapping').description('which people belong where in Moodle');
  onSite(mapping.command('list')).action((flags: SyncFlags) =>
    withSync((core) => listMappings(core.sync, flags, terminal)),
  );
  onSite(mapping.command('add'))
    .description('a new mapping does nothing before its plan was approved once')
    .requiredOption('--space <id>', 'id of the space, as "space list" shows it')
    .requiredOption('--moodle <target>', 'cohort:<id>, course:<id>:<role> or group:<course>:<id>:<role>')
    .option('--from-moodle', 'from Moodle into the space; default: from the space into Moodle')
    .option('--when-gone <what>', 'keep, suspend or remove; default: suspend an enrolment, keep the rest')
    .option('--role <role>', 'only members with this role')
    .option('--school <id>', 'only members of this school')
    .option('--group <name>', 'only this training group')
    .option('--schedule <cron>', 'for example "0 3 * * *"; default: by hand')
    .action((flags: MappingFlags) => withSync((core) => addMappingCommand(core.sync, flags, terminal)));
  for (const [name, isOn] of [
    ['on', true],
    ['off', false],
  ] as const) {
    mapping
      .command(name)
      .argument('<id>', 'id of the mapping')
      .action((id: string) => withSync((core) => switchMappingCommand(core.sync, id, isOn)));
  }
  mapping
    .command('remove')
    .description('what it put into Moodle stays there')
    .argument('<id>', 'id of the mapping')
    .action((id: string) => withSync((core) => removeMappingCommand(core.sync, id)));
}
