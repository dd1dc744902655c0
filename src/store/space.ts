import type { MemberRole } from '../domain/member-role.ts';
import { type Space, spaceSchema } from '../domain/space.ts';
import type { Clock } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { joinOps } from './membership.ts';
import { type Collection, insert, type Op, type Store } from './port.ts';

export const spaces: Collection<Space, 'byKind' | 'byCreator'> = {
  name: 'spaces',
  schema: spaceSchema,
  indexes: { byKind: { fields: ['kind', 'title'] }, byCreator: { fields: ['createdBy'] } },
  personalData: {
    owners: ['createdBy'],
    purpose: 'Nachvollziehen, wer einen Raum angelegt hat.',
    retention: 'So lange wie der Raum.',
    export: ({ title, kind, createdAt }) => ({ title, kind, createdAt }),
    erase: (space) => ({ ...space, createdBy: null }),
  },
};

/** Makes a space and, with it, its owner. @throws CodedError `store.*` */
export async function createSpace(
  store: Store,
  clock: Clock,
  wanted: Pick<Space, 'kind' | 'title' | 'purpose' | 'zfslGroup'>,
  owner: { accountId: string; siteId: string; role: MemberRole } | undefined,
): Promise<Space> {
  const { ops, space } = await newSpaceOps(store, clock, wanted, owner);
  await store.commit(ops);
  return space;
}

/** The same for a commit with more in it. */
export async function newSpaceOps(
  store: Store,
  clock: Clock,
  wanted: Pick<Space, 'kind' | 'title' | 'purpose' | 'zfslGroup'>,
  owner: { accountId: string; siteId: string; role: MemberRole } | undefined,
): Promise<{ ops: Op[]; space: Space }> {
  const space: Space = { ...wanted, id: randomId(), createdAt: clock(), createdBy: owner?.accountId ?? null };
  const ops = [insert(spaces, space)];
  if (owner) {
    ops.push(
      ...(await joinOps(store, clock, { ...owner, spaceId: space.id, isOwner: true, isConfirmed: true })),
    );
  }
  return { ops, space };
}
