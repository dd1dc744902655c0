import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { mayAct, type SpaceAction, type Standing, standingOf } from '../domain/access.ts';
import { CodedError } from '../domain/errors.ts';
import type { Membership } from '../domain/membership.ts';
import type { Session } from '../domain/session.ts';
import type { Space } from '../domain/space.ts';
import { findCourseLink } from '../store/course-link.ts';
import { findMembership } from '../store/membership.ts';
import type { Stored } from '../store/port.ts';
import { spaces } from '../store/space.ts';
import { everywhere } from './cookies.ts';
import { clearFlash, type Flash, readFlash, setFlash } from './flash.ts';
import { checkForm, type FormSeal, sealForm, textFields } from './forms.ts';
import { allowFrames, type FramedBy } from './headers.ts';
import { isLanguage, type Language, languageFor, type T, translator } from './language.ts';
import type { WebServices } from './services.ts';
import { readSession, type SignedIn } from './session.ts';
import { render } from './views/document.tsx';

/** A request for a page, in the language of its reader. */
export interface Visit {
  services: WebServices;
  request: FastifyRequest;
  language: Language;
  t: T;
  /** Epoch milliseconds. */
  now: number;
  /** Values in the address, by name. */
  values: Record<string, string>;
  /** Fields of the posted form. */
  fields: Record<string, string | undefined>;
  isFramed: boolean;
}

/** A visit by somebody who came through a launch. */
export interface SignedInVisit extends Visit, SignedIn {
  seal: FormSeal;
  flash: Flash | undefined;
}

/** A visit to a space by somebody who may do what this address does. */
export interface SpaceVisit extends SignedInVisit {
  space: Stored<Space>;
  membership: Membership;
  standing: Standing;
  may(action: SpaceAction): boolean;
}

export interface PageAnswer {
  page: VNode;
  status?: number;
  framedBy?: FramedBy;
  /** Origin to which a form of this page leads in the end, if not ours. */
  formsTo?: string;
  /** Whether a script of ours stands in it. */
  hasScript?: boolean;
}

/** A file to keep, for example a table. */
export interface FileAnswer {
  file: string;
  /** Media type. */
  type: string;
  /** Letters, digits, hyphens and the ending. */
  name: string;
}

/** Server-sent events, ready to be written (HTML Living Standard, section 9.2). */
export interface EventsAnswer {
  events: AsyncIterable<string>;
}

/**
 * `saved` answers a script that saved in place: when it was saved (epoch milliseconds), undefined where it could not
 * be, and the form must be sent.
 */
export type Answer =
  | PageAnswer
  | FileAnswer
  | EventsAnswer
  | { redirect: string; flash?: Flash }
  | { saved: number | undefined };

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Pages without session and action. Anybody may frame them: they are linked from pages inside Moodle's frame. */
export function forAnybody(services: WebServices, page: (visit: Visit) => Promise<Answer> | Answer): Handler {
  return async (request, reply) =>
    send(services, reply, await page(visitOf(services, request, reply)), 'anyone');
}

/** Pages and forms for somebody with a session of the site in the address. */
export function forSignedIn(services: WebServices, page: (visit: SignedInVisit) => Promise<Answer>): Handler {
  return async (request, reply) => {
    const visit = await signedInVisit(services, request, reply);
    const framedBy = { platform: visit.site.issuer };
    const answer = await page(visit);
    // A page that only sends on shows nothing: what the one before wanted to say waits for the next.
    if (request.method === 'GET' && 'page' in answer) clearFlash(request, reply, visit.session);
    return send(services, reply, answer, framedBy, visit.session);
  };
}

/** Pages and forms of a space, each with the one action it stands for. */
export function inSpace(
  services: WebServices,
  action: SpaceAction,
  page: (visit: SpaceVisit) => Promise<Answer>,
): Handler {
  return forSignedIn(services, async (visit) => page(await enterSpace(visit, action)));
}

