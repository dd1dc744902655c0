#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import {
  readServiceSettings,
  readSettings,
  type Settings,
  SettingsError,
  withSecretKey,
} from '../config/settings.ts';
import { createApp, openCore } from './app.ts';
import { declareConnection } from './commands/declare-connection.ts';
import { declarePeople } from './commands/declare-people.ts';
import { declareSync } from './commands/declare-sync.ts';
import { failureText } from './commands/failure-text.ts';
import { listKeys, rotateKeys } from './commands/keys.ts';
import { listLaunches } from './commands/launches.ts';
import { listen } from './commands/listen.ts';
import { operatorLink } from './commands/operator.ts';
import { eraseAnAccount, exportAnAccount } from './commands/person.ts';
import { writePluginZip } from './commands/plugin-zip.ts';
import { keptSecretKey } from './commands/secret-key.ts';
import { addDeployments, addSite, listSites, removeSite, type SiteOptions } from './commands/site.ts';
import { printSiteInvitation } from './commands/site-invitation.ts';
import { createSpaceByOperator, inviteOwner, listSpaces } from './commands/space.ts';
import { copyStore } from './commands/store-copy.ts';
import { runDemo } from './demo/demo.ts';
import { systemClock } from './runtime/clock.ts';

const program = new Command('netzbruecke')
  .description('Netzbrücke: opens network spaces from Moodle courses (LTI 1.3)')
  .showHelpAfterError()
  .exitOverride();

program
  .command('start')
  .description('run the service')
  .action(async () => {
    const settings = readServiceSettings();
    const core = await openCore(settings, settings.secretKey);
    const app = await createApp(core);
    await listen(app, settings.host, settings.port, 'PORT');
    closeOnSignal(() => app.close().then(() => core.store.close()));
  });

program
  .command('demo')
  .description('run the service beside a practice Moodle, with invented people; needs nothing else')
  .action(async () => {
    const running = await runDemo(readSettings(), print);
    closeOnSignal(running.close);
  });

program
  .command('plugin-zip')
  .description('write the Moodle plugin as a zip that Moodle installs')
  .argument('[file]', 'where to', 'netzbruecke.zip')
  .action((file: string) => writePluginZip(file, print));

const site = program.command('site').description('Moodle sites that may launch');
site
  .command('add')
  .description('add a Moodle site; the values stand in Moodle under "View configuration details" of the tool')
  .requiredOption('--issuer <url>', 'platform ID: the address of the Moodle site')
  .requiredOption('--client-id <id>', 'client ID')
  .requiredOption('--deployment-id <id...>', 'deployment ID; may repeat')
  .requiredOption('--auth-url <url>', 'authentication request URL')
  .requiredOption('--token-url <url>', 'access token URL')
  .requiredOption('--jwks-url <url>', 'public keyset URL')
  .option('--name <name>', 'name for people; default: the host name')
  .action((options: SiteOptions) => withCore((core) => addSite(core, options, print)));
site
  .command('deployment')
  .description('add deployments to a site that is here already')
  .requiredOption('--issuer <url>', 'platform ID: the address of the Moodle site')
  .requiredOption('--client-id <id>', 'client ID')
  .requiredOption('--deployment-id <id...>', 'deployment ID; may repeat')
  .action((options: Pick<SiteOptions, 'issuer' | 'clientId' | 'deploymentId'>) =>
    withCore((core) => addDeployments(core, options, print)),
  );
site
  .command('invite')
  .description('print an address with which one Moodle registers itself, valid once and for 24 hours')
  .option('--name <name>', 'name for people; default: the host name')
  .action((options: { name?: string }) => withCore((core) => printSiteInvitation(core, options, print)));
declareConnection(site, withCore, print);
site
  .command('list')
  .description('list sites with their registrations')
  .action(() => withCore((core) => listSites(core, print)));
site
  .command('remove')
  .description('remove a site with its accounts and course links; without --yes it only says what would go')
  .argument('<issuer>', 'address of the Moodle site')
  .option('--yes', 'really remove')
  .action((issuer: string, options: { yes?: boolean }) =>
    withCore((core) => removeSite(core, issuer, options.yes === true, print)),
  );

const keys = program.command('keys').description('key pairs by which sites know Netzbrücke');
keys
  .command('list')
  .description('list keys: which signs, and until when the others are published')
  .option('--issuer <url>', 'address of the Moodle site; default: all sites')
  .action((options: { issuer?: string }) => withCore((core) => listKeys(core, options, print)));
