import { CodedError } from '../domain/errors.ts';
import { rolesOfKind } from '../domain/member-role.ts';
import { type SpaceKind, spaceKindSchema, spaceTextSchema } from '../domain/space.ts';
import type { Clock } from '../runtime/clock.ts';
import { invitations, newInvitation } from '../store/invitation.ts';
import { insert, type Store } from '../store/port.ts';
import { newSpaceOps } from '../store/space.ts';

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
  const role = rolesOfKind[kind.data satisfies SpaceKind][0] ?? 'member';
  const { invitation, code } = newInvitation(clock, {
    spaceId: space.id,
    role,
    isOwner: true,
    createdBy: null,
  });
  await store.commit([...ops, insert(invitations, invitation)]);
  print(`Made "${space.title}". Invitation for its first owner, valid once, for 14 days:`);
  print(`  ${code}`);
}
