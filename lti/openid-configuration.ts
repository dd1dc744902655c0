import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { HttpAnswer, HttpClient } from '../src/outbound/http-client.ts';

const limits = { timeoutMs: 5000, maxBytes: 256 * 1024 };

const address = z.string().max(500);
const configurationSchema = z.object({
  issuer: z.string().max(300),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  registration_endpoint: address,
  'https://purl.imsglobal.org/spec/lti-platform-configuration': z
    .object({ product_family_code: z.string().max(40), version: z.string().max(80) })
    .partial()
    .catch({})
    .default({}),
});

/** What a platform says of itself (LTI dynamic registration 1.0, section 3.4.1), all on one origin. */
export interface PlatformConfiguration {
  issuer: string;
  authUrl: string;
  tokenUrl: string;
  keySetUrl: string;
  registrationUrl: string;
  /** For people: product and version. May be empty. */
  product: string;
}

/**
 * Fetches the configuration of a platform. Everything it names must lie where it was fetched from: another host could
 * be one that the platform does not own, or one that only we can reach.
 *
 * @throws CodedError `address.refused`, `registration.platform-unreachable`, `registration.configuration-invalid`,
 * `registration.host-mismatch`
 */
export async function readConfiguration(
  http: Pick<HttpClient, 'get'>,
  url: string,
): Promise<PlatformConfiguration> {
  const answer = await answered(http.get(url, 'application/json', limits));
  const { status } = answer;
  if (status !== 200) throw new CodedError('registration.configuration-invalid', { status });
  const read = configurationSchema.safeParse(parsedJson(answer.text));
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0] ?? 'json');
    throw new CodedError('registration.configuration-invalid', { field });
  }
  const { data } = read;
  for (const field of [
    'issuer',
    'authorization_endpoint',
    'token_endpoint',
    'jwks_uri',
    'registration_endpoint',
  ] as const) {
    if (!isOnOrigin(data[field], new URL(url).origin))
      throw new CodedError('registration.host-mismatch', { field });
  }
  const { product_family_code: family = '', version = '' } =
    data['https://purl.imsglobal.org/spec/lti-platform-configuration'];
  return {
    issuer: data.issuer,
    authUrl: data.authorization_endpoint,
    tokenUrl: data.token_endpoint,
    keySetUrl: data.jwks_uri,
    registrationUrl: data.registration_endpoint,
    product: `${family} ${version}`.trim(),
  };
}

/** @throws CodedError `registration.platform-unreachable` where there was none */
export async function answered(answer: Promise<HttpAnswer>): Promise<HttpAnswer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError('registration.platform-unreachable', {}, error);
  }
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOnOrigin(text: string, origin: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin: its, username, password } = new URL(text);
  return its === origin && username === '' && password === '';
}
