import {
  type Curriculum,
  meetingKinds,
  type TrainingStep,
  type Unit,
} from '../../domain/training-curriculum.ts';
import { type Meeting, type TrainingRun, trainingRunSchema } from '../../domain/training-run.ts';
import { fieldsOf, momentOf } from '../dates.ts';
import type { FieldProblem } from '../views/problems.tsx';
import { type MeetingFieldName, meetingFields } from '../views/run-meetings.tsx';

type Values = Readonly<Record<string, string>>;
type Problems = Partial<Record<MeetingFieldName, FieldProblem>>;

/** Units at which people meet. */
export function datedUnits({ steps }: Curriculum): Unit[] {
  return steps.flatMap(({ units }) => units).filter(({ kind }) => meetingKinds.includes(kind));
}

/** Steps with something that people do alone, until a day. */
export function datedSteps({ steps }: Curriculum): TrainingStep[] {
  return steps.filter(({ units }) => units.some(({ kind }) => !meetingKinds.includes(kind)));
}

export function fieldNames(curriculum: Curriculum): MeetingFieldName[] {
  const units = datedUnits(curriculum).flatMap(({ key }) =>
    meetingFields.map((field): MeetingFieldName => `${field}-${key}`),
  );
  return [...units, ...datedSteps(curriculum).map(({ id }): MeetingFieldName => `due-${id}`)];
}

/** Dates of a run as the form shows them. */
export function storedDates(
  curriculum: Curriculum,
  { meetings, dueAt }: Pick<TrainingRun, 'meetings' | 'dueAt'>,
): Record<string, string> {
  const units = datedUnits(curriculum).flatMap(({ key }) => {
    const meeting = meetings[key];
    const { date, time } = meeting ? fieldsOf(meeting.startsAt) : { date: '', time: '' };
    const to = meeting ? fieldsOf(meeting.endsAt).time : '';
    const { place = '', url = '' } = meeting ?? {};
    return Object.entries({ date, from: time, to, place, url }).map(([field, value]) => [
      `${field}-${key}`,
      value,
    ]);
  });
  const steps = datedSteps(curriculum).map(({ id }) => {
    const due = dueAt[id];
    return [`due-${id}`, due === undefined ? '' : fieldsOf(due).date];
  });
  return Object.fromEntries([...units, ...steps]);
}

/** What the form says of all dates; a unit or step without any value has none. */
export function readDates(
  curriculum: Curriculum,
  values: Values,
): Pick<TrainingRun, 'meetings' | 'dueAt'> & { problems: Problems } {
  const problems: Problems = {};
  const meetings: TrainingRun['meetings'] = {};
  const dueAt: TrainingRun['dueAt'] = {};
  for (const { key } of datedUnits(curriculum)) {
    const read = readMeeting(key, values);
    Object.assign(problems, read.problems);
    if (read.meeting) meetings[key] = read.meeting;
  }
  for (const { id } of datedSteps(curriculum)) {
    const date = values[`due-${id}`] ?? '';
    if (date === '') continue;
    // The whole day is in time.
    const due = momentOf(date, '23:59');
    if (due === undefined) problems[`due-${id}`] = 'date-missing';
    else dueAt[id] = due;
  }
  return { meetings, dueAt, problems };
}

function readMeeting(key: string, values: Values): { meeting?: Meeting; problems: Problems } {
  const problems: Problems = {};
  const [date = '', from = '', to = '', place = '', url = ''] = meetingFields.map(
    (field) => values[`${field}-${key}`] ?? '',
  );
  if ([date, from, to, place, url].every((value) => value === '')) return { problems };
  const isDay = momentOf(date, '12:00') !== undefined;
  if (!isDay) problems[`date-${key}`] = 'date-missing';
  const startsAt = momentOf(date, from);
  const endsAt = momentOf(date, to);
  if (isDay && startsAt === undefined) problems[`from-${key}`] = timeProblem(from);
  if (isDay && endsAt === undefined) problems[`to-${key}`] = timeProblem(to);
  if (startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt) {
    problems[`to-${key}`] = 'end-before-start';
  }
  const { place: placeSchema, url: urlSchema } = trainingRunSchema.shape.meetings.valueType.shape;
  if (!placeSchema.safeParse(place).success) problems[`place-${key}`] = 'place-length';
  if (!urlSchema.safeParse(url).success) problems[`url-${key}`] = 'url-invalid';
  const isRight = Object.keys(problems).length === 0;
  if (!isRight || startsAt === undefined || endsAt === undefined) return { problems };
  return { meeting: { startsAt, endsAt, place, url }, problems };
}

/** A time of the clock that is no moment on that day lies in the hour that summer time leaves out. */
function timeProblem(time: string): FieldProblem {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? 'time-skipped' : 'time-missing';
}
