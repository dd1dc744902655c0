import { z } from 'zod';
import type { HttpClient } from '../outbound/http-client.ts';

const limits = { timeoutMs: 15_000, maxBytes: 256 * 1024 };
const method = 'tool_mobile_get_public_config';
const flag = z.union([z.boolean(), z.number()]).transform(Boolean);
const answerSchema = z.tuple([
  z.object({
    error: z.literal(false),
    data: z.object({ wwwroot: z.string(), enablewebservices: flag, maintenanceenabled: flag }),
  }),
]);

/** What a site tells anybody. */
export interface PublicConfig {
  wwwroot: string;
  hasWebServices: boolean;
  isInMaintenance: boolean;
}

/** Without a token: whether a Moodle answers, and how it calls itself. Undefined where none does. */
export async function readPublicConfig(http: HttpClient, siteUrl: string): Promise<PublicConfig | undefined> {
  try {
    const url = `${siteUrl}/lib/ajax/service-nologin.php`;
    const body = JSON.stringify([{ index: 0, methodname: method, args: {} }]);
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    const { text } = await http.send({ method: 'POST', url, headers, body }, limits);
    const [{ data }] = answerSchema.parse(JSON.parse(text));
    return {
      wwwroot: data.wwwroot,
      hasWebServices: data.enablewebservices,
      isInMaintenance: data.maintenanceenabled,
    };
  } catch {
    return undefined;
  }
}
