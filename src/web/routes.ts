import type { FastifyInstance } from 'fastify';
import { paths } from './addresses.ts';
import { aboutPage } from './pages/about.ts';
import { attemptPage, beginAttempt } from './pages/attempt.ts';
import { saveAnswers, submitAttempt } from './pages/attempt-submission.ts';
import { attendancePage } from './pages/attendance.ts';
import { checkIn } from './pages/check-in.ts';
import { makeCheckInCode } from './pages/check-in-code.ts';
import { closedSpacePage } from './pages/closed-space.ts';
import {
  addUnit,
  confirmDraftRemoval,
  confirmUnitRemoval,
  contentsPage,
  discardDraft,
  moveUnit,
  publish,
  removeUnit,
} from './pages/contents.ts';
import { contentsQuestionPage, removeQuestion, saveQuestion } from './pages/contents-question.ts';
import { contentsStepPage, saveStep } from './pages/contents-step.ts';
import { contentsUnitPage, saveUnit } from './pages/contents-unit.ts';
import { confirmLinkRemoval, removeLink } from './pages/course-links.ts';
import { addEvent, confirmEventRemoval, removeEvent } from './pages/events.ts';
import { addColumn } from './pages/grade-column.ts';
import { gradesPage, reportComplete, sendAgain, takeBack } from './pages/grades.ts';
import { handoverPage, takeOver } from './pages/handover.ts';
import { health } from './pages/health.ts';
import { accessibilityPage, helpPage, privacyPage, startPage } from './pages/information.ts';
import {
  acceptInvitation,
  confirmInvitationWithdrawal,
  makeInvitation,
  redeemPage,
  withdrawInvitation,
} from './pages/invitations.ts';
import { operatorLaunchesPage, siteLaunchesPage } from './pages/launches.ts';
import { confirmLinkCodeRevocation, makeLinkCode, revokeLinkCode } from './pages/link-codes.ts';
import { bindByCode, bindToNewSpace, bindToSpace, linkSetupPage } from './pages/link-setup.ts';
import { keys, launch, login } from './pages/lti.ts';
import { meetingPage, saveAttendance } from './pages/meeting.ts';
import {
  bringBack,
  confirmMemberRemoval,
  giveRole,
  membersPage,
  removeMember,
  setOwner,
} from './pages/members.ts';
import { operatorPage, operatorSignInPage, signInOperator } from './pages/operator.ts';
import { pick, pickerPage } from './pages/pick.ts';
import { addPractice, practicePage } from './pages/practice.ts';
import { commentPractice } from './pages/practice-comment.ts';
import {
  confirmPracticeEntryRemoval,
  practiceEntryPage,
  removePracticeEntry,
  savePracticeEntry,
} from './pages/practice-entry.ts';
import { reflectionsPage, saveReflection } from './pages/reflections.ts';
import { registerSite, registrationPage } from './pages/registration.ts';
import { eventsPage, settingsPage } from './pages/settings.ts';
import { spacePage } from './pages/space.ts';
import { saveText } from './pages/space-text.ts';
import { reviewListPage, reviewPage } from './pages/submission-review.ts';
import { trainingPathPage } from './pages/training-path.ts';
import { markDone, reopen, savePlace, unitPage } from './pages/unit.ts';
import { pluginRoutes } from './plugin/routes.ts';
import type { WebServices } from './services.ts';
import { registerSyncRoutes } from './sync-routes.ts';
import { registerTrainerRoutes } from './trainer-routes.ts';
import { asTrainee, inTraining } from './training-visit.ts';
import { forAnybody, forSignedIn, inSpace } from './visit.ts';

