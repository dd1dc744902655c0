import { z } from 'zod';
import { parametersToLines } from '../custom-parameters.ts';
import { MoodleError } from '../moodle-error.ts';
import { scopes } from '../services/scopes.ts';
import { domainOf, type ToolType } from '../tool-type.ts';
import { RegistrationProblem } from './registration-problem.ts';

const text = z.string().nullish();
const toolConfiguration = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const required = [
  'response_types',
  'initiate_login_uri',
  'redirect_uris',
  'client_name',
  'jwks_uri',
  'token_endpoint_auth_method',
  toolConfiguration,
];

const payloadSchema = z.looseObject({
  response_types: z.array(z.string()),
  initiate_login_uri: z.string(),
  redirect_uris: z.unknown(),
  client_name: z.string(),
  jwks_uri: z.string(),
  token_endpoint_auth_method: z.string(),
  application_type: text,
  logo_uri: text,
  scope: text,
  [toolConfiguration]: z.looseObject({
    domain: text,
    target_link_uri: text,
    custom_parameters: z.record(z.string(), z.unknown()).nullish(),
    claims: z.array(z.string()).nullish(),
    messages: z.array(z.looseObject({ type: z.string(), target_link_uri: text })).nullish(),
    description: text,
  }),
});

/** Everything of a tool that its registration decides. */
export type Registered = Omit<ToolType, 'id' | 'clientId' | 'state'>;

/**
 * registration_helper::registration_to_config(), check by check.
 * @throws RegistrationProblem 400 with Moodle's text
 * @throws MoodleError `unexpected` (a 404 page) where PHP would stop with an error
 */
export function readRegistration(body: string): Registered {
  const sent = jsonObject(body);
  const missing = required.find((name) => isEmpty(sent[name]));
  if (missing !== undefined) throw new RegistrationProblem(`missing required attribute ${missing}`, 400);
  const parsed = payloadSchema.safeParse(sent);
  if (!parsed.success) throw new MoodleError('unexpected');
  const { data } = parsed;
  const configuration = data[toolConfiguration];
  if (!configuration.domain) throw new RegistrationProblem('missing_domain', 400);
  const url = configuration.target_link_uri || `https://${configuration.domain}`;
  const domain = domainOf(configuration.domain);
  if (domain !== domainOf(url)) throw new RegistrationProblem('domain_targetlinkuri_mismatch', 400);
  const { response_types: responseTypes, application_type: applicationType } = data;
  if (!responseTypes.includes('id_token')) throw new RegistrationProblem('invalid_response_types', 400);
  const redirectUris = z.array(z.string()).safeParse(data.redirect_uris);
  if (!redirectUris.success) throw new RegistrationProblem('invalid_redirect_uris', 400);
  if (data.token_endpoint_auth_method !== 'private_key_jwt') {
    throw new RegistrationProblem('invalid_token_endpoint_auth_method', 400);
  }
  if (applicationType && applicationType !== 'web') {
    throw new RegistrationProblem('invalid_application_type', 400);
  }
  const deepLinking = (configuration.messages ?? []).findLast(({ type }) => type === 'LtiDeepLinkingRequest');
  return {
    name: data.client_name,
    description: configuration.description ?? '',
    courseVisible: 'preconfigured',
    url,
    domain,
    initiateLogin: data.initiate_login_uri,
    redirectUris: redirectUris.data,
    keySetUrl: data.jwks_uri,
    deepLinking: deepLinking !== undefined,
    deepLinkingUrl: deepLinking?.target_link_uri ?? '',
    container: 3,
    customParameters: configuration.custom_parameters
      ? parametersToLines(configuration.custom_parameters)
      : '',
    icon: data.logo_uri ?? '',
    ...servicesOf(data.scope?.split(' ') ?? []),
    ...sharingOf(configuration.claims ?? []),
  };
}

function servicesOf(asked: readonly string[]) {
  const usesGrades = [scopes.score, scopes.resultRead, scopes.lineItemRead].some((scope) =>
    asked.includes(scope),
  );
  const gradeSync = asked.includes(scopes.lineItem) ? 'full' : usesGrades ? 'partial' : 'never';
  return {
    gradeSync,
    acceptGrades: gradeSync === 'never' ? 'never' : 'delegate',
    memberships: asked.includes(scopes.membershipsRead),
    toolSettings: asked.includes(scopes.toolSetting),
  } as const;
}

function sharingOf(claims: readonly string[]) {
  const names = ['name', 'given_name', 'family_name'].some((claim) => claims.includes(claim));
  return {
    sendName: names ? 'always' : 'never',
    sendEmail: claims.includes('email') ? 'always' : 'never',
  } as const;
}

function jsonObject(body: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  } catch {
    throw new MoodleError('unexpected');
  }
}

/** PHP's empty(). */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return !value || value === '0' || (typeof value === 'object' && Object.keys(value).length === 0);
}
