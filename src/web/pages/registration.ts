import { type PlatformConfiguration, readConfiguration } from '../../../lti/openid-configuration.ts';
import { register } from '../../../lti/registration.ts';
import { CodedError } from '../../domain/errors.ts';
import { findSiteInvitation, type SiteInvitation, withSiteInvitation } from '../../store/site-invitation.ts';
import { paths } from '../addresses.ts';
import { checkOrigin } from '../forms.ts';
import { plainFrame } from '../frame.ts';
import { closeScript } from '../scripts.ts';
import { RegisteredPage, RegistrationPage } from '../views/registration.tsx';
import type { Answer, Visit } from '../visit.ts';

/** What Moodle and the operator's invitation put into the address; the form sends it again. */
interface Asked {
  invite: string;
  openid_configuration: string;
  registration_token: string;
}

/**
 * Moodle opens this in a frame of its administration. It shows which Moodle asks and registers nothing: that is for the
 * button. Only that Moodle may frame it, so that nobody else gets a click on it.
 */
export async function registrationPage(visit: Visit): Promise<Answer> {
  const { asked, invitation, platform } = await check(visit, visit.request.query);
  const page = RegistrationPage({
    frame: plainFrame(visit),
    action: paths.register,
    fields: { ...asked },
    name: nameOf(invitation, platform),
    issuer: platform.issuer,
    product: platform.product,
  });
  return { page, framedBy: { platform: platform.issuer } };
}

/** Registers Netzbrücke in the Moodle, and the Moodle here. The invitation is used up by it. */
export async function registerSite(visit: Visit): Promise<Answer> {
  const { services, request } = visit;
  checkOrigin(services, request);
  const { asked, platform } = await check(visit, request.body);
  const { granted, site } = await withSiteInvitation(services.store, asked.invite, async (invitation) => {
    const given = await register(services, platform, asked.registration_token);
    const { issuer, authUrl, tokenUrl, keySetUrl } = platform;
    const added = await services.platforms.add({
      ...{ issuer, authUrl, tokenUrl, keySetUrl },
      clientId: given.clientId,
      deploymentIds: [given.deploymentId],
      name: nameOf(invitation, platform),
    });
    return { granted: given, site: added.site };
  });
  request.log.info({ site: site.id }, 'registered');
  const page = RegisteredPage({
    frame: plainFrame(visit),
    name: site.name,
    granted,
    closing: { script: closeScript, origin: new URL(platform.issuer).origin },
  });
  return { page, framedBy: { platform: platform.issuer }, hasScript: true };
}

/**
 * The invitation comes first: without one nobody makes this program call an address.
 *
 * @throws CodedError `registration.invitation-invalid`, `registration.request-incomplete`, and what
 * `readConfiguration` throws
 */
async function check(
  { services }: Visit,
  sent: unknown,
): Promise<{ asked: Asked; invitation: SiteInvitation; platform: PlatformConfiguration }> {
  const invite = field(sent, 'invite', 100);
  const invitation = await findSiteInvitation(services.store, invite);
  const asked = {
    invite,
    openid_configuration: field(sent, 'openid_configuration', 2000),
    registration_token: field(sent, 'registration_token', 4000),
  };
  if (asked.openid_configuration === '' || asked.registration_token === '')
    throw new CodedError('registration.request-incomplete');
  return { asked, invitation, platform: await readConfiguration(services.http, asked.openid_configuration) };
}

/** Empty where it is missing, given twice or longer than it can be. */
function field(sent: unknown, name: keyof Asked, longest: number): string {
  const value = (sent as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' && value.length <= longest ? value : '';
}

function nameOf({ name }: SiteInvitation, { issuer }: PlatformConfiguration): string {
  return name ?? new URL(issuer).host.slice(0, 120);
}
