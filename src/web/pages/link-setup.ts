import { creatableKinds, mayAct, maySetUpLinks, standingOf } from '../../domain/access.ts';
import type { CourseLink } from '../../domain/course-link.ts';
import { CodedError } from '../../domain/errors.ts';
import { rolesOfKind } from '../../domain/member-role.ts';
import { type Space, spaceKindSchema, spaceTextSchema } from '../../domain/space.ts';
import { zfslGroupSchema } from '../../domain/zfsl-group.ts';
import { randomId } from '../../runtime/secrets.ts';
import { courseLinks, findByLinkCode, findCourseLink } from '../../store/course-link.ts';
import { findMembership, memberships } from '../../store/membership.ts';
import { commitWhat, everyRow, insert, type Op } from '../../store/port.ts';
import { newSpaceOps, spaces } from '../../store/space.ts';
import { addressOf, paths } from '../addresses.ts';
import { entryOps } from '../entry.ts';
import { returnUrlOf, signedInFrame } from '../frame.ts';
import { LinkNotSetUpPage } from '../views/link-not-set-up.tsx';
import { LinkSetupPage } from '../views/link-setup.tsx';
import type { NoticeName } from '../views/notice.tsx';
import type { Draft } from '../views/problems.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';

interface Drafts {
  space?: Draft<'space'>;
  code?: Draft<'code'>;
  create?: Draft<'kind' | 'title' | 'level' | 'about'>;
}

/** What a course link without a space shows: to a teacher what it may open, to a learner who can set it up. */
export async function linkSetupPage(visit: SignedInVisit, drafts: Drafts = {}): Promise<Answer> {
  const { services, session, site, seal } = visit;
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
  const page = LinkSetupPage({
    frame: signedInFrame(visit),
    seal,
    linkTitle: session.resourceLinkTitle,
    choose: {
      spaces: await linkableSpaces(visit),
      action: addressOf(paths.bindToSpace, values),
      ...(drafts.space ? { draft: drafts.space } : {}),
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
  const role = rolesOfKind[read.kind][0] ?? 'member';
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

/** Spaces that this teacher owns or leads, by title. The managers' area is not among them unless it is his or hers. */
async function linkableSpaces({ services, account, session }: SignedInVisit): Promise<Space[]> {
  const found: Space[] = [];
  for await (const { doc } of everyRow(services.store, memberships, 'byAccount', [account.id])) {
    const space = (await services.store.get(spaces, doc.spaceId))?.doc;
    if (space && mayAct(space.kind, 'bind-link', standingOf(doc), session.right)) found.push(space);
  }
  return found.sort((a, b) => a.title.localeCompare(b.title, 'de'));
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

/** @throws CodedError `access.denied` for a learner */
function checkRight({ session }: SignedInVisit): void {
  if (!maySetUpLinks(session.right)) throw new CodedError('access.denied', { action: 'set-up-link' });
}

type NewSpace = Pick<Space, 'kind' | 'title' | 'purpose' | 'zfslGroup'>;

function readNewSpace(
  fields: SignedInVisit['fields'],
): NewSpace | Draft<'kind' | 'title' | 'level' | 'about'> {
  const values = {
    kind: fields.kind ?? '',
    title: fields.title ?? '',
    level: fields.level ?? '',
    about: (fields.about ?? '').trim(),
  };
  const problems: Draft<'kind' | 'title' | 'level' | 'about'>['problems'] = {};
  const kind = spaceKindSchema.safeParse(values.kind);
  if (!kind.success || !creatableKinds.includes(kind.data)) problems.kind = 'kind-missing';
  const text = spaceTextSchema.safeParse({ title: values.title, purpose: '' });
  if (!text.success) problems.title = 'title-length';
  const group = zfslGroupSchema.safeParse(values);
  const isGroup = kind.data === 'zfsl-group';
  if (isGroup && !group.success)
    problems[values.about.length > 80 ? 'about' : 'level'] =
      values.about.length > 80 ? 'about-length' : 'level-missing';
  if (isGroup && group.success && group.data.level !== 'general' && values.about === '')
    problems.about = 'about-missing';
  if (!kind.success || !text.success || Object.keys(problems).length > 0) return { values, problems };
  return { kind: kind.data, ...text.data, ...(isGroup && group.success ? { zfslGroup: group.data } : {}) };
}
