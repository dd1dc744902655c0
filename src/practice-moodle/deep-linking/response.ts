import { z } from 'zod';
import { claimPrefix as lti } from '../message.ts';
import { MoodleError } from '../moodle-error.ts';
import { JwtError, type JwtPart, jwtPart } from '../services/jwt.ts';
import { type PracticeSite, seconds } from '../site.ts';
import type { ToolType } from '../tool-type.ts';
import { type ContentItem, contentItemsSchema } from './content-item.ts';

const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim/';
const text = z.string().max(2000).default('');

/** What a tool has answered: items, or none, and what it has to say. */
export interface DeepLinkingResponse {
  readonly items: readonly ContentItem[];
  readonly message: string;
  readonly errorMessage: string;
}

/**
 * Reads the `JWT` of a deep linking response. Beyond Moodle, which looks at issuer and signature only, audience,
 * deployment, message type and version must be right too, so that a mistake of the tool is seen here.
 * @throws MoodleError
 */
export async function readResponse(
  site: PracticeSite,
  type: ToolType,
  jwt: string,
): Promise<DeepLinkingResponse> {
  const claimed = jwtPart(jwt.split('.')[1] ?? '');
  if (claimed?.iss !== type.clientId) throw new MoodleError('errorincorrectconsumerkey');
  const claims = await verified(site, type, jwt);
  const isRight =
    [claims.aud].flat().includes(site.origin) &&
    claims[`${lti}deployment_id`] === type.id &&
    claims[`${lti}message_type`] === 'LtiDeepLinkingResponse' &&
    claims[`${lti}version`] === '1.3.0';
  const items = contentItemsSchema.safeParse(claims[`${dl}content_items`] ?? []);
  const message = text.safeParse(claims[`${dl}msg`]);
  const errorMessage = text.safeParse(claims[`${dl}errormsg`]);
  if (!isRight || !items.success || !message.success || !errorMessage.success) {
    throw new MoodleError('errorinvaliddata');
  }
  return { items: items.data, message: message.data, errorMessage: errorMessage.data };
}

async function verified(site: PracticeSite, type: ToolType, jwt: string): Promise<JwtPart> {
  try {
    return await site.toolKeys.verified(type, jwt, seconds(site));
  } catch (error) {
    if (error instanceof JwtError) throw new MoodleError('errorinvalidsignature');
    throw error;
  }
}
