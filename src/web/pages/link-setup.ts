import { maySetUpLinks } from '../../domain/access.ts';
import type { CourseLink } from '../../domain/course-link.ts';
import { CodedError } from '../../domain/errors.ts';
import { founderRole } from '../../domain/member-role.ts';
import type { Space } from '../../domain/space.ts';
import { randomId } from '../../runtime/secrets.ts';
import { courseLinks, findByLinkCode, findCourseLink } from '../../store/course-link.ts';
import { linkHandles } from '../../store/link-handle.ts';
import { findMembership } from '../../store/membership.ts';
import { commitWhat, insert, type Op } from '../../store/port.ts';
import { newSpaceOps } from '../../store/space.ts';
import { addressOf, paths } from '../addresses.ts';
import { entryOps } from '../entry.ts';
import { returnUrlOf, signedInFrame } from '../frame.ts';
import { linkableSpaces, shownSpace } from '../linkable-spaces.ts';
import { LinkNotSetUpPage } from '../views/link-not-set-up.tsx';
import { LinkSetupPage } from '../views/link-setup.tsx';
import type { NoticeName } from '../views/notice.tsx';
import type { Draft } from '../views/problems.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { type NewSpaceDraft, readNewSpace } from './new-space.ts';

interface Drafts {
  space?: Draft<'space'>;
  code?: Draft<'code'>;
  create?: NewSpaceDraft;
}

/** What a course link without a space shows: to a teacher what it may open, to a learner who can set it up. */
export async function linkSetupPage(visit: SignedInVisit, drafts: Drafts = {}): Promise<Answer> {
  const { services, session, site, seal } = visit;
  if (session.choice) return { redirect: addressOf(paths.pick, { site: site.id }) };
  const bound = await findCourseLink(services.store, session);
  if (bound) {
    const { spaceId } = bound.doc;
    await commitWhat(services.store, async () => ({
      ops: await entryOps(services, session, spaceId),
      result: spaceId,
    }));
    return { redirect: addressOf(paths.space, { site: site.id, space: spaceId }) };
  }
  if (!maySetUpLinks(session.right)) {
    const returnUrl = returnUrlOf(visit);
    return { page: LinkNotSetUpPage({ frame: signedInFrame(visit), ...(returnUrl ? { returnUrl } : {}) }) };
  }
  const values = { site: site.id };
  const copied = await copiedSpace(visit);
  const linkable = await linkableSpaces(visit);
  const mayCopy = linkable.some(({ id }) => id === copied?.id);
  const own = linkable.filter(({ id }) => id !== copied?.id);
  const chosen =
    drafts.space ?? (copied && mayCopy ? { values: { space: copied.id }, problems: {} } : undefined);
  const page = LinkSetupPage({
    frame: signedInFrame(visit),
    seal,
    linkTitle: session.resourceLinkTitle,
    ...(copied ? { copyOf: { title: copied.title, mayBind: mayCopy } } : {}),
    choose: {
      spaces: copied && mayCopy ? [copied, ...own] : own,
      action: addressOf(paths.bindToSpace, values),
      ...(chosen ? { draft: chosen } : {}),
    },
    code: { action: addressOf(paths.bindByCode, values), ...(drafts.code ? { draft: drafts.code } : {}) },
    create: {
      action: addressOf(paths.bindToNewSpace, values),
      ...(drafts.create ? { draft: drafts.create } : {}),
    },
  });
  return Object.keys(drafts).length === 0 ? { page } : { page, status: 422 };
}

export async function bindToSpace(visit: SignedInVisit): Promise<Answer> {
  checkRight(visit);
  const id = visit.fields.space ?? '';
  const space = (await linkableSpaces(visit)).find((one) => one.id === id);
  if (!space) return linkSetupPage(visit, { space: { values: {}, problems: { space: 'space-missing' } } });
  return bind(visit, async () => ({ spaceId: space.id, ops: [] }));
}

export async function bindByCode(visit: SignedInVisit): Promise<Answer> {
  checkRight(visit);
  const code = (visit.fields.code ?? '').trim();
  const found = code === '' ? undefined : await findByLinkCode(visit.services.store, code);
  if (!found) {
    const problem = code === '' ? 'link-code-missing' : 'link-code-invalid';
    return linkSetupPage(visit, { code: { values: { code }, problems: { code: problem } } });
  }
  const { spaceId } = found;
  const known = await findMembership(visit.services.store, spaceId, visit.account.id);
  // Whom an owner removed does not lead a whole course in either.
  if (known?.doc.status === 'removed') throw new CodedError('access.denied', { action: 'bind-link' });
  return bind(visit, async () => ({ spaceId, ops: await entryOps(visit.services, visit.session, spaceId) }));
}

export async function bindToNewSpace(visit: SignedInVisit): Promise<Answer> {
  checkRight(visit);
  const { services, account, site } = visit;
  const read = readNewSpace(visit.fields);
  if ('problems' in read) return linkSetupPage(visit, { create: read });
  const role = founderRole(read.kind);
  return bind(
    visit,
    async () => {
      const owner = { accountId: account.id, siteId: site.id, role };
      const { ops, space } = await newSpaceOps(services.store, services.clock, read, owner);
      return { spaceId: space.id, ops };
    },
    'space-made',
  );
}

/**
 * The space that this link opens in the course from which it was copied. A teacher who may link it anyway finds it
 * first in the list; any other is told its title, and needs a link code like for each space of others.
 */
async function copiedSpace(visit: SignedInVisit): Promise<Space | undefined> {
  const { services, session } = visit;
  if (session.linkHandleId === undefined) return undefined;
  const handle = await services.store.get(linkHandles, session.linkHandleId);
  return handle && shownSpace(visit, handle.doc.spaceId);
}

/** Binds the launched link, and lets its binder in, unless somebody else was faster. */
async function bind(
  visit: SignedInVisit,
  what: () => Promise<{ spaceId: string; ops: Op[] }>,
  notice: NoticeName = 'link-bound',
): Promise<Answer> {
  const { services, session, site, account } = visit;
  const spaceId = await commitWhat(services.store, async () => {
    if (await findCourseLink(services.store, session)) throw new CodedError('link.already-bound');
    const { spaceId, ops } = await what();
    const link: CourseLink = {
      id: randomId(),
      siteId: site.id,
      deploymentId: session.deploymentId,
      resourceLinkId: session.resourceLinkId,
      contextId: session.contextId,
      spaceId,
      boundBy: account.id,
      boundAt: visit.now,
    };
    return { ops: [...ops, insert(courseLinks, link)], result: spaceId };
  });
  visit.request.log.info({ site: site.id, account: account.id, space: spaceId }, 'link bound');
  return { redirect: addressOf(paths.space, { site: site.id, space: spaceId }), flash: { notice } };
}

/** @throws CodedError `access.denied` for a learner, and where there is no link to set up */
function checkRight({ session }: SignedInVisit): void {
  if (!maySetUpLinks(session.right) || session.choice)
    throw new CodedError('access.denied', { action: 'set-up-link' });
}
