import { randomBytes } from 'node:crypto';

export interface AccessToken {
  readonly typeId: string;
  readonly scopes: readonly string[];
  /** Epoch seconds. */
  readonly validUntil: number;
}

/** LTI_ACCESS_TOKEN_LIFE. */
export const tokenLife = 3600;

export interface AccessTokens {
  /** @returns 32 hex characters that say nothing. */
  issue(typeId: string, scopes: readonly string[], now: number): string;
  /** @param typeId only a token of this tool; without it one of any tool */
  find(token: string, typeId?: string): AccessToken | undefined;
}

const mostTokens = 10_000;

/** Access tokens in memory (mdl_lti_access_tokens), the oldest forgotten first. There is no way to revoke one. */
export function createAccessTokens(): AccessTokens {
  const tokens = new Map<string, AccessToken>();
  return {
    issue(typeId, scopes, now) {
      for (const oldest of tokens.keys()) {
        if (tokens.size < mostTokens) break;
        tokens.delete(oldest);
      }
      const token = randomBytes(16).toString('hex');
      tokens.set(token, { typeId, scopes, validUntil: now + tokenLife });
      return token;
    },
    find(token, typeId) {
      const known = tokens.get(token);
      return typeId === undefined || known?.typeId === typeId ? known : undefined;
    },
  };
}
