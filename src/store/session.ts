import { type Session, sessionSchema } from '../domain/session.ts';
import type { Collection } from './port.ts';

const nobodys = {
  siteId: '',
  accountId: '',
  deploymentId: '',
  resourceLinkId: '',
  resourceLinkTitle: '',
  contextId: '',
  contextTitle: '',
  sealedReturnUrl: '',
};

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
    // Nobody's, but still there until it expires: its id is what makes a launch work once.
    erase: ({ id, right, isFramed, expiresAt }) => ({ ...nobodys, id, right, isFramed, expiresAt }),
  },
};
