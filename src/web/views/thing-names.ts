import type { LinkCode } from '../../domain/course-link.ts';
import type { SpaceEvent } from '../../domain/event.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { formatShortDate } from '../dates.ts';
import type { T } from '../language.ts';
import { inSentence } from './names.ts';

/** "Lenkungsrunde am 26.11.2026" */
export function eventName(t: T, event: Pick<SpaceEvent, 'kind' | 'startsAt'>): string {
  const date = formatShortDate(event.startsAt, t.language);
  return t('names.event', { kind: t(`event-kinds.${event.kind}`), date });
}

/** "Link-Code vom 26.11.2026" */
export function codeName(t: T, code: Pick<LinkCode, 'createdAt'>): string {
  return t('settings.link-code-of', { date: formatShortDate(code.createdAt, t.language) });
}

/** "Einladung als Schulleitung" */
export function invitationName(t: T, invitation: Pick<Invitation, 'role'>): string {
  return t('settings.invitation-named', { role: t(`roles.${invitation.role}`) });
}

/** Title of a course, or what stands in for it: Netzbrücke keeps the course's id and not its title. */
export function courseName(t: T, course: { title?: string; contextId: string }): string {
  const title = course.title?.trim() ?? '';
  if (title !== '') return inSentence(title);
  if (course.contextId === '') return t('settings.course-unknown');
  return t('settings.course-nameless', { id: course.contextId });
}