/** What answers where. A page or form of a space names the one action it stands for. */
export function registerRoutes(app: FastifyInstance, services: WebServices): void {
  const it = services;
  app.get(paths.start, forAnybody(it, startPage));
  app.get(paths.help, forAnybody(it, helpPage));
  app.get(paths.privacy, forAnybody(it, privacyPage));
  app.get(paths.accessibility, forAnybody(it, accessibilityPage));
  app.get(paths.health, (request, reply) => health(it, request, reply));

  app.get(paths.login, (request, reply) => login(it, request, reply));
  app.post(paths.login, (request, reply) => login(it, request, reply));
  app.post(paths.launch, (request, reply) => launch(it, request, reply));
  app.get(paths.keys, (request, reply) => keys(it, request, reply));
  app.get(paths.register, forAnybody(it, registrationPage));
  app.post(paths.register, forAnybody(it, registerSite));
  app.register((plugin) => pluginRoutes(plugin, it));

  app.get(paths.linkSetup, forSignedIn(it, linkSetupPage));
  app.post(paths.bindToSpace, forSignedIn(it, bindToSpace));
  app.post(paths.bindByCode, forSignedIn(it, bindByCode));
  app.post(paths.bindToNewSpace, forSignedIn(it, bindToNewSpace));
  app.get(paths.pick, forSignedIn(it, pickerPage));
  app.post(paths.pick, forSignedIn(it, pick));
  app.get(paths.invitation, forSignedIn(it, redeemPage));
  app.post(paths.invitation, forSignedIn(it, acceptInvitation));
  app.get(paths.closed, forSignedIn(it, closedSpacePage));
  app.get(paths.handover, forSignedIn(it, handoverPage));
  app.post(paths.handover, (request, reply) => takeOver(it, request, reply));

  app.get(paths.launches, forSignedIn(it, siteLaunchesPage));

  app.get(paths.space, inSpace(it, 'view', spacePage));
  app.get(paths.about, inSpace(it, 'view', aboutPage));
  app.get(paths.members, inSpace(it, 'view', membersPage));
  app.post(paths.memberRole, inSpace(it, 'manage-members', giveRole));
  app.post(paths.memberOwner, inSpace(it, 'manage-members', setOwner));
  app.get(paths.memberRemoval, inSpace(it, 'manage-members', confirmMemberRemoval));
  app.post(paths.memberRemoval, inSpace(it, 'manage-members', removeMember));
  app.post(paths.memberReturn, inSpace(it, 'manage-members', bringBack));
  app.get(paths.events, inSpace(it, 'plan-events', eventsPage));
  app.post(paths.events, inSpace(it, 'plan-events', addEvent));
  app.get(paths.eventRemoval, inSpace(it, 'plan-events', confirmEventRemoval));
  app.post(paths.eventRemoval, inSpace(it, 'plan-events', removeEvent));
  app.get(paths.grades, inSpace(it, 'report-progress', gradesPage));
  app.post(paths.gradeComplete, inSpace(it, 'report-progress', reportComplete));
  app.post(paths.gradeUndo, inSpace(it, 'report-progress', takeBack));
  app.post(paths.gradeAgain, inSpace(it, 'report-progress', sendAgain));
  app.post(paths.gradeColumn, inSpace(it, 'report-progress', addColumn));
  app.get(paths.reviews, inSpace(it, 'review-progress', reviewListPage));
  app.get(paths.review, inSpace(it, 'review-progress', reviewPage));
  app.get(paths.settings, inSpace(it, 'edit', settingsPage));
  app.post(paths.settings, inSpace(it, 'edit', saveText));
  app.post(paths.linkCodes, inSpace(it, 'share', makeLinkCode));
  app.get(paths.linkCodeRevocation, inSpace(it, 'share', confirmLinkCodeRevocation));
  app.post(paths.linkCodeRevocation, inSpace(it, 'share', revokeLinkCode));
  app.post(paths.invitations, inSpace(it, 'manage-members', makeInvitation));
  app.get(paths.invitationWithdrawal, inSpace(it, 'manage-members', confirmInvitationWithdrawal));
  app.post(paths.invitationWithdrawal, inSpace(it, 'manage-members', withdrawInvitation));
  app.get(paths.linkRemoval, inSpace(it, 'edit', confirmLinkRemoval));
  app.post(paths.linkRemoval, inSpace(it, 'edit', removeLink));

  app.get(paths.trainingPath, asTrainee(it, trainingPathPage));
  app.get(paths.unit, asTrainee(it, unitPage));
  app.post(paths.unitDone, asTrainee(it, markDone));
  app.post(paths.unitReopening, asTrainee(it, reopen));
  app.post(paths.unitPlace, asTrainee(it, savePlace));
  app.post(paths.attempts, asTrainee(it, beginAttempt));
  app.get(paths.attempt, asTrainee(it, attemptPage));
  app.post(paths.attemptAnswers, asTrainee(it, saveAnswers));
  app.post(paths.attemptSubmission, asTrainee(it, submitAttempt));
  app.post(paths.checkIn, asTrainee(it, checkIn));
  app.post(paths.reflection, asTrainee(it, saveReflection));
  app.get(paths.reflections, inTraining(it, 'view', reflectionsPage));

  const edit = (page: Parameters<typeof inTraining>[2]) => inTraining(it, 'edit-curriculum', page);
  app.get(paths.contents, edit(contentsPage));
  app.post(paths.contents, edit(addUnit));
  app.post(paths.contentsPublication, edit(publish));
  app.get(paths.contentsDraftRemoval, edit(confirmDraftRemoval));
  app.post(paths.contentsDraftRemoval, edit(discardDraft));
  app.get(paths.contentsStep, edit(contentsStepPage));
  app.post(paths.contentsStep, edit(saveStep));
  app.get(paths.contentsUnit, edit(contentsUnitPage));
  app.post(paths.contentsUnit, edit(saveUnit));
  app.post(paths.contentsUnitMove, edit(moveUnit));
  app.get(paths.contentsUnitRemoval, edit(confirmUnitRemoval));
  app.post(paths.contentsUnitRemoval, edit(removeUnit));
  app.get(paths.contentsQuestion, edit(contentsQuestionPage));
  app.post(paths.contentsQuestion, edit(saveQuestion));
  app.post(paths.contentsQuestionRemoval, edit(removeQuestion));
  registerTrainerRoutes(app, it);
  app.get(paths.practice, asTrainee(it, practicePage));
  app.post(paths.practice, asTrainee(it, addPractice));
  app.get(paths.practiceEntry, inTraining(it, 'view', practiceEntryPage));
  app.post(paths.practiceEntry, asTrainee(it, savePracticeEntry));
  app.get(paths.practiceEntryRemoval, asTrainee(it, confirmPracticeEntryRemoval));
  app.post(paths.practiceEntryRemoval, asTrainee(it, removePracticeEntry));
  app.post(paths.practiceComment, inTraining(it, 'view', commentPractice));

  app.get(paths.attendance, inTraining(it, 'lead-training', attendancePage));
  app.get(paths.meeting, inTraining(it, 'lead-training', meetingPage));
  app.post(paths.meeting, inTraining(it, 'lead-training', saveAttendance));
  app.post(paths.checkInCode, inTraining(it, 'lead-training', makeCheckInCode));
  registerSyncRoutes(app, it);

  app.get(paths.operatorSignIn, forAnybody(it, operatorSignInPage));
  app.post(paths.operatorSignIn, (request, reply) => signInOperator(it, request, reply));
  app.get(paths.operator, forAnybody(it, operatorPage));
  app.get(paths.operatorLaunches, forAnybody(it, operatorLaunchesPage));
}
