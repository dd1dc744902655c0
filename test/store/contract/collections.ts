import { z } from 'zod';
import type { Collection } from '../../../src/store/port.ts';

const bookSchema = z.object({
  id: z.string(),
  shelf: z.string(),
  place: z.number().int(),
  /** Unique unless null. */
  label: z.string().nullable(),
  isLent: z.boolean().optional(),
  notes: z.object({ text: z.string(), tags: z.array(z.string()) }).optional(),
  /** By names that people choose. */
  marks: z.record(z.string(), z.object({ mark: z.number().nullable() })).optional(),
});
export type Book = z.infer<typeof bookSchema>;

export const books: Collection<Book, 'byShelf' | 'byLabel' | 'byShelfAndLabel' | 'byLoan'> = {
  name: 'books',
  schema: bookSchema,
  indexes: {
    byShelf: { fields: ['shelf', 'place'] },
    byLabel: { fields: ['label'], unique: true },
    byShelfAndLabel: { fields: ['shelf', 'label'] },
    byLoan: { fields: ['isLent', 'place'] },
  },
  personalData: 'none',
};

const ticketSchema = z.object({
  id: z.string(),
  seat: z.string().nullable(),
  row: z.string(),
  expiresAt: z.number().int().nullable(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** Documents that expire; two tickets for one seat of a row exclude each other. */
export const tickets: Collection<Ticket, 'bySeat'> = {
  name: 'tickets',
  schema: ticketSchema,
  indexes: { bySeat: { fields: ['row', 'seat'], unique: true } },
  expires: 'expiresAt',
  personalData: 'none',
};

const errandSchema = z.object({
  id: z.string(),
  what: z.string(),
  dueAt: z.number().int().nullable(),
  attempts: z.number().int(),
});
export type Errand = z.infer<typeof errandSchema>;

/** A queue. */
export const errands: Collection<Errand, never> = {
  name: 'errands',
  schema: errandSchema,
  indexes: {},
  queue: { dueAt: 'dueAt', attempts: 'attempts' },
  personalData: 'none',
};

export const contractCollections = [books, tickets, errands];

export function book(id: string, more: Partial<Book> = {}): Book {
  return { id, shelf: 'A', place: 1, label: null, ...more };
}
