import {
  type MemberProgress,
  memberProgressSchema,
  type WatchedActivity,
  watchedActivitySchema,
} from '../domain/member-progress.ts';
import type { Collection } from './port.ts';

export const watchedActivities: Collection<WatchedActivity, 'bySpace' | 'bySite'> = {
  name: 'watched-activities',
  schema: watchedActivitySchema,
  indexes: { bySpace: { fields: ['spaceId', 'siteId'] }, bySite: { fields: ['siteId', 'courseId'] } },
  personalData: 'none',
};

export const memberProgress: Collection<MemberProgress, 'byActivity' | 'byAccount'> = {
  name: 'member-progress',
  schema: memberProgressSchema,
  indexes: {
    byActivity: { fields: ['activityId', 'accountId'], unique: true },
    byAccount: { fields: ['accountId', 'spaceId'] },
  },
  personalData: {
    owners: ['accountId'],
    purpose: 'Zeigen, welche Aktivitäten in Moodle erledigt sind, soweit ein Raum sie nennt.',
    retention: 'Solange der Raum die Aktivität nennt und die Person Mitglied ist.',
    export: ({ spaceId, completion, changedAt, grade, readAt }) => ({
      ...{ spaceId, completion, changedAt, grade, readAt },
    }),
    erase: 'remove',
  },
};
