import { z } from 'zod';
import type { PracticeSite } from '../site.ts';
import { seconds } from '../site.ts';
import type { ToolType } from '../tool-type.ts';
import { tokenLife } from './access-tokens.ts';
import { JwtError, jwtPart } from './jwt.ts';
import { permittedScopes } from './scopes.ts';
import type { ServiceCall } from './service-call.ts';

const formSchema = z.object({
  client_assertion: z.string().min(1),
  client_assertion_type: z.string().min(1),
  grant_type: z.string().min(1),
  scope: z.string().min(1),
});

/** `error` is put between quotation marks without escaping: some answers are no JSON. */
export type TokenAnswer = { readonly error: string } | { readonly token: string; readonly scope: string };

/**
 * `/mod/lti/token.php`: client_credentials with private_key_jwt (LTI security framework 1.3, 4.1). Neither `aud` nor
 * `jti` of the assertion are looked at. One difference: Moodle does not look at `iss` either.
 * @throws MoodleError `unexpected` (a 404 page) when the tool's key set cannot be read
 */
export async function answerTokenRequest(site: PracticeSite, call: ServiceCall): Promise<TokenAnswer> {
  const form = formSchema.safeParse(Object.fromEntries(new URLSearchParams(call.body)));
  const isForm = call.method === 'POST' && call.contentType === 'application/x-www-form-urlencoded';
  if (!isForm || !form.success) return { error: 'invalid_request' };
  const { client_assertion: assertion, client_assertion_type: type, grant_type: grant, scope } = form.data;
  const isAssertion = type === 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  if (!isAssertion || grant !== 'client_credentials') return { error: 'unsupported_grant_type' };

  const parts = assertion.split('.');
  const claims = parts.length === 3 ? jwtPart(parts[1] ?? '') : undefined;
  if (!claims?.sub) return { error: 'invalid_request' };
  const tool = site.state.toolTypes.find(({ clientId }) => clientId === claims.sub);
  if (!tool || claims.iss !== claims.sub) return { error: 'invalid_client' };
  const problem = await problemWith(site, tool, assertion);
  if (problem !== undefined) return { error: problem };

  const permitted = permittedScopes(tool);
  const granted = scope.split(' ').filter((asked) => permitted.includes(asked));
  if (granted.length === 0) return { error: 'invalid_scope' };
  const token = site.accessTokens.issue(tool.id, granted, seconds(site));
  return { token, scope: granted.join(' ') };
}

async function problemWith(site: PracticeSite, tool: ToolType, jwt: string): Promise<string | undefined> {
  try {
    await site.toolKeys.verified(tool, jwt, seconds(site));
    return undefined;
  } catch (error) {
    if (error instanceof JwtError) return error.message;
    throw error;
  }
}

export function tokenText(answer: TokenAnswer): string {
  if ('error' in answer) return `{\n  "error" : "${answer.error}"\n}`;
  return `{
  "access_token" : "${answer.token}",
  "token_type" : "Bearer",
  "expires_in" : ${tokenLife},
  "scope" : "${answer.scope}"
}`;
}
