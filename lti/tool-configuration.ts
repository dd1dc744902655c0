import { serviceScope } from './claims.ts';

/** What the tool asks a platform for: rosters, scores with their results, and which columns there are. It adds none. */
const askedScopes = [
  serviceScope.members,
  serviceScope.scores,
  serviceScope.results,
  serviceScope.columnsReadOnly,
];

/** Names of people, and no mail address. */
const askedClaims = ['iss', 'sub', 'name', 'given_name', 'family_name'];

const description = 'Öffnet die Räume eines Schulnetzwerks aus dem Moodle-Kurs.';

/** Key of the tool's part in a registration (LTI dynamic registration 1.0, section 3.5). */
export const toolConfigurationKey = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/** How the tool describes itself to a platform that registers it. Texts are German: they stand in the platform. */
export function toolConfiguration(publicUrl: string): Record<string, unknown> {
  const launch = `${publicUrl}/lti/launch`;
  return {
    application_type: 'web',
    client_name: 'Netzbrücke',
    client_uri: publicUrl,
    logo_uri: `${publicUrl}/public/logo.svg`,
    initiate_login_uri: `${publicUrl}/lti/login`,
    redirect_uris: [launch],
    jwks_uri: `${publicUrl}/lti/keys`,
    token_endpoint_auth_method: 'private_key_jwt',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    scope: askedScopes.join(' '),
    [toolConfigurationKey]: {
      domain: new URL(publicUrl).host,
      target_link_uri: launch,
      description,
      claims: askedClaims,
      messages: [
        { type: 'LtiResourceLinkRequest', target_link_uri: launch, label: 'Netzbrücke öffnen' },
        {
          type: 'LtiDeepLinkingRequest',
          target_link_uri: launch,
          label: 'Raum auswählen',
          placements: ['ContentArea'],
        },
        { type: 'LtiSubmissionReviewRequest', target_link_uri: launch, label: 'Stand einer Person zeigen' },
      ],
    },
  };
}
