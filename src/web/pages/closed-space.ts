import { addressOf, paths } from '../addresses.ts';
import { signedInFrame } from '../frame.ts';
import { ClosedSpacePage } from '../views/closed-space.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';

/** The managers' area for somebody who is not a member: what it is, and where an invitation is entered. */
export async function closedSpacePage(visit: SignedInVisit): Promise<Answer> {
  const invitation = { seal: visit.seal, action: addressOf(paths.invitation, { site: visit.site.id }) };
  return { page: ClosedSpacePage({ frame: signedInFrame(visit), invitation }), status: 403 };
}
