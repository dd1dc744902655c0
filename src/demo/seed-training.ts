import type { Account } from '../domain/account.ts';
import { practiceFigures } from '../domain/practice-entry.ts';
import { type Curriculum, unitsOf } from '../domain/training-curriculum.ts';
import type { Participant } from '../domain/training-participant.ts';
import { progressOf } from '../domain/training-progress.ts';
import type { TrainingRun } from '../domain/training-run.ts';
import { type Clock, day } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { accounts, findAccount } from '../store/account.ts';
import { findMembership, joinOps } from '../store/membership.ts';
import { insert, type Op, type Store, update } from '../store/port.ts';
import { practiceEntries } from '../store/practice-entry.ts';
import { reflections } from '../store/reflection.ts';
import { spaces } from '../store/space.ts';
import { mentorships, participants } from '../store/training-participant.ts';
import { runsOf, runTrainers, trainingRuns } from '../store/training-run.ts';
import { fieldsOf, momentOf } from '../web/dates.ts';
import { beginTraining } from '../web/first-training.ts';
import { curriculumOf, newParticipant } from '../web/training-visit.ts';
import {
  type InventedTrainee,
  inventedDueDays,
  inventedMeetings,
  inventedReflection,
  inventedTrainees,
  practiceOf,
} from './training-group.ts';

/** The user id of the person who mentors in the demo: Birgit Sanderhoff. */
const mentorSub = '6';
const menteeSubs = ['5', '907'];

/** Fills the demo's training with a group in the middle of module 3. Nothing where there is no training. */
export async function seedTraining(store: Store, clock: Clock, siteId: string): Promise<void> {
  const space = (await store.find(spaces, 'byKind', ['training'], { limit: 1 })).rows[0]?.doc;
  if (!space) return;
  await beginTraining(store, clock, space);
  const [run] = await runsOf(store, space.id);
  if (!run) return;
  const dates = datesFrom(clock());
  const leader = { id: randomId(), spaceId: space.id, runId: run.doc.id };
  await store.commit([
    update(trainingRuns, run, { title: 'Durchgang 4', ...dates }),
    ...(space.createdBy === null ? [] : [insert(runTrainers, { ...leader, accountId: space.createdBy })]),
  ]);
  const curriculum = await curriculumOf(store, run.doc);
  const mentor = await memberOf(store, clock, siteId, space.id, { sub: mentorSub, name: '' }, 'mentor');
  for (const trainee of inventedTrainees) {
    const account = await memberOf(store, clock, siteId, space.id, trainee, 'trainee');
    const participant = stateOf(trainee, curriculum, run.doc, dates, account, clock());
    const ids = { spaceId: space.id, runId: run.doc.id, accountId: account.id };
    const mentorship = { ...ids, id: randomId(), mentorId: mentor.id, createdAt: clock() };
    const isMentee = menteeSubs.includes(trainee.sub);
    await store.commit([
      insert(participants, participant),
      ...(isMentee ? [insert(mentorships, mentorship)] : []),
      ...writingOps(trainee, ids, isMentee ? mentor.id : space.createdBy, clock()),
    ]);
  }
}

/** The practice log, and of the first of the mentees what was written in module 1. */
function writingOps(
  trainee: InventedTrainee,
  ids: { spaceId: string; runId: string; accountId: string },
  commentator: string | null,
  now: number,
): Op[] {
  const entries = practiceOf(trainee).map(({ inDays, comment, ...words }) => {
    const at = now + inDays * day;
    const commentAt = comment === '' ? null : at + day;
    return insert(practiceEntries, {
      ...{ ...ids, ...words, id: randomId(), day: fieldsOf(at).date, createdAt: at, updatedAt: at },
      ...{ comment, commentAt, commentReadAt: commentAt, commentBy: commentAt === null ? null : commentator },
    });
  });
  if (trainee.sub !== menteeSubs[0]) return entries;
  const written = { text: inventedReflection, audience: 'mentor' as const, updatedAt: now - 52 * day };
  const unitKey = 'module-1-reflection';
  return [...entries, insert(reflections, { ...ids, ...written, id: randomId(), unitKey })];
}

function datesFrom(now: number): Pick<TrainingRun, 'meetings' | 'dueAt'> {
  const at = (inDays: number, time: string): number =>
    momentOf(fieldsOf(now + inDays * day).date, time) ?? now + inDays * day;
  const meetings = Object.entries(inventedMeetings).map(([key, [inDays, from, to, place]]) => [
    key,
    { startsAt: at(inDays, from), endsAt: at(inDays, to), place, url: '' },
  ]);
  const dueAt = Object.entries(inventedDueDays).map(([id, inDays]) => [id, at(inDays, '23:59')]);
  return { meetings: Object.fromEntries(meetings), dueAt: Object.fromEntries(dueAt) };
}

/** The account of somebody, made where there is none, as a member of the space. */
async function memberOf(
  store: Store,
  clock: Clock,
  siteId: string,
  spaceId: string,
  { sub, name }: Pick<InventedTrainee, 'sub' | 'name'>,
  role: 'trainee' | 'mentor',
): Promise<Account> {
  const known = await findAccount(store, siteId, sub);
  const now = clock();
  const seen = { firstSeenAt: now, lastSeenAt: now };
  const account = known?.doc ?? { id: randomId(), siteId, sub, displayName: name, locale: 'de', ...seen };
  if (!known) await store.commit([insert(accounts, account)]);
  if (!(await findMembership(store, spaceId, account.id))) {
    const joining = { spaceId, accountId: account.id, siteId, role, isOwner: false, isConfirmed: true };
    await store.commit(await joinOps(store, clock, joining));
  }
  return account;
}

/** Done what is done at the day of its meeting, and everything else before the day of the last activity. */
function stateOf(
  trainee: InventedTrainee,
  curriculum: Curriculum,
  run: TrainingRun,
  { meetings }: Pick<TrainingRun, 'meetings'>,
  account: Account,
  now: number,
): Participant {
  const lastActiveAt = now - trainee.silentDays * day;
  const done = unitsOf(curriculum).slice(0, trainee.done);
  const states = done.map(({ unit }, index) => {
    const after = done.slice(index).find(({ unit: { key } }) => meetings[key])?.unit.key;
    const before = (meetings[after ?? '']?.startsAt ?? lastActiveAt) - ((done.length - index) % 5) * day;
    const by = meetings[unit.key] ? 'trainer' : unit.kind === 'self-check' ? 'self-check' : 'self';
    const tried = unit.kind === 'self-check' ? { attempts: 1, best: 90 } : {};
    return [unit.key, { state: 'done', at: meetings[unit.key]?.endsAt ?? before, by, ...tried }];
  });
  const others = Object.entries(trainee.others ?? {}).map(([key, state]) => [
    key,
    { ...state, at: lastActiveAt, by: 'self' },
  ]);
  const begun = { ...newParticipant(run, { accountId: account.id, siteId: account.siteId }, now - 76 * day) };
  const changes = {
    units: Object.fromEntries([...states, ...others]) as Participant['units'],
    practice: practiceFigures(practiceOf(trainee)),
    lastActiveAt,
  };
  const { participant } = progressOf(curriculum, begun, changes, lastActiveAt);
  const lastOf = (id: string): number =>
    Math.max(
      ...(curriculum.steps.find((step) => step.id === id)?.units ?? []).map(
        ({ key }) => changes.units[key]?.at ?? 0,
      ),
    );
  const completedSteps = Object.fromEntries(
    Object.keys(participant.completedSteps).map((id) => [id, lastOf(id)]),
  );
  return { ...participant, completedSteps, practiceNetwork: trainee.network ?? '' };
}
