import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { isConnected } from '../domain/connection-report.ts';
import type { ConnectionServices } from '../moodle/connection.ts';
import { type Language, languages } from '../web/language.ts';
import { checkMoodle, connectMoodle, disconnectMoodle } from './site-connection.ts';

interface CheckFlags {
  issuer: string;
  language: Language;
  cohort?: number;
  course?: number;
  role?: string[];
}

type WithServices = (work: (services: ConnectionServices) => Promise<void>) => Promise<void>;

/** `site connect`, `site check`, `site disconnect`. */
export function declareConnection(
  site: Command,
  withServices: WithServices,
  print: (line: string) => void,
): void {
  const language = () =>
    new Option('--language <language>', 'language of the report').choices(languages).default('en');
  site
    .command('connect')
    .description('keep a web service token of a site, read from standard input, and check the connection')
    .requiredOption('--issuer <url>', 'address of the Moodle site')
    .option('--token <token>', 'instead of standard input; other users of this machine see it')
    .addOption(language())
    .action((options: { issuer: string; token?: string; language: Language }) =>
      withServices(async (services) => {
        const token = options.token ?? (await text(process.stdin));
        failUnless(isConnected(await connectMoodle(services, { ...options, token }, print)));
      }),
    );
  site
    .command('check')
    .description('check the web services of a site: what is missing, and where to change it in Moodle')
    .requiredOption('--issuer <url>', 'address of the Moodle site')
    .option('--cohort <id>', 'cohort to try with; default: the first one', Number)
    .option('--course <id>', 'course to try with; default: the first one', Number)
    .option('--role <id...>', 'roles to try to assign; default: those that occur in the course')
    .addOption(language())
    .action((flags: CheckFlags) =>
      withServices(async (services) => {
        const { issuer, cohort, course, role } = flags;
        const tried = {
          ...(cohort !== undefined && { cohortId: cohort }),
          ...(course !== undefined && { courseId: course }),
          ...(role !== undefined && { roleIds: role.map(Number) }),
        };
        const asked = { issuer, language: flags.language, ...tried };
        failUnless(isConnected(await checkMoodle(services, asked, print)));
      }),
    );
  site
    .command('disconnect')
    .description('forget the web service token of a site')
    .argument('<issuer>', 'address of the Moodle site')
    .action((issuer: string) => withServices((services) => disconnectMoodle(services, issuer, print)));
}

/** For scripts: a check that found a problem ends with 1. */
function failUnless(isWell: boolean): void {
  if (!isWell) process.exitCode = 1;
}
