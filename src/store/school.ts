import { type School, schoolSchema } from '../domain/school.ts';
import type { Collection } from './port.ts';

export const schools: Collection<School, 'bySpace'> = {
  name: 'schools',
  schema: schoolSchema,
  indexes: { bySpace: { fields: ['spaceId', 'number'], unique: true } },
  personalData: 'none',
};
