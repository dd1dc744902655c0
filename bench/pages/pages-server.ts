import { readSettings } from '../../config/settings.ts';
import { type Core, createApp, openCore } from '../../src/app.ts';
import { seedOps } from '../../src/demo/seed.ts';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { findAccount } from '../../src/store/account.ts';
import { joinOps } from '../../src/store/membership.ts';
import { insert, update } from '../../src/store/port.ts';
import { spaces } from '../../src/store/space.ts';
import { curricula, unitContents } from '../../src/store/training-curriculum.ts';
import { runsOf, trainingRuns } from '../../src/store/training-run.ts';
import { beginTraining } from '../../src/web/first-training.ts';
import type { Platform } from '../launch/platform.ts';
import { runMeasured } from '../measured-server.ts';
import { bigCurriculum, crowdOps } from './crowd.ts';

export interface PagesServerOptions {
  port: number;
  /** File of the database; made when it is missing. */
  databaseFile: string;
  platform: Platform;
  course: Pick<PracticeMoodle, 'people' | 'activities'>;
  /** Id that the empty space gets, and the user id of who is alone in it. */
  emptySpace: string;
  leadSub: string;
}

/** The product as `start` runs it, with an empty space and a training of 200 people and 40 units. */
runMeasured(async (options: PagesServerOptions) => {
  const settings = readSettings({
    HOST: '127.0.0.1',
    PORT: String(options.port),
    TRUST_PROXY: 'true',
    DATABASE_URL: `sqlite:${options.databaseFile}`,
    ALLOW_HTTP_PLATFORMS: 'true',
    ALLOW_PRIVATE_HOSTS: '127.0.0.1',
    LOG_LEVEL: 'warn',
  });
  const core = await openCore(settings, 'a-secret-that-only-the-benchmark-uses-0123456789');
  await fill(core, options);
  const app = await createApp(core);
  await app.listen({ host: settings.host, port: settings.port });
  return async () => {
    await app.close();
    await core.store.close();
  };
});

async function fill({ store, platforms, clock }: Core, options: PagesServerOptions): Promise<void> {
  const { deploymentId, ...details } = options.platform;
  const { site } = await platforms.add({ name: 'Moodle', deploymentIds: [deploymentId], ...details });
  await store.commit(seedOps({ siteId: site.id, deploymentId, ...options.course }, clock));
  const now = clock();
  const empty = { id: options.emptySpace, kind: 'network' as const, title: 'Leerer Raum', purpose: '' };
  await store.commit([insert(spaces, { ...empty, createdAt: now, createdBy: null })]);
  const lead = await findAccount(store, site.id, options.leadSub);
  const training = (await store.find(spaces, 'byKind', ['training'], { limit: 1 })).rows[0]?.doc;
  if (!lead || !training) throw new Error('the seed has no training with somebody who leads it');
  const joining = { spaceId: empty.id, accountId: lead.doc.id, siteId: site.id, role: 'member' as const };
  await store.commit(await joinOps(store, clock, { ...joining, isOwner: true, isConfirmed: true }));
  await beginTraining(store, clock, training);
  const [run] = await runsOf(store, training.id);
  if (!run) throw new Error('a training begins with a run');
  const { curriculum, content } = bigCurriculum(training.id, now);
  await store.commit([
    insert(curricula, curriculum),
    insert(unitContents, content),
    update(trainingRuns, run, { curriculumId: curriculum.id }),
    ...crowdOps(run.doc, curriculum, site.id, now),
  ]);
}