keys
  .command('rotate')
  .description(
    'publish new keys that sign after the overlap; those before stay published for seven days more',
  )
  .option('--issuer <url>', 'address of the Moodle site; default: all sites')
  .option('--overlap-hours <number>', 'hours until a new key signs', '24')
  .action((options: { issuer?: string; overlapHours: string }) =>
    withCore((core) => rotateKeys(core, options, print)),
  );

program
  .command('launches')
  .description('list launches from a site: let in, or refused and why')
  .requiredOption('--issuer <url>', 'address of the Moodle site')
  .option('--limit <number>', 'how many, at most 500', '50')
  .action((options: { issuer: string; limit: string }) => {
    const limit = Math.min(500, Math.max(1, Number(options.limit) || 50));
    return withCore((core) => listLaunches(core, { issuer: options.issuer, limit }, print));
  });

program
  .command('operator')
  .description("the operator's pages")
  .command('link')
  .description('print a one-time sign-in address, valid for ten minutes')
  .action(() => withCore((core) => operatorLink(core, print)));

const space = program.command('space').description('spaces');
space
  .command('list')
  .description('list spaces with their members and owners')
  .action(() => withCore((core) => listSpaces(core, print)));
space
  .command('invite')
  .description('print an invitation that makes its user an owner, for a space that has none any more')
  .argument('<id>', 'id of the space, as "space list" shows it')
  .action((id: string) => withCore((core) => inviteOwner(core, id, print)));
space
  .command('create')
  .description(
    "make a space, for example the managers' closed area, and print an invitation for its first owner",
  )
  .requiredOption('--kind <kind>', 'network, working-group, training or managers')
  .requiredOption('--title <title>')
  .option('--purpose <text>', 'what the space is for', '')
  .action((options: { kind: string; title: string; purpose: string }) =>
    withCore((core) => createSpaceByOperator(core, options, print)),
  );

const terminal = { print, show: showProgress };
declareSync(program, withCore, terminal, interrupted);
declarePeople(program, withCore, terminal);

program
  .command('store')
  .description('where everything is kept')
  .command('copy')
  .description('copy everything into another store, and compare; stop the service first')
  .option('--from <url>', 'as DATABASE_URL; default: DATABASE_URL')
  .option('--to <url>', 'as DATABASE_URL; default: DATABASE_URL')
  .option('--continue', 'go on with a copy that was broken off; removes what is only in the target')
  .action(async (options: { from?: string; to?: string; continue?: boolean }) => {
    const stores = { from: urlOf(options.from), to: urlOf(options.to) };
    await copyStore({ ...stores, isContinued: options.continue === true }, systemClock, print);
  });

const person = program.command('person').description('personal data of an account (GDPR)');
for (const [name, description, action] of [
  ['export', 'print everything kept about an account as JSON', exportAnAccount],
  ['erase', 'erase an account everywhere', eraseAnAccount],
] as const) {
  person
    .command(name)
    .description(description)
    .requiredOption('--issuer <url>', 'address of the Moodle site')
    .requiredOption('--user <id>', 'user id in that Moodle (LTI sub)')
    .action((options: { issuer: string; user: string }) => withCore((core) => action(core, options, print)));
}

// Whoever reads only the first lines (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    process.stderr.write(`${error instanceof SettingsError ? error.message : failureText(error, 'en')}\n`);
    process.exitCode = 1;
  }
}

/** The store that an option names, else the one that the environment names. */
function urlOf(option: string | undefined): string {
  return (option === undefined ? readSettings() : readSettings({ DATABASE_URL: option })).databaseUrl;
}

function print(line: string): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(`${line}\n`);
}

/** One line that changes; where nobody looks, nothing. */
function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
}

/** Aborted by the first Ctrl+C; the second one ends the process as usual. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

/** Runs a command on the store, quietly, and closes it. */
async function withCore(work: (core: Awaited<ReturnType<typeof openCore>>) => Promise<void>): Promise<void> {
  const settings: Settings = { ...readSettings(), logLevel: 'error' };
  const core = await openCore(
    settings,
    settings.secretKey ?? keptSecretKey(settings) ?? withSecretKey(settings).secretKey,
  );
  try {
    await work(core);
  } finally {
    await core.store.close();
  }
}

function closeOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
}
