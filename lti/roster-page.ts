import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { RosterEntry } from '../src/domain/roster.ts';
import { claim } from './claims.ts';
import { rightOf } from './roles.ts';

const text = z
  .string()
  .max(1000)
  .nullish()
  .transform((value) => (value ?? '').trim());

/** What the platform would send with a launch of the link that was asked about (section 2.4.3). */
const messageSchema = z.object({
  [claim.messageType]: z.literal('LtiResourceLinkRequest'),
  [claim.custom]: z.record(z.string().max(200), z.string().max(2000)).optional(),
});

const pageSchema = z.object({
  members: z
    .array(
      z.object({
        user_id: z.union([z.string().min(1).max(255), z.number().int().transform(String)]),
        status: z.string().max(40).optional(),
        roles: z.array(z.string().max(500)).max(100).catch([]),
        name: text,
        given_name: text,
        family_name: text,
        message: z.array(z.unknown()).max(20).optional().catch(undefined),
      }),
    )
    .max(50_000),
});
type Member = z.infer<typeof pageSchema>['members'][number];

/**
 * The members on one page of a course's list (Names and Role Provisioning Services 2.0, section 2).
 *
 * @throws CodedError `service.answer-invalid`
 */
export function entriesOf(body: string): RosterEntry[] {
  let page: z.infer<typeof pageSchema>;
  try {
    page = pageSchema.parse(JSON.parse(body));
  } catch {
    throw new CodedError('service.answer-invalid', { reason: 'body' });
  }
  return page.members.map(entryOf);
}

function entryOf(member: Member): RosterEntry {
  const [linkParameters] = (member.message ?? []).flatMap((sent) => {
    const message = messageSchema.safeParse(sent);
    return message.success ? [message.data[claim.custom] ?? {}] : [];
  });
  return {
    sub: member.user_id,
    displayName: (member.name || `${member.given_name} ${member.family_name}`.trim()).slice(0, 200),
    right: rightOf(member.roles),
    isActive: member.status === undefined || member.status === 'Active',
    ...(linkParameters ? { linkParameters } : {}),
  };
}
