import { type SiteConnection, siteConnectionSchema } from '../domain/site-connection.ts';
import type { Collection } from './port.ts';

export const siteConnections: Collection<SiteConnection, never> = {
  name: 'site-connections',
  schema: siteConnectionSchema,
  indexes: {},
  // The service account belongs to no person.
  personalData: 'none',
};
