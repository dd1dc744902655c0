import type { LightMyRequestResponse } from 'fastify';
import { operatorLink } from '../../src/commands/operator.ts';
import { addressIn, type Route, routesOf } from './all-routes.ts';
import { groundOf, makeMember } from './ground.ts';
import { come, type Guest } from './guest.ts';
import { cookiesOf, form } from './launching.ts';
import type { World } from './world.ts';

/** Somebody who may open most pages: owner of a space, administrator of the site, and operator in the same browser. */
export interface EveryPageVisitor {
  cookies: Record<string, string>;
  guest: Guest;
  /** For the `:names` in addresses. */
  values: Record<string, string>;
}

export async function everyPageVisitor(world: World): Promise<EveryPageVisitor> {
  const guest = await come(world, { sub: '80', name: 'Alma Allesda', right: 'site-administrator' });
  const space = await groundOf(world);
  const member = await makeMember(world, space, guest, { isOwner: true });
  const cookies = { ...guest.cookies, ...(await signInOperator(world)) };
  return { cookies, guest, values: { site: guest.siteId, space: space.id, member } };
}

async function signInOperator(world: World): Promise<Record<string, string>> {
  let address = '';
  await operatorLink({ ...world.core, clock: world.now }, (line) => {
    address ||= line;
  });
  const token = new URL(address).searchParams.get('token') ?? '';
  const { publicUrl } = world.settings;
  const url = '/operator/sign-in';
  return cookiesOf(await world.app.inject({ method: 'POST', url, ...form({ token }, publicUrl) }));
}

/** What every route answers to this visitor, GET and POST. */
export async function answersOfAll(
  world: World,
  { cookies, values }: Pick<EveryPageVisitor, 'cookies' | 'values'>,
  headers: Record<string, string> = {},
): Promise<{ route: Route; answer: LightMyRequestResponse }[]> {
  const answers: { route: Route; answer: LightMyRequestResponse }[] = [];
  for (const route of routesOf(world.app)) {
    const url = addressIn(route.path, values);
    const method = route.method as 'GET' | 'POST';
    answers.push({ route, answer: await world.app.inject({ method, url, cookies, headers }) });
  }
  return answers;
}
