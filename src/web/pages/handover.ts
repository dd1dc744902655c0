import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CodedError } from '../../domain/errors.ts';
import type { Session } from '../../domain/session.ts';
import { minute } from '../../runtime/clock.ts';
import { hashOf, randomId } from '../../runtime/secrets.ts';
import { usedNonces } from '../../store/one-time.ts';
import { insert } from '../../store/port.ts';
import { sessions } from '../../store/session.ts';
import { addressOf, paths } from '../addresses.ts';
import { checkOrigin, textFields } from '../forms.ts';
import { signedInFrame } from '../frame.ts';
import type { WebServices } from '../services.ts';
import { startSession } from '../session.ts';
import { NewWindowPage } from '../views/new-window.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';

const lifetime = minute;

const codeSchema = z.object({
  handover: z.string(),
  session: z.string(),
  site: z.string(),
  to: z.string(),
  until: z.number(),
});

/**
 * A window opened from a frame has none of the frame's cookies. This page, in the frame, carries a code that gives
 * the new window a session of its own: once, for a minute, for one page.
 */
export async function handoverPage(visit: SignedInVisit): Promise<Answer> {
  const { request, session, site, now, services } = visit;
  const { to } = request.query as { to?: unknown };
  const start = addressOf(paths.linkSetup, { site: site.id });
  const code: z.infer<typeof codeSchema> = {
    handover: randomId(),
    session: session.id,
    site: site.id,
    to: typeof to === 'string' && isPageOf(site.id, to, services.publicUrl) ? to : start,
    until: now + lifetime,
  };
  const { newWindow: _here, ...frame } = signedInFrame(visit);
  const page = NewWindowPage({
    frame,
    action: addressOf(paths.handover, { site: site.id }),
    method: 'post',
    fields: { code: request.server.jwt.sign(code) },
  });
  return { page };
}

/**
 * Uses the code up, in the new window. Only our own page may send it: a foreign one could sign people in as
 * somebody else.
 *
 * @throws CodedError `form.origin-foreign`, `session.handover-invalid`, `session.expired`
 */
export async function takeOver(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  checkOrigin(services, request);
  const code = readCode(request, services.clock());
  const old = await services.store.get(sessions, code.session);
  if (!old) throw new CodedError('session.expired');
  const session: Session = { ...old.doc, id: randomId(), isFramed: false };
  const used = { id: hashOf(`handover ${code.handover}`), expiresAt: code.until + lifetime };
  try {
    await services.store.commit([insert(usedNonces, used), insert(sessions, session)]);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'store.conflict') throw invalid();
    throw error;
  }
  startSession(reply, session);
  return reply.redirect(code.to, 303);
}

function readCode(request: FastifyRequest, now: number): z.infer<typeof codeSchema> {
  const { site } = request.params as { site: string };
  try {
    const code = codeSchema.parse(request.server.jwt.verify(textFields(request.body).code ?? ''));
    if (code.site === site && code.until > now) return code;
  } catch {
    // Forged, cut or of another kind: the same answer as for an old one.
  }
  throw invalid();
}

function invalid(): CodedError {
  return new CodedError('session.handover-invalid');
}

/** A path of this site on our own origin, however it is written. */
function isPageOf(siteId: string, path: string, publicUrl: string): boolean {
  if (!path.startsWith(`/s/${siteId}/`) || /[\\\s]/.test(path) || !URL.canParse(path, publicUrl))
    return false;
  const url = new URL(path, publicUrl);
  return url.origin === publicUrl && url.pathname.startsWith(`/s/${siteId}/`);
}
