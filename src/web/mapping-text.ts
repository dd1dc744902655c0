import type { SyncMapping } from '../domain/sync-mapping.ts';
import type { Store } from '../store/port.ts';
import { schools } from '../store/school.ts';
import { isInForce } from '../sync/chosen-targets.ts';
import { isTextKey, type T } from './language.ts';

/** Whom of a space a mapping is about, in words. */
export async function mappedPeopleText(
  store: Store,
  { people }: Pick<SyncMapping, 'people'>,
  t: T,
): Promise<string> {
  switch (people.kind) {
    case 'all':
      return t('sync-mapping.people.all');
    case 'role':
      return t('sync-mapping.people.role', { role: t(`roles.${people.role}`) });
    case 'school': {
      const name = (await store.get(schools, people.schoolId))?.doc.name ?? people.schoolId;
      return t('sync-mapping.people.school', { name });
    }
    case 'training-group':
      return t('sync-mapping.people.training-group', { name: people.group });
  }
}

/** The cohort, course or group of a mapping, with Moodle's word for it. */
export function mappingTargetText(
  { moodle, moodleName }: Pick<SyncMapping, 'moodle' | 'moodleName'>,
  t: T,
): string {
  const values = { name: moodleName };
  if (moodle.kind === 'cohort') return t('sync-mapping.targets.cohort', values);
  if (moodle.kind === 'group') return t('sync-mapping.targets.group', values);
  return t('sync-mapping.targets.enrolment', { ...values, role: moodleRoleText(moodle.role, t) });
}

export function mappingState(mapping: SyncMapping): 'off' | 'not-reviewed' | 'in-force' {
  if (isInForce(mapping)) return 'in-force';
  return mapping.isOn ? 'not-reviewed' : 'off';
}

/** Times at which a mapping can be taken, as cron patterns in German time; by hand is the empty one. */
export const schedules = {
  hand: '',
  nightly: '0 3 * * *',
  morning: '0 6 * * 1-5',
  hourly: '5 * * * *',
} as const;

export function scheduleText(schedule: string | null, t: T): string {
  const known = Object.entries(schedules).find(([, pattern]) => pattern === (schedule ?? ''));
  if (known) return t(`sync-mapping.schedules.${known[0] as keyof typeof schedules}`);
  return t('sync-mapping.schedules.other', { pattern: schedule ?? '' });
}

/** What Moodle calls the usual roles; others by their shortname. */
export function moodleRoleText(role: string, t: T): string {
  const key = `sync-mapping.moodle-roles.${role}`;
  return isTextKey(key) ? t(key) : role;
}
