import { CodedError } from '../../domain/errors.ts';
import type { PracticeEntry } from '../../domain/practice-entry.ts';
import { remove, type Stored, update } from '../../store/port.ts';
import { practiceEntries } from '../../store/practice-entry.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TraineeVisit, TrainingVisit } from '../training-visit.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import { inSentence } from '../views/names.ts';
import { OwnEntryPage, valuesOfEntry } from '../views/practice-entry.tsx';
import { type PracticeField, type PracticeValues, practiceFields } from '../views/practice-form.tsx';
import { entryDay } from '../views/practice-log.tsx';
import type { Draft } from '../views/problems.tsx';
import type { Answer } from '../visit.ts';
import { storedInSpace } from './in-this-space.ts';
import { changePractice, isOpen } from './practice-change.ts';
import { showForComment } from './practice-comment.ts';
import { logEntry } from './practice-log.ts';
import { readEntry, typedEntry } from './practice-values.ts';
import { valuesOf } from './trainee-path.ts';

/** An entry: for its author to change, for who accompanies or trains to comment. */
export async function practiceEntryPage(visit: TrainingVisit): Promise<Answer> {
  const { participant } = visit;
  const entry = await storedInSpace(visit, practiceEntries, visit.values.entry);
  if (participant && isOwn(participant.doc, entry.doc)) {
    return showEntry({ ...visit, participant }, entry.doc);
  }
  return showForComment(visit, entry.doc);
}

/**
 * Changes an entry. `read`: the state that the form was made from; where another window has saved something else
 * since, nothing is overwritten, and both are shown.
 */
export async function savePracticeEntry(visit: TraineeVisit): Promise<Answer> {
  const { fields, now, participant } = visit;
  const entry = await ownEntry(visit);
  if (!isOpen(visit)) throw new CodedError('training.not-open', { practice: participant.doc.id });
  const values = typedEntry(visit);
  const read = readEntry(values, now);
  if ('problems' in read) return showEntry(visit, entry.doc, { values, problems: read.problems }, 422);
  let newer: PracticeEntry | undefined;
  await changePractice(visit, async (log) => {
    const stored = log.find(({ doc }) => doc.id === entry.doc.id);
    if (!stored) throw new CodedError('page.not-found');
    const isSame = practiceFields.every((field) => stored.doc[field] === read[field]);
    newer = String(stored.doc.updatedAt) === fields.read || isSame ? undefined : stored.doc;
    if (newer || isSame) return undefined;
    // A second save in the same millisecond must still be told from the first.
    const changed = { ...stored.doc, ...read, updatedAt: Math.max(now, stored.doc.updatedAt + 1) };
    const after = log.map(({ doc }) => (doc.id === changed.id ? changed : doc));
    return { ops: [update(practiceEntries, stored, changed)], log: after };
  });
  if (newer) return showEntry(visit, newer, { values, problems: {} }, 409);
  return { redirect: addressOf(paths.practice, valuesOf(visit)), flash: { notice: 'practice-saved' } };
}

export async function confirmPracticeEntryRemoval(visit: TraineeVisit): Promise<Answer> {
  const { t } = visit;
  const { doc } = await ownEntry(visit);
  const values = { ...valuesOf(visit), entry: doc.id };
  const page = ConfirmPage({
    frame: spaceFrame(visit, 'practice'),
    seal: visit.seal,
    what: 'remove-practice-entry',
    name: t('practice.entry-heading', { event: inSentence(doc.event), day: entryDay(t, doc) }),
    action: addressOf(paths.practiceEntryRemoval, values),
    keep: addressOf(paths.practiceEntry, values),
  });
  return { page };
}

/** Takes an entry out of the log. Always possible: it is the person's own text. */
export async function removePracticeEntry(visit: TraineeVisit): Promise<Answer> {
  const entry = await ownEntry(visit);
  await changePractice(visit, async (log) => {
    const stored = log.find(({ doc }) => doc.id === entry.doc.id);
    if (!stored) return undefined;
    const left = log.filter((one) => one !== stored).map(({ doc }) => doc);
    return { ops: [remove(practiceEntries, stored)], log: left };
  });
  return { redirect: addressOf(paths.practice, valuesOf(visit)), flash: { notice: 'practice-removed' } };
}

async function showEntry(
  visit: TraineeVisit,
  entry: PracticeEntry,
  draft?: Draft<PracticeField> & { values: PracticeValues },
  status = 200,
): Promise<Answer> {
  const { t } = visit;
  const address = { ...valuesOf(visit), entry: entry.id };
  const stored = valuesOfEntry(t, entry);
  const isConflict = status === 409;
  const differing = practiceFields.filter((field) => stored[field] !== draft?.values[field]);
  const page = OwnEntryPage({
    frame: spaceFrame(visit, 'practice'),
    seal: visit.seal,
    entry,
    commenter: (await logEntry(visit, entry, 'author')).commenter,
    form: isOpen(visit)
      ? {
          action: addressOf(paths.practiceEntry, address),
          // After a conflict the form stands on what is stored now: saving it again is meant.
          hidden: { read: draft && !isConflict ? (visit.fields.read ?? '') : String(entry.updatedAt) },
          values: stored,
          draft,
          back: addressOf(paths.practice, valuesOf(visit)),
        }
      : undefined,
    removal: addressOf(paths.practiceEntryRemoval, address),
    stored: isConflict
      ? differing.map((field) => ({ label: t(`practice.${field}`), text: stored[field] }))
      : undefined,
  });
  return { page, status };
}

/** @throws CodedError `page.not-found` for an entry of another person or run */
async function ownEntry(visit: TraineeVisit): Promise<Stored<PracticeEntry>> {
  const entry = await storedInSpace(visit, practiceEntries, visit.values.entry);
  if (!isOwn(visit.participant.doc, entry.doc)) throw new CodedError('page.not-found');
  return entry;
}

function isOwn(
  person: Pick<PracticeEntry, 'accountId' | 'runId'>,
  entry: Pick<PracticeEntry, 'accountId' | 'runId'>,
): boolean {
  return person.accountId === entry.accountId && person.runId === entry.runId;
}
