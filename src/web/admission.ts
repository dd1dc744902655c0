import type { LaunchTrace } from '../../lti/launch.ts';
import type { Account } from '../domain/account.ts';
import { CodedError } from '../domain/errors.ts';
import type { Launch } from '../domain/launch.ts';
import type { Session } from '../domain/session.ts';
import { hour, minute } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { accounts, findAccount } from '../store/account.ts';
import { courseLinks, findCourseLink } from '../store/course-link.ts';
import { findLinkHandle } from '../store/link-handle.ts';
import { usedNonces } from '../store/one-time.ts';
import { commitWhat, insert, type Op, update } from '../store/port.ts';
import { sessions } from '../store/session.ts';
import { beginChoice, courseLinkFor } from './content-choice.ts';
import { courseServiceOps } from './course-services.ts';
import { entryOps } from './entry.ts';
import type { WebServices } from './services.ts';
import { sessionLifetime } from './session.ts';

/** Longer than a login's state lives: after that its nonce is refused with the state. */
const nonceLifetime = 30 * minute;

export interface Admission {
  session: Session;
  /** The space that the link opens; undefined for a link that is bound to none. */
  spaceId: string | undefined;
  /** Step of the training that the link stands for. */
  moduleId: string | undefined;
}

/**
 * Lets a checked launch in, in one commit: its nonce is used up, the account is known, has a session and, where
 * the kind of space allows it, a membership.
 *
 * @throws CodedError `launch.nonce-used`, `store.*`
 */
export async function admit(services: WebServices, launch: Launch, trace: LaunchTrace): Promise<Admission> {
  const { store, clock } = services;
  const sealedReturnUrl =
    launch.returnUrl === '' ? '' : services.secrets.seal('return-url', launch.returnUrl);
  const admission = await commitWhat(store, async () => {
    if (await store.get(usedNonces, launch.nonceId)) {
      trace.failed = 'first-use';
      throw new CodedError('launch.nonce-used', { check: 'first-use' });
    }
    const account = await accountOps(services, launch);
    const bound = await findCourseLink(store, launch);
    const handle = bound ? undefined : await findLinkHandle(store, launch);
    const fresh = handle && (await courseLinkFor(services, launch, handle));
    const link = bound?.doc ?? fresh;
    const session: Session = {
      id: randomId(),
      siteId: launch.siteId,
      accountId: account.id,
      right: launch.right,
      deploymentId: launch.deploymentId,
      resourceLinkId: launch.resourceLinkId,
      resourceLinkTitle: launch.resourceLinkTitle,
      contextId: launch.contextId,
      contextTitle: launch.contextTitle,
      sealedReturnUrl,
      isFramed: launch.isFramed,
      ...(handle ? { linkHandleId: handle.id } : {}),
      ...(launch.deepLinking ? { choice: beginChoice(services, launch, launch.deepLinking) } : {}),
      expiresAt: clock() + sessionLifetime,
    };
    const ops: Op[] = [
      insert(usedNonces, { id: launch.nonceId, expiresAt: clock() + nonceLifetime }),
      ...account.ops,
      ...(fresh ? [insert(courseLinks, fresh)] : []),
      insert(sessions, session),
      ...(await courseServiceOps(services, launch, account.id)),
      ...(link ? await entryOps(services, { ...launch, accountId: account.id }, link.spaceId) : []),
    ];
    return { ops, result: { session, spaceId: link?.spaceId, moduleId: link?.moduleId ?? undefined } };
  });
  trace.passed.push('first-use');
  return admission;
}

async function accountOps({ store, clock }: WebServices, launch: Launch): Promise<{ id: string; ops: Op[] }> {
  const known = await findAccount(store, launch.siteId, launch.sub);
  const now = clock();
  const { displayName, locale } = launch;
  if (!known) {
    const account: Account = {
      id: randomId(),
      siteId: launch.siteId,
      sub: launch.sub,
      displayName,
      locale,
      firstSeenAt: now,
      lastSeenAt: now,
    };
    return { id: account.id, ops: [insert(accounts, account)] };
  }
  const was = known.doc;
  const isSame = was.displayName === displayName && was.locale === locale && now - was.lastSeenAt < hour;
  return {
    id: was.id,
    ops: isSame ? [] : [update(accounts, known, { displayName, locale, lastSeenAt: now })],
  };
}
