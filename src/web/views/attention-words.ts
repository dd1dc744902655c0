import type { AttentionReason } from '../../domain/training-attention.ts';
import { type Curriculum, unitsOf } from '../../domain/training-curriculum.ts';
import { inLanguage } from '../../domain/words.ts';
import { daysBetween, formatDay } from '../dates.ts';
import type { T } from '../language.ts';

type Titles = Pick<Curriculum, 'steps'>;

/** Title of a unit; its key for one that this version does not have. */
export function unitTitle(t: T, curriculum: Titles, key: string): string {
  const found = unitsOf(curriculum).find(({ unit }) => unit.key === key);
  return found ? inLanguage(found.unit.title, t.language) : key;
}

function stepTitle(t: T, { steps }: Titles, id: string): string {
  const found = steps.find((step) => step.id === id);
  return found ? inLanguage(found.title, t.language) : id;
}

/** Why somebody needs a look, in a sentence. */
export function attentionSentence(t: T, curriculum: Titles, reason: AttentionReason, now: number): string {
  const date = formatDay(reason.since, t.language, now);
  switch (reason.kind) {
    case 'self-check-failed': {
      const { attempts, best } = reason;
      const unit = unitTitle(t, curriculum, reason.unitKey);
      return t('training-group.reason.self-check-failed', { unit, attempts, best });
    }
    case 'meeting-missed':
      return t('training-group.reason.meeting-missed', {
        date,
        unit: unitTitle(t, curriculum, reason.unitKey),
      });
    case 'step-overdue':
      return t('training-group.reason.step-overdue', {
        date,
        step: stepTitle(t, curriculum, reason.stepId),
      });
    case 'silent':
      return t('training-group.reason.silent', { date });
  }
}

/** The same in two or three words. */
export function attentionMark(t: T, reason: AttentionReason, now: number): string {
  const count = Math.max(1, daysBetween(reason.since, now));
  switch (reason.kind) {
    case 'self-check-failed':
      return t('training-group.mark.self-check-failed', { attempts: reason.attempts });
    case 'meeting-missed':
      return t('training-group.mark.meeting-missed');
    case 'step-overdue':
      return t('training-group.mark.step-overdue', { count });
    case 'silent':
      return t('training-group.mark.silent', { count });
  }
}
