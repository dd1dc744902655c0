import { stringify } from 'csv-stringify/sync';
import { groupCell } from '../../domain/group-stand.ts';
import { unitsOf } from '../../domain/training-curriculum.ts';
import { isDone } from '../../domain/training-progress.ts';
import { inLanguage } from '../../domain/words.ts';
import { fieldsOf, formatNumber, formatShortDate } from '../dates.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { attentionSentence } from '../views/attention-words.ts';
import type { Answer } from '../visit.ts';
import { runPeople } from './run-people.ts';

/**
 * The whole table for a spreadsheet. Semicolons and a byte order mark, because a German Excel opens such a file by a
 * double click; what looks like a formula becomes text.
 */
export async function groupTable(visit: TrainingVisit): Promise<Answer> {
  const { t, run, curriculum, now } = visit;
  const people = await runPeople(visit, run.doc, curriculum);
  const units = unitsOf(curriculum);
  const head = [
    t('training-group.name'),
    ...units.map(
      ({ step, unit }) => `${inLanguage(step.title, t.language)}: ${inLanguage(unit.title, t.language)}`,
    ),
    t('training-group.done'),
    t('training-group.practice-events'),
    t('training-group.practice-hours'),
    t('training-group.practice-network'),
    t('training-group.practice-mentor'),
    t('training-group.csv-active'),
    t('training-group.csv-reasons'),
  ];
  const rows = people.map(({ name, participant, mentor, reasons }) => [
    name,
    ...units.map(({ unit }) => t(`training-group.cell.${groupCell(participant.units, unit, reasons)}`)),
    units.filter(({ unit }) => !unit.isOptional && isDone(participant.units, unit)).length,
    participant.practice.events,
    formatNumber(participant.practice.hours, t.language),
    participant.practiceNetwork,
    mentor ?? '',
    formatShortDate(participant.lastActiveAt, t.language),
    reasons.map((reason) => attentionSentence(t, curriculum, reason, now)).join(' '),
  ]);
  const file = stringify([head, ...rows], {
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  const name = `${t('training-group.csv-file')}-${fieldsOf(now).date}.csv`;
  return { file, type: 'text/csv; charset=utf-8', name };
}
