import type { LaunchTrace } from '../../lti/launch.ts';
import type { Account } from '../domain/account.ts';
import { CodedError } from '../domain/errors.ts';
import type { Launch } from '../domain/launch.ts';
import type { Session } from '../domain/session.ts';
import { hour } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { accounts, findAccount } from '../store/account.ts';
import { courseLinks, findCourseLink } from '../store/course-link.ts';
import { findLinkHandle } from '../store/link-handle.ts';
import { commitWhat, insert, type Op, update } from '../store/port.ts';
import { sessions } from '../store/session.ts';
import { beginChoice, courseLinkFor } from './content-choice.ts';
import { courseServiceOps } from './course-services.ts';
import { entryOps } from './entry.ts';
import type { WebServices } from './services.ts';
import { sessionLifetime } from './session.ts';

export interface Admission {
  session: Session;
  /** The space that the link opens; undefined for a link that is bound to none. */
  spaceId: string | undefined;
  /** Step of the training that the link stands for. */
  moduleId: string | undefined;
}

/**
 * Lets a checked launch in, in one commit: the account is known, has a session and, where the kind of space allows
 * it, a membership. The session has the nonce as its id and outlives the login's state, so that no launch works twice.
 *
 * @throws CodedError `launch.nonce-used`, `store.*`
 */
export async function admit(services: WebServices, launch: Launch, trace: LaunchTrace): Promise<Admission> {
  const { store, clock } = services;
  const sealedReturnUrl =
    launch.returnUrl === '' ? '' : services.secrets.seal('return-url', launch.returnUrl);
  let isFirstAttempt = true;
  const admission = await commitWhat(store, async () => {
    // The insert of the session decides; only where something was taken is there a reason to look what it was.
    if (!isFirstAttempt && (await store.get(sessions, launch.nonce))) {
      trace.failed = 'first-use';
      throw new CodedError('launch.nonce-used', { check: 'first-use' });
    }
    isFirstAttempt = false;
    const account = await accountOps(services, launch);
    const bound = await findCourseLink(store, launch);
    const handle = bound ? undefined : await findLinkHandle(store, launch);
    const fresh = handle && (await courseLinkFor(services, launch, handle));
    const link = bound?.doc ?? fresh;
    const session: Session = {
      id: launch.nonce,
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