export function visitOf(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  platformLocale?: string,
): Visit {
  const query = (request.query as { lang?: unknown } | undefined)?.lang;
  const cookie = request.cookies?.nb_lang;
  const acceptLanguage = request.headers['accept-language'];
  if (isLanguage(query) && query !== cookie)
    reply.setCookie('nb_lang', query, { ...everywhere, maxAge: 31_536_000 });
  const language = languageFor({
    query,
    ...(cookie === undefined ? {} : { cookie }),
    ...(platformLocale ? { platformLocale } : {}),
    ...(acceptLanguage === undefined ? {} : { acceptLanguage }),
  });
  return {
    services,
    request,
    language,
    t: translator(language),
    now: services.clock(),
    values: (request.params ?? {}) as Record<string, string>,
    fields: textFields(request.body),
    isFramed: request.headers['sec-fetch-dest'] === 'iframe',
  };
}

async function signedInVisit(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedInVisit> {
  const siteId = (request.params as { site: string }).site;
  const signedIn = await readSession(services, request, siteId);
  if (request.method === 'POST') checkForm(services, request, signedIn.session);
  const flash = request.method === 'GET' ? readFlash(services, request, signedIn.session) : undefined;
  const visit = visitOf(services, request, reply, signedIn.account.locale);
  const target = request.headers['sec-fetch-dest'];
  return {
    ...visit,
    ...signedIn,
    // Browsers before 2023 do not say where a page is shown; then the launch's word counts.
    isFramed: target === undefined ? signedIn.session.isFramed : visit.isFramed,
    seal: sealForm(services, signedIn.session),
    flash,
  };
}

/**
 * @throws CodedError `space.not-found` for a space that this person has nothing to do with, whether it exists or
 * not; `access.denied` where the launched link opens it, or for an action that the person may not do
 */
async function enterSpace(visit: SignedInVisit, action: SpaceAction): Promise<SpaceVisit> {
  const { services, session, values } = visit;
  const space = await services.store.get(spaces, values.space ?? '');
  if (!space) throw new CodedError('space.not-found');
  const membership = (await findMembership(services.store, space.doc.id, session.accountId))?.doc;
  const standing = standingOf(membership);
  const may = (wanted: SpaceAction): boolean => mayAct(space.doc.kind, wanted, standing, session.right);
  if (membership && may(action)) return { ...visit, space, membership, standing, may };
  const link = await findCourseLink(services.store, session);
  const isKnown = standing !== 'none' || link?.doc.spaceId === space.doc.id;
  throw new CodedError(isKnown ? 'access.denied' : 'space.not-found', {
    action,
    kind: space.doc.kind,
    standing,
  });
}

async function send(
  services: WebServices,
  reply: FastifyReply,
  answer: Answer,
  framedBy: FramedBy,
  session?: Session,
): Promise<FastifyReply> {
  if ('saved' in answer) return reply.status(answer.saved === undefined ? 409 : 200).send(answer);
  if ('redirect' in answer) {
    if (answer.flash && session) setFlash(services, reply, session, answer.flash);
    return reply.redirect(answer.redirect, 303);
  }
  if ('file' in answer) {
    return reply
      .type(answer.type)
      .header('content-disposition', `attachment; filename="${answer.name}"`)
      .send(answer.file);
  }
  if ('events' in answer) {
    // A proxy that collects an answer before it passes it on would make the page wait for the end of the run.
    return reply
      .type('text/event-stream; charset=utf-8')
      .header('x-accel-buffering', 'no')
      .send(Readable.from(answer.events));
  }
  return sendPage(reply, answer, framedBy);
}

/** Sends a page as HTML, framed by nobody else than the answer or else `framedBy` says. */
export function sendPage(reply: FastifyReply, answer: PageAnswer, framedBy: FramedBy): FastifyReply {
  allowFrames(reply, answer.framedBy ?? framedBy, answer.formsTo, answer.hasScript);
  return reply
    .status(answer.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(render(answer.page));
}
