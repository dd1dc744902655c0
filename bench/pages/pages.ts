import { mkdtemp, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { projectRoot } from '../../src/runtime/project-root.ts';
import { Cookies } from '../cookies.ts';
import { HttpClient } from '../http-client.ts';
import { openPlatform } from '../launch/platform.ts';
import { startFlags } from '../launch/start-flags.ts';
import { finishLaunch, startLogin, type Tool, type Visitor } from '../launch/tool.ts';
import type { Report, RunOptions } from '../report-types.ts';
import { freePort, startServer } from '../server-process.ts';
import { type MeasuredPage, measurePages, type PageTimes } from './measure.ts';
import { pagesReport } from './pages-report.ts';
import type { PagesServerOptions } from './pages-server.ts';

const emptySpace = 'bench-empty-space';
/** People of the practice Moodle: who leads the demo's training, and who takes part in it. */
const leadId = 'network-manager';
const traineeId = 'trainee';
const targetLinkUri = 'https://purl.imsglobal.org/spec/lti/claim/target_link_uri';

/** The trainer's matrix and a module page beside the page of an empty space, in turns. Half a minute. */
export async function measurePagesBench({ profile, progress }: RunOptions): Promise<Report> {
  const { moodle, platform } = await openPlatform();
  // Beside the project and not among temporary files, as operators keep it.
  const folder = await mkdtemp(join(projectRoot(), 'node_modules/.netzbruecke-bench-'));
  const port = await freePort();
  const lead = moodle.people.find(({ id }) => id === leadId);
  const options: PagesServerOptions = {
    ...{ port, databaseFile: join(folder, 'bench.db'), platform, emptySpace },
    ...{ course: { people: moodle.people, activities: moodle.activities }, leadSub: lead?.userId ?? '' },
  };
  const module = join(import.meta.dirname, `pages-server${extname(import.meta.filename)}`);
  const server = await startServer({ module, options, flags: await startFlags(), profile });
  const client = new HttpClient(1);
  const tool: Tool = {
    ...{ client, platform, launchStatus: 303, hasPage: true, lineOf: (target: URL) => target },
    loginUrl: new URL(`http://127.0.0.1:${port}/lti/login`),
    launchUrl: new URL(`http://127.0.0.1:${port}/lti/launch`),
  };
  try {
    const times: PageTimes = await measurePages(client, await pagesOf(tool, moodle), progress);
    return pagesReport(times);
  } finally {
    client.close();
    await server.stop();
    await moodle.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function pagesOf(tool: Tool, moodle: PracticeMoodle): Promise<MeasuredPage[]> {
  const lead = await comeAs(tool, moodle, leadId, '10.0.0.1');
  const trainee = await comeAs(tool, moodle, traineeId, '10.0.0.2');
  const [, , site = '', , space = ''] = lead.target.pathname.split('/');
  const at = (address: string): URL => new URL(`/s/${site}/spaces/${address}`, tool.launchUrl);
  return [
    { name: 'empty', url: at(emptySpace), browser: lead.visitor },
    { name: 'matrix', url: at(`${space}/training/group`), browser: lead.visitor },
    { name: 'module', url: at(`${space}/training/units/unit-1`), browser: trainee.visitor },
  ];
}

/** Launches the training as somebody of the practice Moodle. */
async function comeAs(tool: Tool, moodle: PracticeMoodle, personId: string, address: string) {
  const person = moodle.people.find(({ id }) => id === personId);
  const visitor: Visitor = { cookies: new Cookies(), address, sub: person?.userId ?? '', name: '' };
  const login = await startLogin(tool, visitor);
  const claims = { [targetLinkUri]: tool.launchUrl.href };
  const token = await moodle.idToken({ personId, activityId: 'training', nonce: login.nonce, claims });
  return finishLaunch(tool, login, token);
}
