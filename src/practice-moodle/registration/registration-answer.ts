import { linesToParameters } from '../custom-parameters.ts';
import { scopes } from '../services/scopes.ts';
import type { ToolType } from '../tool-type.ts';

/**
 * registration_helper::config_to_registration(). Two slips of Moodle's are kept: whoever may use grades at all is told
 * that it may also add columns, and a custom parameter loses what stands after a second equals sign.
 */
export function registrationAnswer(type: ToolType): object {
  const custom = Object.entries(linesToParameters(type.customParameters));
  return {
    client_id: type.clientId,
    response_types: ['id_token'],
    jwks_uri: type.keySetUrl,
    initiate_login_uri: type.initiateLogin,
    grant_types: ['client_credentials', 'implicit'],
    redirect_uris: type.redirectUris,
    application_type: 'web',
    token_endpoint_auth_method: 'private_key_jwt',
    client_name: type.name,
    logo_uri: type.icon,
    scope: grantedScopes(type).join(' '),
    'https://purl.imsglobal.org/spec/lti-tool-configuration': {
      version: '1.3.0',
      deployment_id: type.id,
      target_link_uri: type.url,
      domain: type.domain,
      description: type.description,
      ...(type.deepLinking && {
        messages: [{ type: 'LtiDeepLinkingRequest', target_link_uri: type.deepLinkingUrl }],
      }),
      ...(custom.length > 0 && {
        custom_parameters: Object.fromEntries(custom.map(([name, value]) => [name, value.split('=')[0]])),
      }),
      claims: [
        'sub',
        'iss',
        ...(type.sendName === 'never' ? [] : ['name', 'family_name', 'given_name']),
        ...(type.sendEmail === 'never' ? [] : ['email']),
      ],
    },
  };
}

function grantedScopes(type: ToolType): string[] {
  const ags = [scopes.score, scopes.resultRead, scopes.lineItemRead, scopes.lineItem];
  return [
    ...(type.gradeSync === 'never' ? [] : ags),
    ...(type.memberships ? [scopes.membershipsRead] : []),
    ...(type.toolSettings ? [scopes.toolSetting] : []),
  ];
}
