import { CodedError } from '../domain/errors.ts';
import { founderRole } from '../domain/member-role.ts';
import { type Space, spaceKindSchema, spaceTextSchema } from '../domain/space.ts';
import type { Clock } from '../runtime/clock.ts';
import { invitations, newInvitation } from '../store/invitation.ts';
import { memberships } from '../store/membership.ts';
import { everyRow, insert, type Store } from '../store/port.ts';
import { newSpaceOps, spaces } from '../store/space.ts';

/** A space without members yet, and the invitation by which its first owner comes in. */
export async function createSpaceByOperator(
  { store, clock }: { store: Store; clock: Clock },
  options: { kind: string; title: string; purpose: string },
  print: (line: string) => void,
): Promise<void> {
  const kind = spaceKindSchema.exclude(['zfsl-group']).safeParse(options.kind);
  const text = spaceTextSchema.safeParse(options);
  if (!kind.success) throw new CodedError('request.invalid', { option: 'kind' });
  if (!text.success)
    throw new CodedError('request.invalid', { option: String(text.error.issues[0]?.path[0]) });
  const { ops, space } = await newSpaceOps(store, clock, { kind: kind.data, ...text.data }, undefined);
  const { invitation, code } = ownerInvitation(clock, space);
  await store.commit([...ops, insert(invitations, invitation)]);
  print(`Made "${space.title}". Invitation for its first owner, valid once, for 14 days:`);
  print(`  ${code}`);
}

/** Every space with how many members and owners it has; one without an owner is named as such. */
export async function listSpaces({ store }: { store: Store }, print: (line: string) => void): Promise<void> {
  let count = 0;
  for await (const { doc } of everyRow(store, spaces, 'byKind', [])) {
    const members = await Array.fromAsync(
      everyRow(store, memberships, 'bySpace', [doc.id]),
      (row) => row.doc,
    );
    const active = members.filter(({ status }) => status === 'active');
    const owners = active.filter(({ isOwner }) => isOwner).length;
    const state = owners === 0 ? 'NO OWNER: netzbruecke space invite' : `owners: ${owners}`;
    print(`${doc.id}  ${doc.kind}  "${doc.title}"  members: ${active.length}, ${state}`);
    count += 1;
  }
  if (count === 0) print('No space yet.');
}

/** An invitation for another owner. @throws CodedError `space.not-found` */
export async function inviteOwner(
  { store, clock }: { store: Store; clock: Clock },
  spaceId: string,
  print: (line: string) => void,
): Promise<void> {
  const space = await store.get(spaces, spaceId);
  if (!space) throw new CodedError('space.not-found');
  const { invitation, code } = ownerInvitation(clock, space.doc);
  await store.commit([insert(invitations, invitation)]);
  print(`Invitation to own "${space.doc.title}", valid once, for 14 days:`);
  print(`  ${code}`);
}

function ownerInvitation(
  clock: Clock,
  { id, kind }: Pick<Space, 'id' | 'kind'>,
): ReturnType<typeof newInvitation> {
  const role = founderRole(kind);
  return newInvitation(clock, { spaceId: id, role, isOwner: true, createdBy: null });
}
