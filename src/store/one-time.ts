import { z } from 'zod';
import type { Collection } from './port.ts';

const onceSchema = z.object({ id: z.string(), expiresAt: z.number().int() });
type Once = z.infer<typeof onceSchema>;

/** Codes that lead a session into a new window: the insert is what makes one work once, on every instance. */
export const usedNonces: Collection<Once, never> = {
  name: 'used-nonces',
  schema: onceSchema,
  indexes: {},
  expires: 'expiresAt',
  personalData: 'none',
};

/** Ids of signed messages from plugins: each is taken once, on every instance. */
export const takenMessages: Collection<Once, never> = {
  name: 'taken-messages',
  schema: onceSchema,
  indexes: {},
  expires: 'expiresAt',
  personalData: 'none',
};

/** Sign-in addresses for the operator's pages, by the hash of their token. */
export const operatorLinks: Collection<Once, never> = {
  name: 'operator-links',
  schema: onceSchema,
  indexes: {},
  expires: 'expiresAt',
  personalData: 'none',
};
