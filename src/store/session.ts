import { type Session, sessionSchema } from '../domain/session.ts';
import type { Collection } from './port.ts';

export const sessions: Collection<Session, 'byAccount'> = {
  name: 'sessions',
  schema: sessionSchema,
  indexes: { byAccount: { fields: ['accountId'] } },
  expires: 'expiresAt',
  personalData: {
    owners: ['accountId'],
    purpose: 'Angemeldet bleiben nach dem Klick in Moodle.',
    retention: 'Acht Stunden nach dem Klick.',
    export: ({ right, contextId, contextTitle, expiresAt }) => ({
      right,
      contextId,
      contextTitle,
      expiresAt,
    }),
    // Without the person, but still there until it expires: its id is what makes a launch work once.
    erase: (session) => ({
      ...session,
      accountId: '',
      resourceLinkTitle: '',
      contextTitle: '',
      sealedReturnUrl: '',
      choice: null,
    }),
  },
};
