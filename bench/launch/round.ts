import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { inParallel } from '../in-parallel.ts';
import type { ServerProcess } from '../server-process.ts';
import { finishLaunch, openLine, openPage, startLogin, type Tool, type Visitor } from './tool.ts';

/** How many requests are under way at a time. */
export const concurrency = 4;
/** Launches whose tokens are signed at once, between their logins and their launches, while the server idles. */
const blockSize = 100;
/** Work that a server put off (launch reports, for one) belongs to the round that caused it. */
const settleMs = 1200;

const targetLinkUri = 'https://purl.imsglobal.org/spec/lti/claim/target_link_uri';

/** One tool in its process, and the platform whose people launch it. */
export interface Contestant {
  tool: Tool;
  server: ServerProcess;
  moodle: PracticeMoodle;
}

export interface Launched {
  visitor: Visitor;
  /** Where the browser is sent. */
  target: URL;
  /** Login and launch, in milliseconds. */
  ms: number;
}

/** Login and launch of each visitor; one may come several times. */
export async function launchAll(
  { tool, moodle }: Contestant,
  visitors: readonly Visitor[],
): Promise<Launched[]> {
  const launched: Launched[] = [];
  for (let from = 0; from < visitors.length; from += blockSize) {
    const block = visitors.slice(from, from + blockSize);
    const logins = await inParallel(block, concurrency, (visitor) => startLogin(tool, visitor));
    const signed: { login: (typeof logins)[number]; token: string }[] = [];
    for (const login of logins) {
      const { sub, name } = login.visitor;
      const claims = { sub, name, [targetLinkUri]: tool.launchUrl.href };
      const request = { personId: 'trainee', activityId: 'network', nonce: login.nonce, claims };
      signed.push({ login, token: await moodle.idToken(request) });
    }
    const finished = await inParallel(signed, concurrency, ({ login, token }) =>
      finishLaunch(tool, login, token),
    );
    launched.push(...finished);
  }
  return launched;
}

/** CPU time of the server process, in milliseconds, that `work` cost; with what it put off. */
export async function withCpu<Result>(
  server: ServerProcess,
  work: () => Promise<Result>,
): Promise<{ cpuMs: number; result: Result }> {
  const before = await server.measure();
  const result = await work();
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const after = await server.measure();
  return { cpuMs: after.cpuMs - before.cpuMs, result };
}

export interface Round {
  /** CPU milliseconds for each login and launch, up to the redirect; for the one line that it leads to. */
  cpuPerLaunch: number;
  cpuPerLine: number;
  launchMs: number[];
  lineMs: number[];
  /** Absent where there is none. */
  firstPage?: { cpuPerPage: number; ms: number[] /** Characters. */; size: number };
}

export async function runRound(contestant: Contestant, visitors: readonly Visitor[]): Promise<Round> {
  const { server, tool } = contestant;
  const launches = await withCpu(server, () => launchAll(contestant, visitors));
  const lines = await withCpu(server, () =>
    inParallel(launches.result, concurrency, (launched) => openLine(tool, launched)),
  );
  return {
    cpuPerLaunch: launches.cpuMs / visitors.length,
    cpuPerLine: lines.cpuMs / visitors.length,
    launchMs: launches.result.map(({ ms }) => ms),
    lineMs: lines.result,
    ...(tool.hasPage ? { firstPage: await pagesAfter(contestant, launches.result) } : {}),
  };
}

async function pagesAfter(
  { server, tool }: Contestant,
  launched: readonly Launched[],
): Promise<NonNullable<Round['firstPage']>> {
  const { cpuMs, result } = await withCpu(server, () =>
    inParallel(launched, concurrency, (one) => openPage(tool, one)),
  );
  return {
    cpuPerPage: cpuMs / launched.length,
    ms: result.map(({ ms }) => ms),
    size: result[0]?.size ?? 0,
  };
}
