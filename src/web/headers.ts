import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import helmet from 'helmet';

const year = 31_536_000;

/** `self`: no frame but our own pages; `anyone`: pages without session and action; an origin: that platform. */
export type FramedBy = 'self' | 'anyone' | { platform: string };

/**
 * Strict headers for every answer, as helmet sets them: the same each time, and so asked for once. A page says with
 * `allowFrames` who may show it in a frame. Nobody keeps an answer that does not say otherwise itself: pages depend
 * on who asks, and in which language.
 */
export function headersOfEveryAnswer(publicUrl: string): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  const setHeaders = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: directives('self') },
    // `same-origin` keeps the Origin header on our own forms; `no-referrer` would send "null".
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: publicUrl.startsWith('https:')
      ? { maxAge: year, includeSubDomains: false }
      : false,
    xFrameOptions: false,
  });
  setHeaders(request, answer, (error) => {
    if (error !== undefined) throw error;
  });
  const set = Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(set), 'cache-control': 'no-store' };
}

/** The same for an answer that is made before the plugins see the request: its address cannot be read. */
export function earlyHeaders(publicUrl: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': `max-age=${year}` } : {}),
  };
}

/**
 * Replaces the frame rule of this answer.
 *
 * @param formsTo origin to which a form's redirects may lead: Chromium applies `form-action` to them too
 * @param hasScript lets scripts of our own run
 */
export function allowFrames(
  reply: FastifyReply,
  framedBy: FramedBy,
  formsTo?: string,
  hasScript = false,
): void {
  const policy = Object.entries({
    ...directives(framedBy, formsTo),
    ...(hasScript ? { 'script-src': ["'self'"], 'connect-src': ["'self'"] } : {}),
  }).map(([name, values]) => `${name} ${values.join(' ')}`);
  reply.header('content-security-policy', policy.join(';'));
}

function directives(framedBy: FramedBy, formsTo?: string): Record<string, string[]> {
  const ancestors =
    framedBy === 'self'
      ? ["'self'"]
      : framedBy === 'anyone'
        ? ['*']
        : ["'self'", new URL(framedBy.platform).origin];
  return {
    'default-src': ["'none'"],
    'style-src': ["'self'"],
    // Bootstrap's stylesheet brings its small icons as data: images.
    'img-src': ["'self'", 'data:'],
    'form-action': formsTo === undefined ? ["'self'"] : ["'self'", formsTo],
    'base-uri': ["'none'"],
    'frame-ancestors': ancestors,
  };
}
