import {
  type Registration,
  registrationSchema,
  type Site,
  siteSchema,
  type ToolKey,
  toolKeySchema,
} from '../domain/site.ts';
import type { Collection, Store } from './port.ts';

export const sites: Collection<Site, 'byIssuer'> = {
  name: 'sites',
  schema: siteSchema,
  indexes: { byIssuer: { fields: ['issuer'], unique: true } },
  personalData: 'none',
};

export const registrations: Collection<Registration, 'byIssuer' | 'bySite'> = {
  name: 'registrations',
  schema: registrationSchema,
  indexes: { byIssuer: { fields: ['issuer', 'clientId'], unique: true }, bySite: { fields: ['siteId'] } },
  personalData: 'none',
};

export const toolKeys: Collection<ToolKey, 'byRegistration'> = {
  name: 'tool-keys',
  schema: toolKeySchema,
  indexes: { byRegistration: { fields: ['registrationId'] } },
  expires: 'retiresAt',
  personalData: 'none',
};

/** Registrations of an issuer, one client id only if given. At most two are read: more than one is ambiguous. */
export async function findRegistrations(
  store: Store,
  issuer: string,
  clientId: string | undefined,
): Promise<Registration[]> {
  const prefix = clientId === undefined ? [issuer] : [issuer, clientId];
  const { rows } = await store.find(registrations, 'byIssuer', prefix, { limit: 2 });
  return rows.map(({ doc }) => doc);
}
