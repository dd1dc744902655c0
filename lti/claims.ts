import { z } from 'zod';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';

/** Names of the claims that we read (LTI 1.3 core, section 5.3 and 5.4). */
export const claim = {
  version: `${lti}version`,
  messageType: `${lti}message_type`,
  deploymentId: `${lti}deployment_id`,
  targetLinkUri: `${lti}target_link_uri`,
  roles: `${lti}roles`,
  resourceLink: `${lti}resource_link`,
  context: `${lti}context`,
  launchPresentation: `${lti}launch_presentation`,
  forUser: `${lti}for_user`,
  custom: `${lti}custom`,
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  gradebook: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
} as const;

/** Scopes of the services that we use (NRPS 2.0 section 2.2, AGS 2.0 section 3). */
export const serviceScope = {
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
  scores: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  results: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  columns: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  columnsReadOnly: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
} as const;

/** Letters of a name that are kept. */
export const nameLimit = 200;

/**
 * Types and lengths of every claim that we use, after version, type and deployment were checked by name.
 * A text that is only shown is cut, not refused: a long course title is no attack.
 */
export const resourceLinkClaimsSchema = z.object({
  sub: id(),
  name: shown(nameLimit),
  given_name: shown(100),
  family_name: shown(100),
  [claim.targetLinkUri]: z.string().min(1).max(2000),
  [claim.roles]: z.array(z.string().max(500)).max(100),
  [claim.resourceLink]: z.object({ id: id(), title: shown(200) }),
  [claim.context]: z.object({ id: id(), title: shown(200), label: shown(200) }).optional(),
  [claim.launchPresentation]: z
    .object({
      locale: z.string().max(35).optional(),
      document_target: z.string().max(20).optional(),
      return_url: z.string().max(2000).optional(),
    })
    .optional(),
  // A service whose claim cannot be read is a service that is not offered.
  [claim.memberships]: z.object({ context_memberships_url: address() }).optional().catch(undefined),
  [claim.gradebook]: z
    .object({
      scope: z.array(z.string().max(300)).max(20),
      lineitems: address().optional().catch(undefined),
      // Moodle sends an empty one where the link's own column was deleted.
      lineitem: address().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type ResourceLinkClaims = z.infer<typeof resourceLinkClaimsSchema>;

/**
 * Somebody's work in a link, opened from the gradebook (LTI Submission Review 1.0): a launch of that link that names
 * the person. Moodle leaves the person out where a teacher clicks the heading of a column; that names nobody.
 */
export const submissionReviewClaimsSchema = resourceLinkClaimsSchema.extend({
  [claim.forUser]: z.object({ user_id: id() }).optional(),
});

/** Half a letter (a lone surrogate) is stored as U+FFFD: two ids that differ only there would become one. */
function id() {
  return z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u);
}

function address() {
  return z.string().min(1).max(1000);
}

function shown(length: number) {
  return z
    .string()
    .max(100_000)
    .nullish()
    .transform((text) =>
      (text ?? '')
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, length)
        .replace(/\p{Cs}/gu, ''),
    );
}
