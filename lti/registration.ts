import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { HttpAnswer, HttpClient } from '../src/outbound/http-client.ts';
import { serviceScope } from './claims.ts';
import { answered, type PlatformConfiguration, parsedJson } from './openid-configuration.ts';
import { toolConfiguration, toolConfigurationKey } from './tool-configuration.ts';

const limits = { timeoutMs: 15_000, maxBytes: 256 * 1024 };

const id = z.union([z.string().min(1).max(255), z.number().int()]).transform(String);
const answerSchema = z.object({
  client_id: id,
  scope: z.string().max(4000).catch(''),
  [toolConfigurationKey]: z.object({
    deployment_id: id,
    claims: z.array(z.string()).catch([]),
    messages: z.array(z.object({ type: z.string() })).catch([]),
  }),
});

/** What a platform gave the tool. */
export interface Granted {
  clientId: string;
  deploymentId: string;
  names: boolean;
  rosters: boolean;
  scores: boolean;
  deepLinking: boolean;
}

/** `b64token` of RFC 6750: anything else could not stand in a header. */
const tokenShape = /^[\w.~+/-]{1,4000}=*$/;

/**
 * Registers the tool (LTI dynamic registration 1.0). The token goes to the checked endpoint and, as redirects are not
 * followed, nowhere else.
 *
 * @throws CodedError `registration.request-incomplete`, `registration.platform-unreachable`, `registration.refused`
 * (details `status`, and `word`, if the platform said one), `registration.answer-invalid`, `address.refused`
 */
export async function register(
  { http, publicUrl }: { http: Pick<HttpClient, 'send'>; publicUrl: string },
  { registrationUrl }: Pick<PlatformConfiguration, 'registrationUrl'>,
  token: string,
): Promise<Granted> {
  if (!tokenShape.test(token)) throw new CodedError('registration.request-incomplete');
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    Accept: 'application/json',
  };
  const body = JSON.stringify(toolConfiguration(publicUrl));
  const answer = await answered(http.send({ method: 'POST', url: registrationUrl, headers, body }, limits));
  if (answer.status !== 200 && answer.status !== 201) throw refusal(answer);
  const read = answerSchema.safeParse(parsedJson(answer.text));
  if (!read.success) {
    const field = read.error.issues[0]?.path.at(-1);
    throw new CodedError('registration.answer-invalid', field === undefined ? {} : { field: String(field) });
  }
  const { client_id: clientId, scope, [toolConfigurationKey]: tool } = read.data;
  const granted = scope.split(/\s+/);
  return {
    clientId,
    deploymentId: tool.deployment_id,
    names: tool.claims.includes('name'),
    rosters: granted.includes(serviceScope.members),
    scores: granted.includes(serviceScope.scores),
    deepLinking: tool.messages.some(({ type }) => type === 'LtiDeepLinkingRequest'),
  };
}

/** Moodle says why in one word as bare text (`token_already_used`), others as `error` in JSON. */
function refusal({ status, text }: HttpAnswer): CodedError {
  const said = z.object({ error: z.string() }).safeParse(parsedJson(text));
  const word = (said.success ? said.data.error : text).trim();
  const isWord = /^[a-z][a-z_ ]{2,79}$/i.test(word);
  return new CodedError('registration.refused', { status, ...(isWord ? { word } : {}) });
}
