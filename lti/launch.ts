import { CodedError } from '../src/domain/errors.ts';
import type { Launch } from '../src/domain/launch.ts';
import { claim, nameLimit, type ResourceLinkClaims, serviceScope } from './claims.ts';
import { handleIn } from './deep-linking-claims.ts';
import { checks, type LaunchAttempt, type LaunchServices } from './launch-checks.ts';
import { rightOf } from './roles.ts';

/** How far a launch came: filled while it is checked, and read whether it passes or not. */
export interface LaunchTrace {
  /** Known from the state, so only for launches that began here. */
  siteId?: string;
  passed: string[];
  failed?: string;
}

/**
 * Checks a launch (LTI 1.3 core, section 5; OIDC core, section 3.2.2.11) and says what it is in our words.
 * That its nonce was not used before is decided by whoever stores it.
 *
 * @param parameters the posted form: `id_token`, `state`, or `error`
 * @param browserSecrets every secret that the browser's cookies hold
 * @throws CodedError `launch.*`, `platform.*`, `store.*`; its details name the check that failed
 */
export async function checkLaunch(
  services: LaunchServices,
  parameters: unknown,
  browserSecrets: readonly string[],
  trace: LaunchTrace,
): Promise<Launch> {
  const attempt: LaunchAttempt = { parameters, browserSecrets };
  for (const [name, check] of checks) {
    try {
      // Most answer at once, and are not waited for.
      const answer = check(attempt, services);
      if (answer) await answer;
    } catch (error) {
      trace.failed = name;
      if (!(error instanceof CodedError)) throw error;
      throw new CodedError(error.code, { ...error.details, check: name }, error.cause);
    } finally {
      if (attempt.registration) trace.siteId = attempt.registration.siteId;
    }
    trace.passed.push(name);
  }
  const { claims, registration, payload, targetPath } = attempt;
  if (!claims || !registration || !payload || targetPath === undefined)
    throw new Error('the last check passed without a result');
  const { deepLinking, reviewedSub } = attempt;
  const linkHandle = handleIn(payload);
  return {
    ...inOurWords(claims, registration, payload, targetPath),
    ...(deepLinking ? { deepLinking } : linkHandle === '' ? {} : { linkHandle }),
    ...(reviewedSub === undefined ? {} : { reviewedSub }),
  };
}

function inOurWords(
  claims: ResourceLinkClaims,
  registration: NonNullable<LaunchAttempt['registration']>,
  payload: Record<string, unknown>,
  targetPath: string,
): Launch {
  const presentation = claims[claim.launchPresentation];
  const context = claims[claim.context];
  const gradebook = claims[claim.gradebook];
  const { origin } = new URL(registration.issuer);
  return {
    siteId: registration.siteId,
    registrationId: registration.id,
    deploymentId: String(payload[claim.deploymentId]),
    sub: claims.sub,
    right: rightOf(claims[claim.roles]),
    displayName: claims.name || `${claims.given_name} ${claims.family_name}`.trim().slice(0, nameLimit),
    locale: presentation?.locale ?? '',
    resourceLinkId: claims[claim.resourceLink].id,
    resourceLinkTitle: claims[claim.resourceLink].title,
    contextId: context?.id ?? '',
    contextTitle: context?.title || context?.label || '',
    targetPath,
    returnUrl: onPlatform(presentation?.return_url, origin),
    isFramed: presentation?.document_target === 'iframe' || presentation?.document_target === 'frame',
    membershipsUrl: onPlatform(claims[claim.memberships]?.context_memberships_url, origin),
    lineItemUrl: onPlatform(gradebook?.lineitem, origin),
    lineItemsUrl: onPlatform(gradebook?.lineitems, origin),
    lineItemsAccess: accessTo(gradebook?.scope ?? []),
    canScore: gradebook?.scope.includes(serviceScope.scores) ?? false,
    canReadResults: gradebook?.scope.includes(serviceScope.results) ?? false,
    nonce: String(payload.nonce),
  };
}

function accessTo(scopes: readonly string[]): Launch['lineItemsAccess'] {
  if (scopes.includes(serviceScope.columns)) return 'manage';
  return scopes.includes(serviceScope.columnsReadOnly) ? 'read' : 'none';
}

/** An address is used only on the platform's own origin; any other counts as not sent. */
function onPlatform(address: string | undefined, origin: string): string {
  const url = address === undefined ? null : URL.parse(address);
  // blob:https://… has the origin of the page that made it.
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return address !== undefined && isWeb && url.origin === origin ? address : '';
}
