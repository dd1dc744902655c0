import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PracticeSite } from '../site.ts';
import { allowedFunction, authenticate } from './access.ts';
import { type FormFields, formFields, together } from './form.ts';
import { checkedParameters } from './parameters.ts';
import { shortened, throwTrouble, type WebServiceCall, type WebServiceTrouble } from './trouble.ts';
import { answerBadly, isAnsweredBadly, maintenancePage } from './trouble-answer.ts';
import { WsError } from './ws-error.ts';

const path = '/webservice/rest/server.php';
const mostBytes = 16 * 1024 * 1024;

/** `/webservice/rest/server.php`. Every error has the status 200. */
export async function restServerRoute(app: FastifyInstance, site: PracticeSite): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.route({
      method: ['GET', 'POST'],
      url: path,
      bodyLimit: mostBytes,
      handler: (request, reply) => answerCall(site, request, reply),
    });
  });
}

async function answerCall(
  site: PracticeSite,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const begun = performance.now();
  const { settings, calls } = site.webServices;
  if (settings.maintenance === 'command-line') return maintenancePage(reply);
  if (!settings.webServices || !settings.rest) return reply.code(403).send('');
  const { body, query } = sentVariables(site, request);
  const fields = together(query.fields, body.fields);
  const call = callOf(fields, query.count + body.count);
  calls.push(call);
  const trouble = site.misbehave.webServices?.(call);
  const { callMs, elementMs } = site.misbehave.webServiceLatency ?? { callMs: 0, elementMs: 0 };
  const latency = callMs + elementMs * call.elements;
  if (latency > 0) await wait(latency);
  if (trouble !== undefined && isAnsweredBadly(trouble, 'before')) return answerBadly(reply, trouble);
  const json = answerJson(site, fields, call, request.ip, trouble);
  call.tookMs = performance.now() - begun;
  if (trouble !== undefined && isAnsweredBadly(trouble, 'after')) return answerBadly(reply, trouble);
  reply.header('access-control-allow-origin', '*').header('cache-control', 'private, no-store');
  if (fields.moodlewsrestformat !== 'json') {
    return reply.type('application/xml; charset=utf-8').send('<?xml version="1.0" encoding="UTF-8" ?>\n');
  }
  const text = trouble === 'broken-json' ? json.slice(0, json.length / 2) : json;
  return reply.type('application/json; charset=utf-8').send(text);
}

interface Variables {
  fields: FormFields;
  count: number;
}

/** A body that is no form, or larger than `post_max_size`, is dropped without a word. */
function sentVariables(site: PracticeSite, request: FastifyRequest): { body: Variables; query: Variables } {
  const { maxInputVars, postMaxSize } = site.webServices.settings;
  const text = typeof request.body === 'string' ? request.body : '';
  const isForm = request.headers['content-type']?.split(';')[0] === 'application/x-www-form-urlencoded';
  const read = (form: string): Variables => ({
    fields: formFields(form, maxInputVars),
    count: form === '' ? 0 : form.split('&').length,
  });
  return {
    body: read(isForm && Buffer.byteLength(text) <= postMaxSize ? text : ''),
    query: read(new URL(request.url, 'http://localhost').search.slice(1)),
  };
}

function callOf(fields: FormFields, variables: number): WebServiceCall {
  const { wstoken: _token, wsfunction, moodlewsrestformat: _format, ...rest } = fields;
  const lists = Object.values(rest).filter((value) => typeof value === 'object');
  const elements = Math.max(1, ...lists.map((list) => Object.keys(list).length));
  return { function: String(wsfunction ?? ''), elements, fields: rest, variables, tookMs: 0 };
}

function answerJson(
  site: PracticeSite,
  fields: FormFields,
  call: WebServiceCall,
  ip: string,
  trouble: WebServiceTrouble | undefined,
): string {
  try {
    authenticate(site, String(fields.wstoken ?? ''), ip);
    const asked = allowedFunction(site, call.function);
    const given = Object.fromEntries(
      Object.entries(call.fields).filter(([name]) => !name.startsWith('moodlewssetting')),
    );
    if (trouble !== undefined) throwTrouble(trouble, call);
    const answer = asked.answer(site, checkedParameters(asked.parameters, given));
    site.changed();
    const isShort = trouble === 'empty-list' || trouble === 'cut-list';
    return JSON.stringify(isShort ? shortened(answer, trouble) : answer);
  } catch (error) {
    if (error instanceof WsError) return errorJson(site, error);
    throw error;
  }
}

function errorJson(site: PracticeSite, { exception, errorcode, message, debuginfo }: WsError): string {
  const isTold = site.webServices.settings.developerDebug && debuginfo !== undefined;
  return JSON.stringify({
    exception,
    ...(errorcode !== undefined && { errorcode }),
    message: isTold ? `${message} (${debuginfo})` : message,
    ...(isTold && { debuginfo }),
  });
}
