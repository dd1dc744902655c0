import type { FastifyInstance } from 'fastify';
import type { PracticeSite } from './site.ts';

/** `/mod/lti/openid-configuration.php`, as Moodle 4.5 answers it (mod/lti/openid-configuration.php). */
export function openidConfigurationRoute(app: FastifyInstance, site: PracticeSite): void {
  app.get('/mod/lti/openid-configuration.php', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(openidConfiguration(site.origin)),
  );
}

function openidConfiguration(origin: string): object {
  const purl = 'https://purl.imsglobal.org/spec';
  return {
    issuer: origin,
    token_endpoint: `${origin}/mod/lti/token.php`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    jwks_uri: `${origin}/mod/lti/certs.php`,
    authorization_endpoint: `${origin}/mod/lti/auth.php`,
    registration_endpoint: `${origin}/mod/lti/openid-registration.php`,
    scopes_supported: [
      `${purl}/lti-bo/scope/basicoutcome`,
      `${purl}/lti-ags/scope/lineitem.readonly`,
      `${purl}/lti-ags/scope/result.readonly`,
      `${purl}/lti-ags/scope/score`,
      `${purl}/lti-ags/scope/lineitem`,
      `${purl}/lti-nrps/scope/contextmembership.readonly`,
      `${purl}/lti-ts/scope/toolsetting`,
      'openid',
    ],
    response_types_supported: ['id_token'],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
    [`${purl}/lti-platform-configuration`]: {
      product_family_code: 'moodle',
      version: '4.5.6 (Build: 20250811)',
      messages_supported: [
        { type: 'LtiResourceLinkRequest' },
        { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] },
      ],
      variables,
    },
  };
}

/** Those of lti_get_capabilities() that carry a value in a launch. */
const variables = [
  'Context.id',
  'Context.title',
  'Context.label',
  'Context.id.history',
  'Context.sourcedId',
  'Context.longDescription',
  'Context.timeFrame.begin',
  'CourseSection.title',
  'CourseSection.label',
  'CourseSection.sourcedId',
  'CourseSection.longDescription',
  'CourseSection.timeFrame.begin',
  'CourseSection.timeFrame.end',
  'ResourceLink.id',
  'ResourceLink.title',
  'ResourceLink.description',
  'User.id',
  'User.username',
  'Person.name.full',
  'Person.name.given',
  'Person.name.family',
  'Person.email.primary',
  'Person.sourcedId',
  'Membership.role',
  'Result.sourcedId',
  'Result.autocreate',
  'BasicOutcome.sourcedId',
  'BasicOutcome.url',
  'Moodle.Person.userGroupIds',
];
