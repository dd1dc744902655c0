import { paths } from '../../src/web/addresses.ts';
import type { TrainingRoute } from './training-routes.ts';

const leads = ['owner', 'trainer'] as const;
const run = { run: 'an-id-that-a-form-carries', title: 'Durchgang 9', entry: 'by-hand', state: 'running' };
const note = { note: 'an-id-that-a-form-carries', text: 'Ruft am Montag an' };

/** Routes of those who train, and what mentors see. */
export const trainerRoutes: readonly TrainingRoute[] = [
  { method: 'GET', path: paths.group, may: leads },
  { method: 'GET', path: paths.groupTable, may: leads },
  { method: 'GET', path: paths.trainee, may: ['owner', 'trainer', 'mentor', 'trainee'] },
  { method: 'GET', path: paths.mentees, may: ['owner', 'trainer', 'mentor', 'trainee', 'other', 'member'] },
  { method: 'POST', path: paths.traineeNotes, may: leads, fields: note },
  { method: 'POST', path: paths.traineeNoteRemoval, may: leads },
  { method: 'POST', path: paths.traineeNoteReturn, may: leads },
  { method: 'POST', path: paths.traineeUnit, may: leads },
  { method: 'POST', path: paths.traineeUnitReopening, may: leads },
  { method: 'GET', path: paths.runs, may: leads },
  // The form names no version of the contents.
  { method: 'POST', path: paths.runs, may: leads, fields: run, answers: 422 },
  { method: 'GET', path: paths.run, may: leads },
  { method: 'POST', path: paths.run, may: leads, fields: run, answers: 422 },
  { method: 'GET', path: paths.runMeetings, may: leads },
  { method: 'POST', path: paths.runMeetings, may: leads },
  { method: 'GET', path: paths.runPeople, may: leads },
  // Nobody is ticked.
  { method: 'POST', path: paths.runPeople, may: leads, answers: 422 },
  { method: 'POST', path: paths.runPerson, may: leads, fields: { network: 'Netzwerk Lernen' } },
  { method: 'POST', path: paths.runPersonRemoval, may: leads },
  { method: 'POST', path: paths.runPersonReturn, may: leads },
  // Nobody is chosen.
  { method: 'POST', path: paths.runTrainers, may: leads, answers: 422 },
  { method: 'POST', path: paths.runTrainerRemoval, may: leads },
];
