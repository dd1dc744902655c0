import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anotherInstance } from '../support/instance.ts';
import { cookiesOf, launch, open, postLaunch, startLogin, visit } from '../support/launching.ts';
import { describeOnStandIn, type StandIn, startStandIn } from '../support/mongo.ts';
import { codeOn } from '../support/refusals.ts';
import { openWorld, type World } from '../support/world.ts';

describeOnStandIn('On MongoDB', () => {
  let server: StandIn;
  let world: World;
  beforeAll(async () => {
    server = await startStandIn();
    world = await openWorld({ environment: { DATABASE_URL: server.url } });
  });
  afterAll(async () => {
    await world.close();
    await server.stop();
  });

  test('a launch opens a space, on every instance, and works once', async () => {
    const { nonce, ...login } = await startLogin(world);
    const id_token = await world.practice.idToken({ personId: 'trainee', activityId: 'network', nonce });
    const other = await anotherInstance(world);
    const launched = await postLaunch(other, { ...login, id_token });
    expect(launched.statusCode).toBe(303);
    const visitor = { cookies: cookiesOf(launched), address: String(launched.headers.location) };
    for (const instance of [world, other]) {
      const page = await open(instance, visitor);
      expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('Lernen 27 Lippenau')]);
      const again = await postLaunch(instance, { ...login, id_token });
      expect([again.statusCode, codeOn(again)]).toEqual([409, 'launch.nonce-used']);
    }
    await other.app.close();
  });

  test('a database that does not answer gets a page that says so; when it answers, everything goes on', async () => {
    const visitor = await visit(world, 'teacher', 'network');
    await server.hold();
    const waiting = await open(world, visitor);
    server.goOn();
    expect(waiting.statusCode).toBe(503);
    expect(codeOn(waiting)).toMatch(/^store\.(busy|down)$/);
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(0);
    const health = async (): Promise<number> => (await world.app.inject({ url: '/health' })).statusCode;
    for (let left = 5; left > 0 && (await health()) !== 200; left -= 1);
    expect((await open(world, visitor)).statusCode).toBe(200);
    expect((await launch(world)).statusCode).toBe(303);
  });
});
