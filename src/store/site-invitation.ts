import { z } from 'zod';
import { CodedError } from '../domain/errors.ts';
import { day } from '../runtime/clock.ts';
import { hashOf, randomId } from '../runtime/secrets.ts';
import { type Collection, commitWhat, insert, remove, type Store } from './port.ts';

const siteInvitationSchema = z.object({
  /** Hash of the code. */
  id: z.string(),
  /** What the site is called here; null: by its host. */
  name: z.string().max(120).nullable(),
  expiresAt: z.number().int(),
});
/** Lets one Moodle register itself, once. */
export type SiteInvitation = z.infer<typeof siteInvitationSchema>;

export const siteInvitations: Collection<SiteInvitation, never> = {
  name: 'site-invitations',
  schema: siteInvitationSchema,
  indexes: {},
  expires: 'expiresAt',
  personalData: 'none',
};

/** @returns the code, which is kept nowhere */
export async function inviteSite(store: Store, now: number, name: string | null): Promise<string> {
  const code = `${randomId()}${randomId()}`;
  await store.commit([insert(siteInvitations, { id: hashOf(code), name, expiresAt: now + day })]);
  return code;
}

/** @throws CodedError `registration.invitation-invalid`: unknown, used or run out */
export async function findSiteInvitation(store: Store, code: string): Promise<SiteInvitation> {
  const found = await store.get(siteInvitations, hashOf(code));
  if (!found) throw new CodedError('registration.invitation-invalid');
  return found.doc;
}

/**
 * Uses an invitation for some work: it is gone before the work begins, so that two do not use it at once, and is
 * given back when the work fails.
 *
 * @throws CodedError `registration.invitation-invalid`, and whatever the work throws
 */
export async function withSiteInvitation<Result>(
  store: Store,
  code: string,
  work: (invitation: SiteInvitation) => Promise<Result>,
): Promise<Result> {
  const invitation = await commitWhat(store, async () => {
    const found = await store.get(siteInvitations, hashOf(code));
    if (!found) throw new CodedError('registration.invitation-invalid');
    return { ops: [remove(siteInvitations, found)], result: found.doc };
  });
  try {
    return await work(invitation);
  } catch (error) {
    await store.commit([insert(siteInvitations, invitation)]);
    throw error;
  }
}
