import { CodedError } from '../../domain/errors.ts';
import { attentionOf } from '../../domain/training-attention.ts';
import { unitsOf } from '../../domain/training-curriculum.ts';
import type { Participant } from '../../domain/training-participant.ts';
import { withoutDone, withState } from '../../domain/training-progress.ts';
import { randomId } from '../../runtime/secrets.ts';
import { commitWhat } from '../../store/port.ts';
import { notesAbout } from '../../store/trainer-note.ts';
import { publishedVersions } from '../../store/training-curriculum.ts';
import { mentorOf } from '../../store/training-participant.ts';
import { progressOps } from '../../store/training-progress.ts';
import { addressOf, paths } from '../addresses.ts';
import type { Flash } from '../flash.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { Section } from '../views/header.tsx';
import type { Draft } from '../views/problems.tsx';
import { TraineePage, type TraineePageProps } from '../views/trainee.tsx';
import type { NotesProps } from '../views/trainee-notes.tsx';
import type { Answer } from '../visit.ts';
import { practiceLogFor } from './practice-log.ts';
import { namesOf } from './run-people.ts';
import { sharedReflections } from './trainee-reflections.ts';
import { type Relation, type Trainee, traineeOf } from './trainee-visit.ts';
import { traineeAddress } from './training-group.ts';

const tabOf: Record<Relation, Section> = { trains: 'group', self: 'path', mentor: 'mentees' };

export async function traineePage(visit: TrainingVisit): Promise<Answer> {
  return traineeAnswer(visit, await traineeOf(visit));
}

/** The page of one trainee, with what was typed into the form for notes when it was not right. */
export async function traineeAnswer(
  visit: TrainingVisit,
  trainee: Trainee,
  draft?: Draft<'text'>,
): Promise<Answer> {
  const { services, space, t, now } = visit;
  const { store } = services;
  const { participant, run, curriculum, relation } = trainee;
  const { doc } = participant;
  const mentor = await mentorOf(store, doc);
  const notes = relation === 'trains' ? (await notesAbout(store, doc)).map((note) => note.doc) : [];
  const people = [doc.accountId, mentor, ...notes.map(({ writtenBy }) => writtenBy)];
  const names = await namesOf(
    store,
    t,
    space.doc.id,
    people.filter((id) => typeof id === 'string'),
  );
  const props: TraineePageProps = {
    frame: spaceFrame(visit, tabOf[relation]),
    seal: visit.seal,
    now,
    run,
    curriculum,
    participant: doc,
    name: names.get(doc.accountId) ?? '',
    isSelf: relation === 'self',
    mentor: mentor === undefined ? undefined : names.get(mentor),
    reasons: relation === 'self' ? [] : attentionOf(curriculum, run, doc, now),
    log: relation === 'self' ? undefined : await practiceLogFor(visit, doc, curriculum, 'companion'),
    shared: relation === 'self' ? undefined : await sharedReflections(visit, trainee),
    earlier: await earlierUnits(visit, doc, curriculum),
    ...backOf(visit, relation, run.id),
  };
  if (relation !== 'trains') return { page: TraineePage(props) };
  const shown: NotesProps = {
    action: addressOf(paths.traineeNotes, valuesOf(visit, doc)),
    newId: randomId(),
    notes: notes.map(({ id, text, writtenBy, createdAt }) => ({
      ...{ id, text, createdAt, author: names.get(writtenBy ?? '') },
      remove: addressOf(paths.traineeNoteRemoval, { ...valuesOf(visit, doc), note: id }),
    })),
    ...(draft ? { draft } : {}),
  };
  const units = (unit: string) => ({
    recognise: addressOf(paths.traineeUnit, { ...valuesOf(visit, doc), unit }),
    reopen: addressOf(paths.traineeUnitReopening, { ...valuesOf(visit, doc), unit }),
  });
  const page = TraineePage({ ...props, manage: { units, notes: shown } });
  return draft ? { page, status: 422 } : { page };
}

/** A trainer recognises a unit as done, whatever its kind. */
export async function recogniseUnit(visit: TrainingVisit): Promise<Answer> {
  const undo = addressOf(paths.traineeUnitReopening, unitValues(visit));
  return changeUnit(visit, { notice: 'unit-recognised', undo }, (states, key) =>
    states[key]?.state === 'done'
      ? states
      : withState(states, key, { state: 'done', at: visit.now, by: 'trainer' }),
  );
}

/** A trainer takes back that a unit is done. What was tried stays. */
export async function reopenUnit(visit: TrainingVisit): Promise<Answer> {
  const undo = addressOf(paths.traineeUnit, unitValues(visit));
  return changeUnit(visit, { notice: 'unit-reopened', undo }, withoutDone);
}

async function changeUnit(
  visit: TrainingVisit,
  flash: Flash,
  change: (states: Participant['units'], key: string) => Participant['units'],
): Promise<Answer> {
  const { services, request, site, account, space, values } = visit;
  const { store, clock } = services;
  const key = values.unit ?? '';
  const isChanged = await commitWhat(store, async () => {
    const { participant, curriculum } = await traineeOf(visit);
    if (participant.doc.isGone || !unitsOf(curriculum).some(({ unit }) => unit.key === key)) {
      throw new CodedError('page.not-found');
    }
    const units = change(participant.doc.units, key);
    if (units === participant.doc.units) return { ops: [], result: false };
    // It was not the trainee who did something.
    const { lastActiveAt } = participant.doc;
    const { ops } = await progressOps(store, clock, participant, curriculum, { units, lastActiveAt });
    return { ops, result: true };
  });
  const what = { site: site.id, account: account.id, space: space.doc.id, change: flash.notice };
  if (isChanged) request.log.info({ ...what, participant: values.participant, unit: key }, 'unit changed');
  const redirect = traineeAddress(visit, values.participant ?? '');
  return isChanged ? { redirect, flash } : { redirect };
}

/** Done in an earlier version that had units which this one has not; with their titles there. */
async function earlierUnits(
  { services, space }: TrainingVisit,
  { units }: Participant,
  curriculum: Trainee['curriculum'],
): Promise<TraineePageProps['earlier']> {
  const present = new Set(unitsOf(curriculum).map(({ unit }) => unit.key));
  const gone = Object.entries(units).filter(([key, { state }]) => state === 'done' && !present.has(key));
  if (gone.length === 0) return [];
  const versions = await publishedVersions(services.store, space.doc.id);
  const titles = new Map(
    versions.flatMap(({ doc }) => unitsOf(doc).map(({ unit }) => [unit.key, unit.title])),
  );
  return gone.map(([key, state]) => ({ key, title: titles.get(key), state }));
}

function backOf(visit: TrainingVisit, relation: Relation, run: string): Pick<TraineePageProps, 'back'> {
  const { t, site, space } = visit;
  const values = { site: site.id, space: space.doc.id };
  if (relation === 'trains') {
    const href = `${addressOf(paths.group, values)}?${new URLSearchParams({ run })}`;
    return { back: { label: t('trainee.back-group'), href } };
  }
  if (relation === 'self') return {};
  return { back: { label: t('trainee.back-mentees'), href: addressOf(paths.mentees, values) } };
}

function valuesOf({ site, space }: TrainingVisit, { id }: Pick<Participant, 'id'>) {
  return { site: site.id, space: space.doc.id, participant: id };
}

function unitValues(visit: TrainingVisit) {
  const { participant = '', unit = '' } = visit.values;
  return { ...valuesOf(visit, { id: participant }), unit };
}
