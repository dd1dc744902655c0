import { z } from 'zod';

export const siteSchema = z.object({
  id: z.string(),
  /** Key of the site: the platform's issuer, for Moodle its wwwroot, compared exactly. */
  issuer: z.string().max(300),
  name: z.string().max(120),
  createdAt: z.number().int(),
});
/** A Moodle installation. */
export type Site = z.infer<typeof siteSchema>;

export const registrationSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  issuer: z.string().max(300),
  clientId: z.string().min(1).max(255),
  deploymentIds: z.array(z.string().min(1).max(255)).min(1).max(50),
  authUrl: z.string().max(500),
  tokenUrl: z.string().max(500),
  keySetUrl: z.string().max(500),
  /** `kid` of the key pair it began with; which one signs now, the keys themselves say (`activeFrom`). */
  keyId: z.string(),
  createdAt: z.number().int(),
});
/** One registration (client id) of this tool in a site, with its deployments. */
export type Registration = z.infer<typeof registrationSchema>;

export const toolKeySchema = z.object({
  /** `kid` in the published key set. */
  id: z.string(),
  registrationId: z.string(),
  /** SubjectPublicKeyInfo, PEM. */
  publicKey: z.string(),
  /** PKCS#8 PEM, sealed with the key made from SECRET_KEY. */
  sealedPrivateKey: z.string(),
  createdAt: z.number().int(),
  /** From when it signs; published before. Absent: since it was made. */
  activeFrom: z.number().int().optional(),
  /** From when it is not published any more and is gone. Absent: not as long as nothing takes its place. */
  retiresAt: z.number().int().optional(),
});
/** The tool's own RSA key pair for one registration. */
export type ToolKey = z.infer<typeof toolKeySchema>;
