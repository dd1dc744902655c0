import { describe, expect, test } from '@jest/globals';
import { open, visit } from '../support/launching.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

describe('a course link opens a space', () => {
  test.each([
    ['trainee', 'network', 'Elf Schulen aus Lippenau'],
    ['teacher', 'working-group', 'Medienkonzepte unserer Schulen'],
    ['trainee', 'training', 'Ihr Weg: Schritt 1 von 6'],
    ['zfsl-leader', 'zfsl-group', 'aus mehreren ZfsL'],
    ['network-manager', 'managers', 'Was hier besprochen wird, bleibt hier'],
  ])('%s opens the link to the %s', async (personId, activityId, purpose) => {
    const page = await open(world(), await visit(world(), personId, activityId));
    expect({ status: page.statusCode, has: page.body.includes(purpose) }).toEqual({ status: 200, has: true });
  });
});
