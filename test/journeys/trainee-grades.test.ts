import { expect, test } from '@jest/globals';
import { paths } from '../../src/web/addresses.ts';
import { makeMember } from '../support/ground.ts';
import { open, send, visit } from '../support/launching.ts';
import {
  accountOf,
  linkStandsFor,
  partOf,
  trainingOf,
  trainingPage,
  wishesFor,
} from '../support/training-ground.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

test('a module that a trainer recognises goes to the gradebook once, and is taken back there too', async () => {
  const jonas = await visit(world(), 'trainee', 'training');
  await open(world(), jonas, await trainingPage(world(), paths.trainingPath));
  await linkStandsFor(world(), 'kick-off');
  const thorben = await visit(world(), 'network-manager', 'training');
  const { id } = await partOf(world(), 'trainee');
  const page = await trainingPage(world(), paths.trainee, { participant: id });
  const press = async (path: typeof paths.traineeUnit | typeof paths.traineeUnitReopening) => {
    const address = await trainingPage(world(), path, { participant: id, unit: 'kick-off-day' });
    return send(world(), thorben, address, {}, page);
  };
  await Promise.all([press(paths.traineeUnit), press(paths.traineeUnit)]);
  expect(await wishesFor(world(), 'trainee')).toEqual(['complete']);
  await press(paths.traineeUnitReopening);
  expect(await wishesFor(world(), 'trainee')).toEqual(['undone']);
});

test('the page of grades waits for those who learn, and not for a mentor from the same course', async () => {
  const guest = { accountId: await accountOf(world(), 'school-head'), siteId: world().site.id };
  await makeMember(world(), await trainingOf(world()), guest, { role: 'mentor' });
  const thorben = await visit(world(), 'network-manager', 'training');
  const { body } = await open(world(), thorben, await trainingPage(world(), paths.grades));
  expect([body.includes('<bdi>Jonas Heitkamp</bdi>'), body.includes('<bdi>Birgit Sanderhoff</bdi>')]).toEqual(
    [true, false],
  );
});
