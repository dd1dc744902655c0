import type { FastifyInstance } from 'fastify';
import { paths } from './addresses.ts';
import { groupTable } from './pages/group-table.ts';
import { menteesPage } from './pages/mentees.ts';
import { runPage, saveRun } from './pages/run.ts';
import { runMeetingsPage, saveMeetings } from './pages/run-meetings.ts';
import { runPeoplePage } from './pages/run-members.ts';
import { addPeople } from './pages/run-people-add.ts';
import { bringPersonBack, removePerson, savePerson } from './pages/run-person.ts';
import { addTrainer, removeTrainer } from './pages/run-trainers.ts';
import { makeRun, runsPage } from './pages/runs.ts';
import { recogniseUnit, reopenUnit, traineePage } from './pages/trainee.ts';
import { addNote, removeNote, returnNote } from './pages/trainee-notes.ts';
import { groupPage } from './pages/training-group.ts';
import type { WebServices } from './services.ts';
import { inTraining } from './training-visit.ts';

/** Pages and forms of those who train, and what mentors see. */
export function registerTrainerRoutes(app: FastifyInstance, it: WebServices): void {
  const lead = 'lead-training';
  app.get(paths.group, inTraining(it, lead, groupPage));
  app.get(paths.groupTable, inTraining(it, lead, groupTable));
  // The person and the mentor see this page too: it looks at who asks.
  app.get(paths.trainee, inTraining(it, 'view', traineePage));
  app.get(paths.mentees, inTraining(it, 'view', menteesPage));
  app.post(paths.traineeNotes, inTraining(it, lead, addNote));
  app.post(paths.traineeNoteRemoval, inTraining(it, lead, removeNote));
  app.post(paths.traineeNoteReturn, inTraining(it, lead, returnNote));
  app.post(paths.traineeUnit, inTraining(it, lead, recogniseUnit));
  app.post(paths.traineeUnitReopening, inTraining(it, lead, reopenUnit));
  app.get(
    paths.runs,
    inTraining(it, lead, (visit) => runsPage(visit)),
  );
  app.post(paths.runs, inTraining(it, lead, makeRun));
  app.get(
    paths.run,
    inTraining(it, lead, (visit) => runPage(visit)),
  );
  app.post(paths.run, inTraining(it, lead, saveRun));
  app.get(
    paths.runMeetings,
    inTraining(it, lead, (visit) => runMeetingsPage(visit)),
  );
  app.post(paths.runMeetings, inTraining(it, lead, saveMeetings));
  app.get(
    paths.runPeople,
    inTraining(it, lead, (visit) => runPeoplePage(visit)),
  );
  app.post(paths.runPeople, inTraining(it, lead, addPeople));
  app.post(paths.runPerson, inTraining(it, lead, savePerson));
  app.post(paths.runPersonRemoval, inTraining(it, lead, removePerson));
  app.post(paths.runPersonReturn, inTraining(it, lead, bringPersonBack));
  app.post(paths.runTrainers, inTraining(it, lead, addTrainer));
  app.post(paths.runTrainerRemoval, inTraining(it, lead, removeTrainer));
}
