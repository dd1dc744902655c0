import { CodedError } from '../domain/errors.ts';
import type { MoodleHint } from '../domain/plugin-connection.ts';
import type { SyncMapping } from '../domain/sync-mapping.ts';
import { watchedActivities } from '../store/member-progress.ts';
import { moodleHints } from '../store/plugin-connection.ts';
import { commitWhat, everyRow, remove, type Stored, update } from '../store/port.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import { isInForce } from './chosen-targets.ts';
import { readProgress } from './progress.ts';
import type { SyncServices } from './services.ts';

type Hint = Pick<MoodleHint, 'topic' | 'objectId'>;

/** Follows what plugins of Moodle sites tell: what changed there is read again at once, not at its next time. */
export interface HintFollower {
  /** Something was told of this site. Answers at once. */
  wake(siteId: string): void;
  /** What was told and not followed before the last stop. */
  start(): Promise<void>;
  /** Resolves when nothing is being followed. */
  idle(): Promise<void>;
}

/** @param runDue plans and runs the mappings that are due */
export function createHintFollower(services: SyncServices, runDue: () => Promise<void>): HintFollower {
  const following = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const follow = async (siteId: string): Promise<void> => {
    do {
      again.delete(siteId);
      await quietly(services, () => followSite(services, siteId, runDue));
    } while (again.has(siteId));
    following.delete(siteId);
  };
  const wake = (siteId: string): void => {
    // A message that comes while the site is read may tell what the reading has passed already.
    if (following.has(siteId)) again.add(siteId);
    else following.set(siteId, follow(siteId));
  };
  return {
    wake,
    async start() {
      for await (const { doc } of everyRow(services.store, moodleHints, 'bySite', [])) wake(doc.siteId);
    },
    idle: async () => void (await Promise.all(following.values())),
  };
}

async function followSite(
  services: SyncServices,
  siteId: string,
  runDue: () => Promise<void>,
): Promise<void> {
  const { store } = services;
  const told = await Array.fromAsync(everyRow(store, moodleHints, 'bySite', [siteId]));
  if (told.length === 0) return;
  const hints = told.map(({ doc }) => doc);
  if (await makeDue(services, siteId, hints)) await runDue();
  for (const spaceId of await spacesWatching(services, siteId, hints)) {
    await readProgress(services, spaceId, siteId);
  }
  for (const hint of told) await forget(services, hint);
}

/** Mappings that bring people of what changed into a space. Who runs a mapping by hand wants no other time. */
async function makeDue(
  { store, clock }: SyncServices,
  siteId: string,
  hints: readonly Hint[],
): Promise<boolean> {
  let isAny = false;
  for await (const { doc } of everyRow(store, syncMappings, 'bySite', [siteId])) {
    if (!isInForce(doc) || doc.schedule === null || !hints.some((hint) => isAbout(doc, hint))) continue;
    await commitWhat(store, async () => {
      const stored = await store.get(syncMappings, doc.id);
      return { ops: stored ? [update(syncMappings, stored, { dueAt: clock() })] : [], result: undefined };
    });
    isAny = true;
  }
  return isAny;
}

function isAbout({ direction, moodle }: SyncMapping, { topic, objectId }: Hint): boolean {
  if (direction !== 'from-moodle') return false;
  if (topic === 'user') return true;
  if (moodle.kind === 'cohort') return topic === 'cohort' && moodle.cohortId === objectId;
  return (topic === 'course' || topic === 'group') && moodle.courseId === objectId;
}

async function spacesWatching(
  { store }: SyncServices,
  siteId: string,
  hints: readonly Hint[],
): Promise<Set<string>> {
  const spaceIds = new Set<string>();
  for (const { topic, objectId } of hints) {
    if (topic !== 'progress') continue;
    const watched = everyRow(store, watchedActivities, 'bySite', [siteId, objectId]);
    for await (const { doc } of watched) spaceIds.add(doc.spaceId);
  }
  return spaceIds;
}

/** One that was told again meanwhile stays. */
async function forget({ store }: SyncServices, hint: Stored<MoodleHint>): Promise<void> {
  try {
    await store.commit([remove(moodleHints, hint)]);
  } catch (error) {
    if (!(error instanceof CodedError && error.code === 'store.conflict')) throw error;
  }
}

/** What could not be followed stays, and is followed with the next message. */
async function quietly({ log }: SyncServices, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof CodedError) log.warn({ code: error.code, ...error.details }, 'hint');
    else log.error({ err: error }, 'hint');
  }
}
