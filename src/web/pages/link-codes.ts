import type { LinkCode } from '../../domain/course-link.ts';
import { CodedError } from '../../domain/errors.ts';
import { hashOf, randomId } from '../../runtime/secrets.ts';
import { linkCodes } from '../../store/course-link.ts';
import { insert, type Stored, update } from '../../store/port.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import { codeName } from '../views/thing-names.ts';
import type { Answer, SpaceVisit } from '../visit.ts';

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
  return { redirect: settingsAddress(visit), flash: { notice: 'link-code-made', linkCode: code } };
}

export async function confirmLinkCodeRevocation(visit: SpaceVisit): Promise<Answer> {
  const { doc } = await codeOf(visit);
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
    keep: settingsAddress(visit),
  });
  return { page };
}

/** Links that were bound by the code stay bound. */
export async function revokeLinkCode(visit: SpaceVisit): Promise<Answer> {
  await visit.services.store.commit([update(linkCodes, await codeOf(visit), { revokedAt: visit.now })]);
  return { redirect: settingsAddress(visit), flash: { notice: 'link-code-revoked' } };
}

async function codeOf({ services, space, values }: SpaceVisit): Promise<Stored<LinkCode>> {
  const found = await services.store.get(linkCodes, values.code ?? '');
  if (found?.doc.spaceId !== space.doc.id) throw new CodedError('page.not-found');
  return found;
}

function settingsAddress({ site, space }: SpaceVisit): string {
  return addressOf(paths.settings, { site: site.id, space: space.doc.id });
}
