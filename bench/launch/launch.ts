import type { Report, RunOptions } from '../report-types.ts';
import { startLtijs, startOurs } from './contestants.ts';
import { launchReport } from './launch-report.ts';
import { launchesForMemory, measureMemory } from './memory.ts';
import { openPlatform } from './platform.ts';
import { type Contestant, launchAll, type Round, runRound } from './round.ts';
import { newVisitor, type Visitor } from './tool.ts';

const rounds = 9;
const launchesPerRound = 1000;
/** Until the compiler in V8 has little left to do. */
const warmUp = 12_000;
/** Who comes again and again in the rounds: a school's worth of people who are known already. */
const people = 200;

/**
 * CPU of the server process for login and launch, ours beside bare ltijs, in turns; then memory over launches of
 * people who come for the first time. Four minutes.
 */
export async function measureLaunches({ profile, progress }: RunOptions): Promise<Report> {
  const { moodle, platform } = await openPlatform();
  const ground = { moodle, platform, profile };
  try {
    const turns = await compare(ground, progress);
    progress(`${launchesForMemory} launches of as many people …`);
    const fresh = await startOurs({ ...ground, profile: false }, { exposeGc: true });
    const memory = await measureMemory(fresh).finally(() => fresh.close());
    return launchReport({ turns, memory, launchesPerRound, people });
  } finally {
    await moodle.close();
  }
}

async function compare(
  ground: Parameters<typeof startLtijs>[0],
  progress: (line: string) => void,
): Promise<{ ours: Round; ltijs: Round }[]> {
  const ours = await startOurs(ground);
  const ltijs = await startLtijs(ground).catch(async (error: unknown) => {
    await ours.close();
    throw error;
  });
  const guests = { ours: everybody(), ltijs: everybody() };
  const turns: { ours: Round; ltijs: Round }[] = [];
  try {
    progress(`warming up with ${warmUp} launches each …`);
    await warm(ours, guests.ours);
    await warm(ltijs, guests.ltijs);
    for (let round = 1; round <= rounds; round += 1) {
      const turn = {
        ours: await runRound(ours, guestList(guests.ours, launchesPerRound)),
        ltijs: await runRound(ltijs, guestList(guests.ltijs, launchesPerRound)),
      };
      turns.push(turn);
      const [a, b] = [turn.ours, turn.ltijs].map(({ cpuPerLaunch, cpuPerLine }) => cpuPerLaunch + cpuPerLine);
      progress(`round ${round} of ${rounds}: ours ${a?.toFixed(2)} ms, ltijs ${b?.toFixed(2)} ms a launch`);
    }
  } finally {
    await Promise.all([ours.close(), ltijs.close()]);
  }
  return turns;
}

async function warm(contestant: Contestant, visitors: readonly Visitor[]): Promise<void> {
  await launchAll(contestant, guestList(visitors, warmUp));
  await runRound(contestant, visitors);
}

function everybody(): Visitor[] {
  return Array.from({ length: people }, (_, number) => newVisitor(number));
}

/** Everybody in turn, until there are enough. */
function guestList(visitors: readonly Visitor[], length: number): Visitor[] {
  return Array.from({ length }, (_, at) => visitors[at % visitors.length]).filter(
    (visitor) => visitor !== undefined,
  );
}
