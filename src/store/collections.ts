import { accounts } from './account.ts';
import { checkInCodes, checkInTries } from './check-in.ts';
import { connectionReports } from './connection-report.ts';
import { courseLinks, linkCodes } from './course-link.ts';
import { courseRights, courseServices, gradableLinks } from './course-service.ts';
import { spaceEvents } from './event.ts';
import { invitations } from './invitation.ts';
import { launchReportSheets } from './launch-report.ts';
import { linkHandles } from './link-handle.ts';
import { memberProgress, watchedActivities } from './member-progress.ts';
import { memberCounters, memberships } from './membership.ts';
import { operatorLinks, takenMessages, usedNonces } from './one-time.ts';
import { importChunks, peopleImports } from './people-import.ts';
import { personEntries } from './person-entry.ts';
import { moodleHints, pluginConnections } from './plugin-connection.ts';
import type { AnyCollection } from './port.ts';
import { practiceEntries } from './practice-entry.ts';
import { reflections } from './reflection.ts';
import { schools } from './school.ts';
import { scoreDeliveries } from './score-delivery.ts';
import { attempts } from './self-check.ts';
import { sessions } from './session.ts';
import { registrations, sites, toolKeys } from './site.ts';
import { siteConnections } from './site-connection.ts';
import { siteInvitations } from './site-invitation.ts';
import { spaces } from './space.ts';
import { syncMade } from './sync-made.ts';
import { syncMappings } from './sync-mapping.ts';
import { syncPins } from './sync-pin.ts';
import { syncPlans, syncSteps } from './sync-plan.ts';
import { syncRuns } from './sync-run.ts';
import { trainerNotes } from './trainer-note.ts';
import { curricula, unitContents } from './training-curriculum.ts';
import { mentorships, participants } from './training-participant.ts';
import { runTrainers, trainingRuns } from './training-run.ts';

/** Every collection of the product: what an adapter makes, an export walks and an erasure visits. */
export const collections: readonly AnyCollection[] = [
  sites,
  registrations,
  siteConnections,
  connectionReports,
  toolKeys,
  accounts,
  spaces,
  memberships,
  memberCounters,
  courseLinks,
  linkCodes,
  linkHandles,
  invitations,
  spaceEvents,
  sessions,
  usedNonces,
  operatorLinks,
  siteInvitations,
  launchReportSheets,
  pluginConnections,
  moodleHints,
  takenMessages,
  courseServices,
  gradableLinks,
  courseRights,
  scoreDeliveries,
  curricula,
  unitContents,
  trainingRuns,
  runTrainers,
  participants,
  mentorships,
  attempts,
  checkInCodes,
  checkInTries,
  reflections,
  practiceEntries,
  trainerNotes,
  schools,
  personEntries,
  peopleImports,
  importChunks,
  syncMappings,
  syncPins,
  syncPlans,
  syncSteps,
  syncRuns,
  syncMade,
  watchedActivities,
  memberProgress,
];
