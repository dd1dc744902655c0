import { z } from 'zod';
import { personTextSchema } from './person-entry.ts';
import { schoolTextSchema } from './school.ts';

const count = z.number().int().nonnegative();

export const peopleImportSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  /** Moodle site whose accounts the people have. */
  siteId: z.string(),
  kind: z.enum(['people', 'schools']),
  /** `staged`: shown, nothing is in force. `applying`: decided, and carried to its end by whoever comes next. */
  state: z.enum(['staged', 'applying', 'done']),
  rows: count,
  chunks: count,
  createdBy: z.string().nullable(),
  createdAt: z.number().int(),
  expiresAt: z.number().int(),
});
/** A list of people or schools on its way into a space: all of it or nothing. Times in epoch milliseconds. */
export type PeopleImport = z.infer<typeof peopleImportSchema>;

export const importChunkSchema = z.object({
  /** Import and number. */
  id: z.string(),
  importId: z.string(),
  no: count,
  people: z.array(personTextSchema.extend({ schoolId: z.string().nullable() })).max(200),
  schools: z.array(schoolTextSchema).max(200),
  /** Who read the list; of the people in it no account is known yet. */
  createdBy: z.string().nullable(),
  expiresAt: z.number().int(),
});
/** Some lines of an import, until it is done. */
export type ImportChunk = z.infer<typeof importChunkSchema>;
