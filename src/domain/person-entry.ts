import { z } from 'zod';
import { memberRoleSchema } from './member-role.ts';

const personIdentifiersSchema = z.object({
  /** `mdl_user.id`. */
  moodleId: z.number().int().positive().optional(),
  idnumber: z.string().min(1).max(255).optional(),
  username: z.string().min(1).max(100).optional(),
  email: z.string().min(3).max(100).optional(),
});

export const personTextSchema = z.object({
  name: z.string().trim().max(200),
  role: memberRoleSchema,
  /** Number of the school, as the schools' list has it. */
  school: z.string().max(160).optional(),
  group: z.string().max(80).optional(),
  identifiers: personIdentifiersSchema,
});
/** One person of an import. */
export type PersonText = z.infer<typeof personTextSchema>;

export const personEntrySchema = z.object({
  /** Made from space, site and the strongest identifier: the same line of a later list is the same entry. */
  id: z.string(),
  spaceId: z.string(),
  siteId: z.string(),
  /** Null until the Moodle account is known; then the person is a member of the space by this account. */
  accountId: z.string().nullable(),
  role: memberRoleSchema,
  schoolId: z.string().nullable(),
  group: z.string().max(80).nullable(),
  /** Only until the account is known: afterwards its number is enough. */
  name: z.string().max(200),
  identifiers: personIdentifiersSchema,
  state: z.enum(['waiting', 'to-confirm', 'several', 'none', 'found']),
  /** Moodle accounts a human has to choose from. */
  candidates: z.array(z.number().int()).max(20),
  createdAt: z.number().int(),
  changedAt: z.number().int(),
  /** Entries without an account do not stay for ever. */
  expiresAt: z.number().int().nullable(),
});
/** A person of a space by import, with school and training group, before and after the Moodle account is known. */
export type PersonEntry = z.infer<typeof personEntrySchema>;

/** The strongest identifier as a text that names the same person in every list. */
export function identityOf({ moodleId, idnumber, username, email }: PersonText['identifiers']): string {
  if (moodleId !== undefined) return `moodleId:${moodleId}`;
  if (idnumber !== undefined) return `idnumber:${idnumber}`;
  if (username !== undefined) return `username:${username}`;
  return `email:${email ?? ''}`;
}
