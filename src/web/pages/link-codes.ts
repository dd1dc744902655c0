import type { LinkCode } from '../../domain/course-link.ts';
import { hashOf, randomId } from '../../runtime/secrets.ts';
import { linkCodes } from '../../store/course-link.ts';
import { insert, update } from '../../store/port.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import { codeName } from '../views/thing-names.ts';
import type { Answer, SpaceVisit } from '../visit.ts';
import { hereTo, storedInSpace } from './in-this-space.ts';

/** Makes a link code and shows it once; only its hash is kept. */
export async function makeLinkCode(visit: SpaceVisit): Promise<Answer> {
  const { services, space, account, now } = visit;
  const code = randomId();
  const made: LinkCode = {
    id: randomId(),
    spaceId: space.doc.id,
    codeHash: hashOf(code),
    createdBy: account.id,
    createdAt: now,
    revokedAt: null,
  };
  await services.store.commit([insert(linkCodes, made)]);
  return { redirect: hereTo(visit, 'settings'), flash: { notice: 'link-code-made', linkCode: code } };
}

export async function confirmLinkCodeRevocation(visit: SpaceVisit): Promise<Answer> {
  const { doc } = await storedInSpace(visit, linkCodes, visit.values.code);
  const page = ConfirmPage({
    frame: spaceFrame(visit, 'settings'),
    seal: visit.seal,
    what: 'revoke-code',
    name: codeName(visit.t, doc),
    action: addressOf(paths.linkCodeRevocation, {
      site: visit.site.id,
      space: visit.space.doc.id,
      code: doc.id,
    }),
    keep: hereTo(visit, 'settings'),
  });
  return { page };
}

/** Links that were bound by the code stay bound. */
export async function revokeLinkCode(visit: SpaceVisit): Promise<Answer> {
  await visit.services.store.commit([
    update(linkCodes, await storedInSpace(visit, linkCodes, visit.values.code), { revokedAt: visit.now }),
  ]);
  return { redirect: hereTo(visit, 'settings'), flash: { notice: 'link-code-revoked' } };
}
