import { z } from 'zod';
import { launchIdPattern, type PendingLaunch, type Session } from './session.ts';

const text = z.string().max(16_000).default('');

/** OIDC authentication request (LTI security framework 1.3, 5.1.1.2), empty text where a parameter is missing. */
export const authRequestSchema = z.object({
  scope: text,
  response_type: text,
  response_mode: text,
  prompt: text,
  client_id: text,
  redirect_uri: text,
  login_hint: text,
  lti_message_hint: text,
  nonce: text,
  state: text,
});
export type AuthRequest = z.infer<typeof authRequestSchema>;

type AuthError =
  | 'invalid_request'
  | 'invalid_scope'
  | 'unsupported_response_type'
  | 'unauthorized_client'
  | 'access_denied';

/** `distrusted`: Moodle shows its own error page, because it cannot trust the redirect address. */
export type AuthAnswer =
  | { readonly kind: 'granted'; readonly launch: PendingLaunch }
  | { readonly kind: 'refused'; readonly error: AuthError; readonly description?: string }
  | { readonly kind: 'distrusted' };

/** What a tool type has registered. */
interface RegisteredTool {
  readonly clientId: string;
  readonly redirectUris: readonly string[];
}

/** The registered tools: the one that a launch belongs to, and all redirect addresses. */
export interface RegisteredTools {
  of(launch: PendingLaunch): RegisteredTool;
  readonly redirectUris: readonly string[];
}

/**
 * The checks of mod/lti/auth.php in its order. The launch id is used up by the first request that names it.
 * One difference: Moodle answers the refusals before the launch id with its error page, here they reach the tool.
 */
export function answerAuthRequest(
  request: AuthRequest,
  session: Session,
  userId: string,
  tools: RegisteredTools,
): AuthAnswer {
  const launchId = launchIdIn(request.lti_message_hint);
  const early = refusalOfForm(request, launchId);
  const launch = early || launchId === undefined ? undefined : session.takeLaunch(launchId);
  const tool = launch && tools.of(launch);
  if (!(tool ?? tools).redirectUris.includes(request.redirect_uri)) return { kind: 'distrusted' };
  if (early) return early;
  if (!launch || !tool) return { kind: 'distrusted' };
  if (request.client_id !== tool.clientId) return refused('unauthorized_client');
  if (request.login_hint !== userId) return refused('access_denied');
  if (request.response_mode !== 'form_post') return refused('invalid_request', 'Invalid response_mode');
  if (request.prompt !== '' && request.prompt !== 'none') return refused('invalid_request', 'Invalid prompt');
  return { kind: 'granted', launch };
}

function refusalOfForm(request: AuthRequest, launchId: string | undefined): AuthAnswer | undefined {
  const required = [
    request.scope,
    request.response_type,
    request.client_id,
    request.login_hint,
    request.nonce,
  ];
  if (required.includes('')) return refused('invalid_request');
  if (launchId === undefined) return refused('invalid_request', 'No launch id in LTI hint');
  if (request.scope !== 'openid') return refused('invalid_scope');
  if (request.response_type !== 'id_token') return refused('unsupported_response_type');
  return undefined;
}

const hintSchema = z.object({ launchid: z.string().regex(launchIdPattern) });

function launchIdIn(hint: string): string | undefined {
  try {
    return hintSchema.parse(JSON.parse(hint)).launchid;
  } catch {
    return undefined;
  }
}

function refused(error: AuthError, description?: string): AuthAnswer {
  return description === undefined ? { kind: 'refused', error } : { kind: 'refused', error, description };
}
