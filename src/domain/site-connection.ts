import { z } from 'zod';

export const siteConnectionSchema = z.object({
  /** Id of the site: it has at most one connection. */
  id: z.string(),
  /** wwwroot, exactly the issuer of the site. */
  siteUrl: z.string().max(300),
  /** Web service token, sealed with the key made from SECRET_KEY. */
  sealedToken: z.string(),
  /** User id of the service account in that Moodle. */
  serviceUserId: z.number().int().positive(),
  /** As Moodle names it: `4.5.6 (Build: 20250811)`. */
  release: z.string().max(100),
  connectedAt: z.number().int(),
});
/** How the web services of a site are called. Times in epoch milliseconds. */
export type SiteConnection = z.infer<typeof siteConnectionSchema>;
