import { decodeJwt } from 'jose';
import type { Session } from '../../src/domain/session.ts';
import { sessions } from '../../src/store/session.ts';
import type { Visitor } from './launching.ts';
import type { World } from './world.ts';

/** What is stored of a visitor's session. */
export async function sessionOf(world: World, visitor: Visitor): Promise<Session> {
  const token = visitor.cookies[`nb_s_${world.site.id}`] ?? '';
  const found = await world.core.store.get(sessions, String(decodeJwt(token).session));
  if (!found) throw new Error('no session is stored');
  return found.doc;
}
