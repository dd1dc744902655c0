import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../../domain/errors.ts';
import type { Site } from '../../domain/site.ts';
import { hour } from '../../runtime/clock.ts';
import { hashOf } from '../../runtime/secrets.ts';
import { accounts } from '../../store/account.ts';
import { courseLinks } from '../../store/course-link.ts';
import { operatorLinks } from '../../store/one-time.ts';
import { type AnyCollection, commitWhat, everyRow, remove, type Store } from '../../store/port.ts';
import { registrations, sites } from '../../store/site.ts';
import { paths } from '../addresses.ts';
import { everywhere } from '../cookies.ts';
import { checkOrigin, textFields } from '../forms.ts';
import { plainFrame } from '../frame.ts';
import type { WebServices } from '../services.ts';
import { OperatorPage, type OperatorSite } from '../views/operator.tsx';
import { OperatorSignInPage } from '../views/operator-sign-in.tsx';
import type { Answer, Visit } from '../visit.ts';

const cookieName = 'nb_operator';
const lifetime = hour;
const inviteCommand = 'npx netzbruecke site invite --name "Moodle …"';
const addSiteCommand = `npx netzbruecke site add \\
  --issuer https://moodle.example.org \\
  --client-id … --deployment-id … \\
  --auth-url https://moodle.example.org/mod/lti/auth.php \\
  --token-url https://moodle.example.org/mod/lti/token.php \\
  --jwks-url https://moodle.example.org/mod/lti/certs.php`;

/** Asks for one press: an address that only mail scanners open must not use the token up. */
export function operatorSignInPage(visit: Visit): Answer {
  const { token } = visit.request.query as { token?: unknown };
  if (typeof token !== 'string' || token.length > 100) throw new CodedError('operator.link-invalid');
  const page = OperatorSignInPage({ frame: plainFrame(visit), action: paths.operatorSignIn, token });
  return { page, framedBy: 'self' };
}

/** Uses the token up and signs in for an hour. */
export async function signInOperator(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  checkOrigin(services, request);
  const token = textFields(request.body).token ?? '';
  await commitWhat(services.store, async () => {
    const link = await services.store.get(operatorLinks, hashOf(token));
    if (!link) throw new CodedError('operator.link-invalid');
    return { ops: [remove(operatorLinks, link)], result: undefined };
  });
  const session = request.server.jwt.sign({ operatorUntil: services.clock() + lifetime });
  reply.setCookie(cookieName, session, {
    ...everywhere,
    sameSite: 'strict',
    partitioned: false,
    path: paths.operator,
    maxAge: lifetime / 1000,
  });
  return reply.redirect(paths.operator, 303);
}

/** Sites, what they use, and the addresses that belong into Moodle. */
export async function operatorPage(visit: Visit): Promise<Answer> {
  checkOperator(visit);
  const { store, publicUrl } = visit.services;
  const listed = await Array.fromAsync(everyRow(store, sites, 'byIssuer', []), ({ doc }) =>
    describe(store, doc),
  );
  const plain = plainFrame(visit);
  const page = OperatorPage({
    frame: { ...plain, footer: { ...plain.footer, launches: paths.operatorLaunches } },
    sites: listed,
    addresses: {
      tool: publicUrl + paths.launch,
      login: publicUrl + paths.login,
      launch: publicUrl + paths.launch,
      keys: publicUrl + paths.keys,
    },
    plugin: { zip: paths.pluginZip, command: inviteCommand },
    addSiteCommand,
  });
  return { page, framedBy: 'self' };
}

/** @throws CodedError `operator.session-missing` */
export function checkOperator({ request, now }: Visit): void {
  const cookie = request.cookies[cookieName];
  try {
    const { operatorUntil } = request.server.jwt.verify<{ operatorUntil?: unknown }>(cookie ?? '');
    if (typeof operatorUntil === 'number' && operatorUntil > now) return;
  } catch {
    // No or a foreign cookie: the same answer as for an old one.
  }
  throw new CodedError('operator.session-missing');
}

async function describe(store: Store, site: Site): Promise<OperatorSite> {
  const found = await store.find(registrations, 'bySite', [site.id], { limit: 500 });
  return {
    site,
    registrations: found.rows.map(({ doc }) => doc),
    accounts: await countOf(store, accounts, 'bySub', site.id),
    courseLinks: await countOf(store, courseLinks, 'byResourceLink', site.id),
  };
}

async function countOf(
  store: Store,
  collection: AnyCollection,
  index: string,
  siteId: string,
): Promise<number> {
  let count = 0;
  for await (const _row of everyRow(store, collection, index, [siteId])) count += 1;
  return count;
}
