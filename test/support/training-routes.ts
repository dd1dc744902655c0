import { paths } from '../../src/web/addresses.ts';
import { trainerRoutes } from './trainer-routes.ts';
import type { TrainingCast } from './training-stage.ts';

/** An address of a training, with what its form needs. */
export interface TrainingRoute {
  method: 'GET' | 'POST';
  path: Extract<(typeof paths)[keyof typeof paths], `/s/:site/spaces/:space/training${string}`>;
  /** Who may, of the people of `setTrainingStage`. */
  may: readonly (keyof TrainingCast)[];
  fields?: Record<string, string>;
  /** Parts of the address that differ from those of the stage. */
  values?: Record<string, string>;
  /** Status of the answer to those who may; 200 for pages and 303 for forms unless told. */
  answers?: number;
}

const trainees = ['trainee', 'other'] as const;
const leads = ['owner', 'trainer'] as const;
const check = { unit: 'module-1-check' };
const meeting = { unit: 'kick-off-day' };
/** As the stage has it: saving it changes nothing. */
export const accompanied = { event: 'Lenkungsrunde', day: '2026-01-15', hours: '2', learned: 'Zuhören' };
const members = ['owner', 'trainer', 'mentor', 'trainee', 'other', 'member'] as const;

/** Every route of a training. A test compares it with what the application answers. */
export const trainingRoutes: readonly TrainingRoute[] = [
  ...trainerRoutes,
  { method: 'GET', path: paths.trainingPath, may: trainees },
  { method: 'GET', path: paths.unit, may: trainees },
  { method: 'POST', path: paths.unitDone, may: trainees },
  { method: 'POST', path: paths.unitReopening, may: ['trainee'] },
  { method: 'POST', path: paths.unitPlace, may: trainees, fields: { percent: '20' }, answers: 200 },
  {
    method: 'POST',
    path: paths.reflection,
    may: trainees,
    fields: { text: 'Gut', audience: 'private' },
    // The unit of this stage is one to read: there is nothing to write about.
    answers: 400,
  },
  { method: 'GET', path: paths.reflections, may: members },
  { method: 'POST', path: paths.attempts, may: trainees, values: check },
  { method: 'GET', path: paths.attempt, may: ['trainee'], values: check },
  { method: 'POST', path: paths.attemptAnswers, may: ['trainee'], values: check },
  // Nothing is answered.
  { method: 'POST', path: paths.attemptSubmission, may: ['trainee'], values: check, answers: 422 },
  // No code was given out.
  {
    method: 'POST',
    path: paths.checkIn,
    may: trainees,
    values: meeting,
    fields: { code: '123456' },
    answers: 422,
  },
  { method: 'GET', path: paths.attendance, may: leads },
  { method: 'GET', path: paths.meeting, may: leads, values: meeting },
  { method: 'POST', path: paths.meeting, may: leads, values: meeting },
  { method: 'POST', path: paths.checkInCode, may: leads, values: meeting },
  { method: 'GET', path: paths.practice, may: trainees },
  {
    method: 'POST',
    path: paths.practice,
    may: ['trainee'],
    fields: { ...accompanied, entry: 'the-id-of-a-new-entry' },
  },
  { method: 'GET', path: paths.practiceEntry, may: [...leads, 'mentor', 'trainee'] },
  { method: 'POST', path: paths.practiceEntry, may: ['trainee'], fields: accompanied },
  { method: 'GET', path: paths.practiceEntryRemoval, may: ['trainee'] },
  { method: 'POST', path: paths.practiceEntryRemoval, may: ['trainee'] },
  {
    method: 'POST',
    path: paths.practiceComment,
    may: [...leads, 'mentor'],
    fields: { comment: 'Gut', read: '' },
  },
  { method: 'GET', path: paths.contents, may: leads },
  {
    method: 'POST',
    path: paths.contents,
    may: leads,
    fields: { step: 'module-1', kind: 'reading', title: 'Neu', minutes: '30' },
  },
  { method: 'POST', path: paths.contentsPublication, may: leads },
  // Nothing was changed on this stage: there is no draft to ask about.
  { method: 'GET', path: paths.contentsDraftRemoval, may: leads, answers: 404 },
  { method: 'POST', path: paths.contentsDraftRemoval, may: leads },
  { method: 'GET', path: paths.contentsStep, may: leads },
  {
    method: 'POST',
    path: paths.contentsStep,
    may: leads,
    fields: { 'title-de': 'Modul 1', 'format-de': 'ein Tag', 'topics-de': 'Thema' },
  },
  { method: 'GET', path: paths.contentsUnit, may: leads },
  {
    method: 'POST',
    path: paths.contentsUnit,
    may: leads,
    fields: { 'title-de': 'Neu', minutes: '30' },
    // A form that names no state is as one that another editor has overtaken.
    answers: 409,
  },
  { method: 'POST', path: paths.contentsUnitMove, may: leads, fields: { direction: 'down' } },
  { method: 'GET', path: paths.contentsUnitRemoval, may: leads },
  { method: 'POST', path: paths.contentsUnitRemoval, may: leads },
  // The unit of this stage is one to read, without questions.
  { method: 'GET', path: paths.contentsQuestion, may: leads, answers: 404 },
  { method: 'POST', path: paths.contentsQuestion, may: leads, answers: 404 },
  { method: 'POST', path: paths.contentsQuestionRemoval, may: leads, answers: 404 },
];
