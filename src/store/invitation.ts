import { type Invitation, invitationSchema } from '../domain/invitation.ts';
import type { Collection } from './port.ts';

export const invitations: Collection<Invitation, 'byCode' | 'bySpace' | 'byCreator' | 'byUser'> = {
  name: 'invitations',
  schema: invitationSchema,
  indexes: {
    byCode: { fields: ['codeHash'], unique: true },
    bySpace: { fields: ['spaceId', 'expiresAt'] },
    byCreator: { fields: ['createdBy'] },
    byUser: { fields: ['usedBy'] },
  },
  expires: 'expiresAt',
  personalData: {
    owners: ['createdBy', 'usedBy'],
    purpose: 'Nachvollziehen, wer eingeladen hat und wer die Einladung angenommen hat.',
    retention: 'Bis die Einladung abläuft, höchstens 14 Tage.',
    export: ({ spaceId, role, expiresAt }) => ({ spaceId, role, expiresAt }),
    erase: (invitation, accountId) => ({
      ...invitation,
      createdBy: invitation.createdBy === accountId ? null : invitation.createdBy,
      usedBy: invitation.usedBy === accountId ? 'erased' : invitation.usedBy,
    }),
  },
};
