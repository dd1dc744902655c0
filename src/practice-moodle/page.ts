import type { FastifyInstance, FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { MoodleError, type MoodleErrorCode } from './moodle-error.ts';
import type { PracticeSite } from './site.ts';
import { errorPage } from './views/error.tsx';
import { autoSubmitScript, leaveFrameScript, registrationScript } from './views/script.ts';
import { style } from './views/style.ts';

export function sendPage(reply: FastifyReply, page: VNode, status = 200): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'private, no-store')
    .type('text/html; charset=utf-8')
    .send(`<!DOCTYPE html>\n${renderToString(page)}`);
}

/** Stylesheet and scripts, the headers of every answer, and errors as pages. */
export function pageFrame(app: FastifyInstance, site: PracticeSite): void {
  const { hostname } = new URL(site.origin);
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    'img-src data:',
    `frame-src 'self' ${new URL(site.toolUrl).origin}`,
    "base-uri 'none'",
  ].join('; ');

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'sameorigin',
    });
    // As Moodle: another host name goes to wwwroot, because cookies and issuer belong to that name.
    if (request.hostname !== hostname) return reply.redirect(site.origin + request.url, 303);
  });

  const asset = (path: string, type: string, text: string) =>
    app.get(path, (_request, reply) => reply.type(`${type}; charset=utf-8`).send(text));
  asset('/theme/practice.css', 'text/css', style);
  asset('/theme/auto-submit.js', 'text/javascript', autoSubmitScript);
  asset('/theme/leave-frame.js', 'text/javascript', leaveFrameScript);
  asset('/theme/registration.js', 'text/javascript', registrationScript);

  const sendError = (reply: FastifyReply, code: MoodleErrorCode, status: number) =>
    sendPage(reply, errorPage(code), status);
  app.setNotFoundHandler((_request, reply) => sendError(reply, 'pagenotfound', 404));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof MoodleError) return sendError(reply, error.code, 404);
    const status = statusOf(error);
    if (status < 500) return sendError(reply, 'invalidrequest', status);
    site.log?.error({ err: error }, 'unexpected');
    return sendError(reply, 'unexpected', 500);
  });
}

/** Fastify's own errors (body too large, unreadable form) carry a status below 500. */
function statusOf(error: unknown): number {
  return (error as { statusCode?: number }).statusCode ?? 500;
}
