import { CodedError } from '../../domain/errors.ts';
import type { TrainerNote } from '../../domain/trainer-note.ts';
import { minute } from '../../runtime/clock.ts';
import { commitWhat, insert, update } from '../../store/port.ts';
import { trainerNotes } from '../../store/trainer-note.ts';
import { addressOf, paths } from '../addresses.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { FieldProblem } from '../views/problems.tsx';
import type { Answer } from '../visit.ts';
import { formId } from './form-state.ts';
import { traineeAnswer } from './trainee.ts';
import { traineeOf } from './trainee-visit.ts';
import { traineeAddress } from './training-group.ts';

const longest = 2000;
/** How long a removed note can be brought back. */
const returnTime = 10 * minute;

/** Adds a note. The form carries the note's id, so that the same form sent twice makes one. */
export async function addNote(visit: TrainingVisit): Promise<Answer> {
  const { services, fields, account, space, now } = visit;
  const trainee = await traineeOf(visit);
  const { doc } = trainee.participant;
  const text = (fields.text ?? '').trim();
  const problem = problemOf(text);
  if (problem) return traineeAnswer(visit, trainee, { values: { text }, problems: { text: problem } });
  const note: TrainerNote = {
    ...{ id: formId(fields.note), spaceId: space.doc.id, runId: doc.runId, accountId: doc.accountId },
    ...{ text, writtenBy: account.id, createdAt: now, expiresAt: null },
  };
  await commitWhat(services.store, async () => {
    const known = await services.store.get(trainerNotes, note.id);
    return { ops: known ? [] : [insert(trainerNotes, note)], result: undefined };
  });
  const undo = addressOf(paths.traineeNoteRemoval, valuesOf(visit, note.id));
  return { redirect: notesAddress(visit), flash: { notice: 'note-added', undo } };
}

/** Removes a note: it is gone for good ten minutes later. */
export async function removeNote(visit: TrainingVisit): Promise<Answer> {
  await expireNote(visit, visit.now + returnTime);
  const undo = addressOf(paths.traineeNoteReturn, valuesOf(visit, visit.values.note ?? ''));
  return { redirect: notesAddress(visit), flash: { notice: 'note-removed', undo } };
}

export async function returnNote(visit: TrainingVisit): Promise<Answer> {
  await expireNote(visit, null);
  return { redirect: notesAddress(visit), flash: { notice: 'note-returned' } };
}

/** @throws CodedError `page.not-found` for a note about somebody else */
async function expireNote(visit: TrainingVisit, expiresAt: number | null): Promise<void> {
  const { store } = visit.services;
  const { doc } = (await traineeOf(visit)).participant;
  await commitWhat(store, async () => {
    const note = await store.get(trainerNotes, visit.values.note ?? '');
    if (note?.doc.accountId !== doc.accountId || note.doc.runId !== doc.runId) {
      throw new CodedError('page.not-found');
    }
    return { ops: [update(trainerNotes, note, { expiresAt })], result: undefined };
  });
}

function problemOf(text: string): FieldProblem | undefined {
  if (text === '') return 'note-missing';
  return text.length > longest ? 'note-length' : undefined;
}

function notesAddress(visit: TrainingVisit): string {
  return traineeAddress(visit, visit.values.participant ?? '');
}

function valuesOf({ site, space, values }: TrainingVisit, note: string) {
  return { site: site.id, space: space.doc.id, participant: values.participant ?? '', note };
}
