import type { FastifyInstance } from 'fastify';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { paths } from '../../src/web/addresses.ts';

/** An address of a space, with what its form needs; `may` names the standings that may, for network and managers. */
export interface SpaceRoute {
  method: 'GET' | 'POST';
  path: Extract<(typeof paths)[keyof typeof paths], `/s/:site/spaces/:space${string}`>;
  /** l = came by a launch, c = confirmed, L = leading, o = owner. */
  may: { network: string; managers: string };
  fields?: Record<string, string>;
}

const look = { network: 'lcLo', managers: 'cLo' };
const plan = { network: 'Lo', managers: 'cLo' };
const report = { network: 'Lo', managers: 'Lo' };
const review = { network: 'lcLo', managers: 'cLo' };
const own = { network: 'o', managers: 'o' };
const share = { network: 'o', managers: '' };
const anEvent = { kind: 'peer-visit', date: '2031-05-08', from: '10:00', to: '12:00', place: 'Aula' };

/** Every route of a space. A test compares it with what the application answers. */
export const spaceRoutes: readonly SpaceRoute[] = [
  { method: 'GET', path: paths.space, may: look },
  { method: 'GET', path: paths.about, may: look },
  { method: 'GET', path: paths.members, may: look },
  { method: 'POST', path: paths.memberRole, may: own, fields: { role: 'process-facilitator' } },
  { method: 'POST', path: paths.memberOwner, may: own, fields: { owner: 'yes' } },
  { method: 'GET', path: paths.memberRemoval, may: own },
  { method: 'POST', path: paths.memberRemoval, may: own },
  { method: 'POST', path: paths.memberReturn, may: own },
  { method: 'GET', path: paths.events, may: plan },
  { method: 'POST', path: paths.events, may: plan, fields: anEvent },
  { method: 'GET', path: paths.eventRemoval, may: plan },
  { method: 'POST', path: paths.eventRemoval, may: plan },
  { method: 'GET', path: paths.grades, may: report },
  { method: 'POST', path: paths.gradeComplete, may: report },
  { method: 'POST', path: paths.gradeUndo, may: report },
  { method: 'POST', path: paths.gradeAgain, may: report },
  { method: 'POST', path: paths.gradeColumn, may: report },
  { method: 'GET', path: paths.reviews, may: review },
  { method: 'GET', path: paths.review, may: review },
  { method: 'GET', path: paths.progress, may: look },
  { method: 'POST', path: paths.progressActivities, may: own },
  { method: 'POST', path: paths.progressReading, may: report },
  { method: 'GET', path: paths.settings, may: own },
  { method: 'POST', path: paths.settings, may: own, fields: { title: 'Neuer Titel', purpose: 'Neu' } },
  { method: 'POST', path: paths.linkCodes, may: share },
  { method: 'GET', path: paths.linkCodeRevocation, may: share },
  { method: 'POST', path: paths.linkCodeRevocation, may: share },
  { method: 'POST', path: paths.invitations, may: own, fields: { role: 'network-manager' } },
  { method: 'GET', path: paths.invitationWithdrawal, may: own },
  { method: 'POST', path: paths.invitationWithdrawal, may: own },
  { method: 'GET', path: paths.linkRemoval, may: own },
  { method: 'POST', path: paths.linkRemoval, may: own },
];

/** Routes for which a session of the site is enough. */
export const signedInRoutes: readonly [method: 'GET' | 'POST', path: string][] = [
  ['GET', paths.linkSetup],
  ['POST', paths.bindToSpace],
  ['POST', paths.bindByCode],
  ['POST', paths.bindToNewSpace],
  ['GET', paths.pick],
  ['POST', paths.pick],
  ['GET', paths.invitation],
  ['POST', paths.invitation],
  ['GET', paths.closed],
  ['GET', paths.handover],
  ['GET', paths.launches],
];

/** Routes that ask for a code of their own instead of a session. */
export const codeRoutes: readonly [method: 'POST', path: string, refusal: ErrorCode][] = [
  ['POST', paths.handover, 'session.handover-invalid'],
];

/** All routes of the application below `/s/`, as "GET /s/:site/link", without HEAD. */
export function siteRoutesOf(app: FastifyInstance): string[] {
  const parents: string[] = [];
  const found: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/u.exec(line);
    if (!match) continue;
    const [, indent = '', part = '', methods = ''] = match;
    const depth = indent.length / 4;
    parents.length = depth;
    const path = parents.join('') + part;
    parents.push(part);
    for (const method of methods.split(', ')) {
      if (path.startsWith('/s/') && method !== '' && method !== 'HEAD') found.push(`${method} ${path}`);
    }
  }
  return found.sort();
}
