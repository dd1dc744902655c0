import { z } from 'zod';
import type { DeepLinkingSettings } from '../src/domain/deep-linking.ts';
import { CodedError } from '../src/domain/errors.ts';
import { claim, resourceLinkClaimsSchema } from './claims.ts';

const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim/';

/** Names of the claims of a deep linking request and its answer (LTI Deep Linking 2.0, sections 4.4 and 4.5). */
export const deepLinkingClaim = {
  settings: `${dl}deep_linking_settings`,
  items: `${dl}content_items`,
  data: `${dl}data`,
  message: `${dl}msg`,
  errorMessage: `${dl}errormsg`,
  log: `${dl}log`,
  errorLog: `${dl}errorlog`,
} as const;

/** Custom parameter of a chosen link. Lower case without symbols but `_`: Moodle sends such a name once. */
export const handleParameter = 'netzbruecke_handle';

/** Some platforms send truth as text. */
const truth = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** Claims of a message that begins a choice of content: as at a launch, but there is no link yet. */
export const deepLinkingClaimsSchema = resourceLinkClaimsSchema.omit({ [claim.resourceLink]: true }).extend({
  [deepLinkingClaim.settings]: z.object({
    accept_types: z.array(z.string().max(100)).min(1).max(50),
    deep_link_return_url: z.string().min(1).max(2000),
    data: z.string().max(4000).optional(),
    accept_multiple: truth.optional(),
    accept_lineitem: truth.optional(),
  }),
});

type SettingsClaim = z.infer<typeof deepLinkingClaimsSchema>[typeof deepLinkingClaim.settings];

/** @throws CodedError `launch.return-address-foreign`: the answer would go to somebody else than the platform */
export function readSettings(settings: SettingsClaim, issuer: string): DeepLinkingSettings {
  const returnUrl = settings.deep_link_return_url;
  const isRight = URL.canParse(returnUrl) && /^https?:\/\//i.test(returnUrl) && !/[\\\s]/.test(returnUrl);
  if (!isRight || new URL(returnUrl).origin !== new URL(issuer).origin)
    throw new CodedError('launch.return-address-foreign');
  return {
    returnUrl,
    data: settings.data ?? '',
    acceptsLinks: settings.accept_types.includes('ltiResourceLink'),
    acceptsMultiple: settings.accept_multiple ?? false,
    acceptsLineItems: settings.accept_lineitem ?? true,
  };
}

/** The handle in the custom claim, empty if none. A platform sends `$…` for a variable that it does not know. */
export function handleIn(payload: Record<string, unknown>): string {
  const parameters = payload[claim.custom];
  if (typeof parameters !== 'object' || parameters === null) return '';
  const value = (parameters as Record<string, unknown>)[handleParameter];
  return typeof value === 'string' && value.length <= 200 && !value.startsWith('$') ? value : '';
}
