import { type SyncMapping, syncMappingSchema } from '../domain/sync-mapping.ts';
import type { Collection } from './port.ts';

export const syncMappings: Collection<SyncMapping, 'bySite' | 'bySpace'> = {
  name: 'sync-mappings',
  schema: syncMappingSchema,
  indexes: { bySite: { fields: ['siteId', 'createdAt'] }, bySpace: { fields: ['spaceId'] } },
  queue: { dueAt: 'dueAt', attempts: 'attempts' },
  personalData: 'none',
};
