import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  creatableKinds,
  mayAct,
  maySetUpLinks,
  type Standing,
  spaceActions,
  standingOf,
  standings,
} from '../../src/domain/access.ts';
import { type LaunchRight, launchRightSchema, memberRoles } from '../../src/domain/member-role.ts';
import { spaceKinds } from '../../src/domain/space.ts';

const rights = launchRightSchema.options;

/**
 * Who may do what, written out a second time. The letters are the standings that may:
 * l = came by a launch, c = confirmed, L = leading, o = owner. A star: only with the right of a teacher or of the
 * administration in the course.
 */
const matrix = `
  action                network  working-group  training  zfsl-group  managers
  view                  lcLo     lcLo           lcLo      lcLo        cLo
  see-all-members       cLo      cLo            Lo        cLo         cLo
  see-own-site-members  lcLo     lcLo           Lo        lcLo        cLo
  edit                  o        o              o         o           o
  plan-events           Lo       cLo            Lo        Lo          cLo
  report-progress       Lo       Lo             Lo        Lo          Lo
  review-progress       lcLo*    lcLo*          lcLo*     lcLo*       cLo*
  manage-members        o        o              o         o           o
  bind-link             Lo*      Lo*            Lo*       Lo*         o*
  share                 o        o              o         o           -
  lead-training         -        -              Lo        -           -
  edit-curriculum       -        -              Lo        -           -
`;

const [head = [], ...rows] = matrix
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const letters: Record<Standing, string> = {
  none: '?',
  'by-launch': 'l',
  confirmed: 'c',
  leading: 'L',
  owner: 'o',
};

function expected(kind: string, action: string, standing: Standing, right: LaunchRight): boolean {
  const row = rows.find(([name]) => name === action) ?? [];
  const cell = row[head.indexOf(kind)] ?? '';
  if (cell.endsWith('*') && right === 'learner') return false;
  return cell.includes(letters[standing]);
}

describe('who may do what', () => {
  test('the table of this test names every kind and every action once', () => {
    expect([...head.slice(1)].sort()).toEqual([...spaceKinds].sort());
    expect(rows.map(([name]) => name ?? '').sort()).toEqual([...spaceActions].sort());
  });

  test.each(spaceKinds)('in a space of the kind %s it is as the table says, for every right', (kind) => {
    const told: string[] = [];
    const actual: string[] = [];
    for (const action of spaceActions)
      for (const standing of standings)
        for (const right of rights) {
          const name = `${action} as ${standing} with the right ${right}`;
          if (expected(kind, action, standing, right)) told.push(name);
          if (mayAct(kind, action, standing, right)) actual.push(name);
        }
    expect(actual).toEqual(told);
  });

  test('only teachers and the administration set up links, and nobody makes a closed area from a course', () => {
    expect(rights.filter(maySetUpLinks)).toEqual(['teacher', 'site-administrator']);
    expect([...creatableKinds].sort()).toEqual(spaceKinds.filter((kind) => kind !== 'managers').sort());
  });
});

const aMembership = fc.record({
  status: fc.constantFrom('active' as const, 'removed' as const),
  isOwner: fc.boolean(),
  isConfirmed: fc.boolean(),
  role: fc.constantFrom(...memberRoles),
});
const anAct = fc.record({
  kind: fc.constantFrom(...spaceKinds),
  action: fc.constantFrom(...spaceActions),
  right: fc.constantFrom(...rights),
});

describe('rules that hold whatever the table says', () => {
  test('nobody without an active membership may do anything', () => {
    fc.assert(
      fc.property(anAct, aMembership, ({ kind, action, right }, membership) => {
        const gone = { ...membership, status: 'removed' as const };
        expect(mayAct(kind, action, standingOf(gone), right)).toBe(false);
        expect(mayAct(kind, action, standingOf(undefined), right)).toBe(false);
      }),
    );
  });

  test('a learner of a course never decides what its link opens', () => {
    fc.assert(
      fc.property(anAct, aMembership, ({ kind }, membership) => {
        expect(mayAct(kind, 'bind-link', standingOf(membership), 'learner')).toBe(false);
      }),
    );
  });

  test('whoever stands higher may do all that somebody lower may', () => {
    fc.assert(
      fc.property(anAct, ({ kind, action, right }) => {
        const may = standings.map((standing) => mayAct(kind, action, standing, right));
        expect(may).toEqual([...may].sort((a, b) => Number(a) - Number(b)));
      }),
    );
  });

  test('a higher right in the course never takes anything away', () => {
    fc.assert(
      fc.property(anAct, aMembership, ({ kind, action }, membership) => {
        const may = rights.map((right) => mayAct(kind, action, standingOf(membership), right));
        expect(may).toEqual([...may].sort((a, b) => Number(a) - Number(b)));
      }),
    );
  });

  test('owners may do everything but share the closed area, and train where nobody is trained', () => {
    const ofTrainings = ['lead-training', 'edit-curriculum'];
    fc.assert(
      fc.property(anAct, ({ kind, action }) => {
        const isShut = kind === 'managers' && action === 'share';
        const isForeign = kind !== 'training' && ofTrainings.includes(action);
        expect(mayAct(kind, action, 'owner', 'teacher')).toBe(!isShut && !isForeign);
      }),
    );
  });

  test('a role leads only when a person gave it', () => {
    fc.assert(
      fc.property(aMembership, (membership) => {
        const standing = standingOf({ ...membership, status: 'active', isOwner: false, isConfirmed: false });
        expect(standing).toBe('by-launch');
      }),
    );
  });
});
