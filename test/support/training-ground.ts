import type { Space } from '../../src/domain/space.ts';
import type { Participant } from '../../src/domain/training-participant.ts';
import type { TrainingRun } from '../../src/domain/training-run.ts';
import { findAccount } from '../../src/store/account.ts';
import { courseLinks } from '../../src/store/course-link.ts';
import { gradableLinks } from '../../src/store/course-service.ts';
import { everyRow, insert, type Stored, update } from '../../src/store/port.ts';
import { scoreDeliveries } from '../../src/store/score-delivery.ts';
import { spaces } from '../../src/store/space.ts';
import { participationOf } from '../../src/store/training-participant.ts';
import { runsOf } from '../../src/store/training-run.ts';
import { addressOf, type Path } from '../../src/web/addresses.ts';
import { linkOf } from './grade-ground.ts';
import type { World } from './world.ts';

/** The training of the demo, which has its contents and first run after somebody opened it. */
export async function trainingOf({ core }: World): Promise<Space> {
  const rows = await Array.fromAsync(everyRow(core.store, spaces, 'byKind', ['training']), ({ doc }) => doc);
  return rows[0] as Space;
}

export async function firstRun(world: World): Promise<Stored<TrainingRun>> {
  return (await runsOf(world.core.store, (await trainingOf(world)).id))[0] as Stored<TrainingRun>;
}

export async function accountOf({ core, practice, site }: World, personId: string): Promise<string> {
  const sub = practice.people.find(({ id }) => id === personId)?.userId ?? '';
  return (await findAccount(core.store, site.id, sub))?.doc.id ?? '';
}

/** How far somebody is. */
export async function partOf(world: World, personId: string): Promise<Participant> {
  const space = await trainingOf(world);
  const found = await participationOf(world.core.store, space.id, await accountOf(world, personId));
  if (!found) throw new Error(`${personId} takes no part`);
  return found.doc;
}

/** The address of a page of the training. */
export async function trainingPage(
  world: World,
  path: Path,
  values: Record<string, string> = {},
): Promise<string> {
  const space = await trainingOf(world);
  return addressOf(path, { site: world.site.id, space: space.id, ...values } as never);
}

/** Lets the demo's link to the training stand for one of its modules, or for all of it, with a column in the gradebook. */
export async function linkStandsFor(
  { core, practice, registration }: World,
  moduleId: string | null,
): Promise<void> {
  const link = linkOf(practice, registration, 'training');
  const rows = await Array.fromAsync(everyRow(core.store, courseLinks, 'byResourceLink', [link.siteId]));
  const bound = rows.find(({ doc }) => doc.resourceLinkId === link.resourceLinkId);
  if (!bound) throw new Error('the link to the training is not bound');
  await core.store.commit([update(courseLinks, bound, { moduleId })]);
  const known = await core.store.find(gradableLinks, 'byResourceLink', [
    link.siteId,
    link.deploymentId,
    link.resourceLinkId,
  ]);
  if (known.rows.length === 0) await core.store.commit([insert(gradableLinks, link)]);
}

/** What shall stand in the gradebook for somebody: wishes in the order in which they came. */
export async function wishesFor(world: World, personId: string): Promise<string[]> {
  const account = await accountOf(world, personId);
  const rows = await Array.fromAsync(everyRow(world.core.store, scoreDeliveries, 'byAccount', [account]));
  return rows.map(({ doc }) => doc.wanted);
}
