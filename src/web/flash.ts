import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Session } from '../domain/session.ts';
import { minute } from '../runtime/clock.ts';
import { everywhere } from './cookies.ts';
import { isTextKey } from './language.ts';
import type { WebServices } from './services.ts';
import type { NoticeName } from './views/notice.tsx';

const flashSchema = z.object({
  notice: z.custom<NoticeName>((name) => isTextKey(`notices.${String(name)}`)).optional(),
  /** Where a form takes back what was done. */
  undo: z.string().optional(),
  /** A code that is shown once. */
  linkCode: z.string().optional(),
  invitationCode: z.string().optional(),
});
/** What the next page says on top, once. */
export type Flash = z.infer<typeof flashSchema>;

const name = 'nb_flash';

/** The next person in the same browser must not read a code that was shown to this one. */
function useFor({ accountId }: Session): string {
  return `flash ${accountId}`;
}

export function setFlash(
  { secrets }: WebServices,
  reply: FastifyReply,
  session: Session,
  flash: Flash,
): void {
  reply.setCookie(name, secrets.seal(useFor(session), JSON.stringify(flash)), {
    ...everywhere,
    path: `/s/${session.siteId}`,
    maxAge: minute / 1000,
  });
}

/** For the page that shows it: it is shown once. */
export function clearFlash(request: FastifyRequest, reply: FastifyReply, { siteId }: Session): void {
  if (request.cookies[name]) reply.clearCookie(name, { ...everywhere, path: `/s/${siteId}` });
}

/** A cookie that is not ours, or was another person's, counts as none. */
export function readFlash(
  { secrets }: WebServices,
  request: FastifyRequest,
  session: Session,
): Flash | undefined {
  const cookie = request.cookies[name];
  if (!cookie) return undefined;
  try {
    return flashSchema.parse(JSON.parse(secrets.open(useFor(session), cookie)));
  } catch {
    return undefined;
  }
}
