import { describe, expect, test } from '@jest/globals';
import { claim } from '../../lti/claims.ts';
import { findAccount } from '../../src/store/account.ts';
import { open, visit } from '../support/launching.ts';
import { sessionOf } from '../support/session-of.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const instructor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';
const mentor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor';
const unknown = 'http://example.org/roles#Wizard';
const noNames = { name: undefined, given_name: undefined, family_name: undefined };
const noMail = { email: undefined };

/** Official valid teacher launches: title, bent claims, right that it gives, name that is kept. */
const cases: [title: string, claims: Record<string, unknown>, right: string, name: string][] = [
  ['T01 as instructor with all claims', {}, 'teacher', 'Meltem Arslan'],
  ['T02 with several roles', { [claim.roles]: [mentor, instructor] }, 'teacher', 'Meltem Arslan'],
  ['T03 with the short role "Instructor"', { [claim.roles]: ['Instructor'] }, 'teacher', 'Meltem Arslan'],
  [
    'T04 with an unknown role gives the least right',
    { [claim.roles]: [unknown] },
    'learner',
    'Meltem Arslan',
  ],
  ['T05 with no roles gives the least right', { [claim.roles]: [] }, 'learner', 'Meltem Arslan'],
  ['T06 with a mail address and no names', noNames, 'teacher', ''],
  ['T07 with names and no mail address', noMail, 'teacher', 'Meltem Arslan'],
  ['T08 with no personal data at all', { ...noNames, ...noMail }, 'teacher', ''],
  ['T09 without a course', { [claim.context]: undefined }, 'teacher', 'Meltem Arslan'],
];

describe('official valid teacher launches open the space', () => {
  test.each(cases)('%s', async (_title, claims, right, name) => {
    const visitor = await visit(world(), 'teacher', 'network', { claims });
    const page = await open(world(), visitor);
    expect({ status: page.statusCode, right: (await sessionOf(world(), visitor)).right }).toEqual({
      status: 200,
      right,
    });
    expect(page.body).toContain('Elf Schulen aus Lippenau');
    const account = await findAccount(world().core.store, world().site.id, '3');
    expect(account?.doc).toMatchObject({ displayName: name });
    expect(JSON.stringify(account?.doc)).not.toContain('@example.org');
  });
});
