import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkLaunch, type LaunchTrace } from '../../../lti/launch.ts';
import { startLogin } from '../../../lti/login.ts';
import { CodedError } from '../../domain/errors.ts';
import type { Launch } from '../../domain/launch.ts';
import { addressOf, paths } from '../addresses.ts';
import { type Admission, admit } from '../admission.ts';
import { bindBrowser, browserSecrets } from '../cookies.ts';
import { plainFrame } from '../frame.ts';
import type { WebServices } from '../services.ts';
import { startSession } from '../session.ts';
import { NewWindowPage } from '../views/new-window.tsx';
import { sendPage, visitOf } from '../visit.ts';
import { reviewAddress } from './submission-review.ts';

/** Marks a login that was sent round once to see whether a cookie comes back. */
const cookieTest = 'cookie_test';

/**
 * Third-party login, by GET or POST: sends the browser back to the platform. Before that it must be known that
 * cookies come back here, because the platform's launch id works once: a browser without one of ours makes a round
 * first. In a frame that keeps no cookie, a button starts the same login in a new window, with the untouched hint.
 */
export async function login(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const parameters = request.method === 'POST' ? request.body : request.query;
  const browser = bindBrowser(request, reply);
  const { redirectUrl, sent } = await startLogin(services.launches, parameters, browser.secret);
  reply.header('cache-control', 'no-store');
  if (!browser.isNew) return reply.redirect(redirectUrl, 302);
  const wasTested = (request.query as Record<string, unknown>)[cookieTest] !== undefined;
  if (!wasTested)
    return reply.redirect(`${paths.login}?${new URLSearchParams({ ...sent, [cookieTest]: '1' })}`, 303);
  const visit = visitOf(services, request, reply);
  if (!visit.isFramed) throw new CodedError('login.cookies-blocked');
  request.log.info({ registration: sent.client_id }, 'frame keeps no cookies');
  const page = NewWindowPage({ frame: plainFrame(visit), action: paths.login, method: 'post', fields: sent });
  return sendPage(reply, { page, formsTo: new URL(redirectUrl).origin }, 'anyone');
}

/** The launch: one address for all links; the claim `target_link_uri` says what opens. */
export async function launch(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const trace: LaunchTrace = { passed: [] };
  try {
    const checked = await checkLaunch(services.launches, request.body, browserSecrets(request), trace);
    const target = targetOf(checked, trace);
    const admission = await admit(services, checked, trace);
    services.launchReports.record(trace, request.id);
    const { siteId, accountId } = admission.session;
    request.log.info({ site: siteId, account: accountId, space: admission.spaceId }, 'launched');
    startSession(reply, admission.session);
    const review = await reviewAddress(services.store, checked, admission);
    return reply.header('cache-control', 'no-store').redirect(review ?? target ?? pageOf(admission), 303);
  } catch (error) {
    services.launchReports.record(trace, request.id, error);
    throw error;
  }
}

/** The tool's public keys. Platforms fetch them when they see a key id that they do not know. */
export async function keys(
  { platforms }: WebServices,
  _request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return reply.header('cache-control', 'public, max-age=300').send(await platforms.publicKeySet());
}

/** A page of the launching site that the link names; undefined where the binding of the link decides. */
function targetOf({ targetPath, siteId }: Launch, trace: LaunchTrace): string | undefined {
  const path = targetPath.split('?')[0];
  const decidesBinding = path === paths.launch || path === paths.start;
  if (!decidesBinding && !targetPath.startsWith(`/s/${siteId}/`)) {
    trace.failed = 'target-site';
    throw new CodedError('launch.target-foreign', { check: 'target-site' });
  }
  trace.passed.push('target-site');
  return decidesBinding ? undefined : targetPath;
}

function pageOf({ session, spaceId, moduleId }: Admission): string {
  if (session.choice) return addressOf(paths.pick, { site: session.siteId });
  return spaceId === undefined
    ? addressOf(paths.linkSetup, { site: session.siteId })
    : `${addressOf(paths.space, { site: session.siteId, space: spaceId })}${moduleId ? `?step=${moduleId}` : ''}`;
}
