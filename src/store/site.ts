import {
  type Registration,
  registrationSchema,
  type Site,
  siteSchema,
  type ToolKey,
  toolKeySchema,
} from '../domain/site.ts';
import type { Collection } from './port.ts';

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
  personalData: 'none',
};
