import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
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
const use = 'flash';

export function setFlash({ secrets }: WebServices, reply: FastifyReply, siteId: string, flash: Flash): void {
  reply.setCookie(name, secrets.seal(use, JSON.stringify(flash)), {
    ...everywhere,
    path: `/s/${siteId}`,
    maxAge: minute / 1000,
  });
}

/** Reads and clears it. A cookie that is not ours counts as none. */
export function takeFlash(
  { secrets }: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  siteId: string,
): Flash | undefined {
  const cookie = request.cookies[name];
  if (!cookie) return undefined;
  reply.clearCookie(name, { ...everywhere, path: `/s/${siteId}` });
  try {
    return flashSchema.parse(JSON.parse(secrets.open(use, cookie)));
  } catch {
    return undefined;
  }
}
