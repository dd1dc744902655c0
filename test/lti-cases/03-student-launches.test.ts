import { describe, expect, test } from '@jest/globals';
import { claim } from '../../lti/claims.ts';
import { open, visit } from '../support/launching.ts';
import { sessionOf } from '../support/session-of.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const vocabulary = 'http://purl.imsglobal.org/vocab/lis/v2/';
const noNames = { name: undefined, given_name: undefined, family_name: undefined };
const noMail = { email: undefined };
const minimal = Object.fromEntries(
  [
    'email',
    'name',
    'given_name',
    'family_name',
    claim.context,
    claim.launchPresentation,
    'https://purl.imsglobal.org/spec/lti/claim/lis',
    'https://purl.imsglobal.org/spec/lti/claim/ext',
    'https://purl.imsglobal.org/spec/lti/claim/custom',
    'https://purl.imsglobal.org/spec/lti/claim/tool_platform',
    'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome',
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  ].map((name) => [name, undefined]),
);

/** Official valid student launches: title, bent claims. All of them give the right of a learner. */
const cases: [title: string, claims: Record<string, unknown>][] = [
  ['S01 as learner with all claims', {}],
  [
    'S02 with several roles',
    { [claim.roles]: [`${vocabulary}membership#Learner`, `${vocabulary}membership#Mentor`] },
  ],
  ['S03 with the short role "Learner"', { [claim.roles]: ['Learner'] }],
  ['S04 with an unknown role', { [claim.roles]: ['http://example.org/roles#Wizard'] }],
  ['S05 with no roles', { [claim.roles]: [] }],
  ['S06 with a mail address and no names', noNames],
  ['S07 with names and no mail address', noMail],
  ['S08 with no personal data', { ...noNames, ...noMail }],
  ['S09 with nothing but the resource link', minimal],
  ['S10 without a course', { [claim.context]: undefined }],
];

describe('official valid student launches open the space', () => {
  test.each(cases)('%s', async (_title, claims) => {
    const visitor = await visit(world(), 'trainee', 'training', { claims });
    const page = await open(world(), visitor);
    expect({ status: page.statusCode, right: (await sessionOf(world(), visitor)).right }).toEqual({
      status: 200,
      right: 'learner',
    });
    expect(page.body).toContain('Ihr Weg: Schritt 1 von 6');
  });
});
