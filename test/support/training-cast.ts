import type { Participant } from '../../src/domain/training-participant.ts';
import { update } from '../../src/store/port.ts';
import { participants } from '../../src/store/training-participant.ts';
import { addressOf, type Path } from '../../src/web/addresses.ts';
import { come, type Guest } from './guest.ts';
import type { TrainingCast, TrainingStage } from './training-stage.ts';
import type { World } from './world.ts';

const names: Record<keyof TrainingCast, string> = {
  owner: 'Olga Eigner',
  trainer: 'Tom Trainer',
  mentor: 'Mira Mentor',
  trainee: 'Lena Brinkhoff',
  other: 'Ewa Nowak',
  member: 'Karim Haddad',
  removed: 'Rita Raus',
  elsewhere: 'Emil Anderswo',
};

/** People of a training who have come once; the trainee called `other` is without a name where a test wants that. */
export async function trainingCast(world: World, { isOtherNameless = false } = {}): Promise<TrainingCast> {
  const cast: Partial<TrainingCast> = {};
  for (const [index, who] of (Object.keys(names) as (keyof TrainingCast)[]).entries()) {
    const right = who === 'trainee' || who === 'other' ? 'learner' : 'teacher';
    const isNameless = who === 'other' && isOtherNameless;
    const name = isNameless ? {} : { name: names[who] };
    cast[who] = await come(world, { sub: `40${index}`, right, ...name });
  }
  return cast as TrainingCast;
}

/** Address of a page of this training; `:participant`, `:run` and the like are those of the stage unless told. */
export function stagePage(
  { space, ids }: TrainingStage,
  guest: Pick<Guest, 'siteId'>,
  path: Path,
  values: Record<string, string> = {},
): string {
  return addressOf(path, { site: guest.siteId, space: space.id, ...ids, ...values } as never);
}

/** The trainee of the stage as stored. */
export async function traineeOn({ core }: World, { ids }: TrainingStage): Promise<Participant> {
  const found = await core.store.get(participants, ids.participant ?? '');
  if (!found) throw new Error('the stage has no trainee');
  return found.doc;
}

/** Changes what is stored of somebody's part, as time or the person would. */
export async function letBe(
  { core }: World,
  id: string,
  changes: Partial<Pick<Participant, 'units' | 'lastActiveAt' | 'practice' | 'joinedAt'>>,
): Promise<void> {
  const found = await core.store.get(participants, id);
  if (!found) throw new Error('nobody takes part');
  await core.store.commit([update(participants, found, changes)]);
}

/** Lets the trainee of the stage have read one unit and done nothing else, whatever other tests need there. */
export function letOneUnitBeDone(world: World, { ids }: TrainingStage): Promise<void> {
  const units = { 'media-didactics': { state: 'done', at: world.now(), by: 'self' } } as const;
  return letBe(world, ids.participant ?? '', { units, practice: { events: 0, hours: 0 } });
}

/** The heading of a page. */
export function headingOf(html: string): string {
  return /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '';
}
