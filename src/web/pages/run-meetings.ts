import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import { inLanguage } from '../../domain/words.ts';
import { commitWhat, update } from '../../store/port.ts';
import { trainingRuns } from '../../store/training-run.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { T, TextKey } from '../language.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { Draft } from '../views/problems.tsx';
import { type MeetingFieldName, RunMeetingsPage } from '../views/run-meetings.tsx';
import type { Answer } from '../visit.ts';
import { markOf } from './form-state.ts';
import { datedSteps, datedUnits, fieldNames, readDates, storedDates } from './run-dates.ts';
import { runAddress, storedRun } from './runs.ts';

export async function runMeetingsPage(
  visit: TrainingVisit,
  typed?: { draft: Draft<MeetingFieldName>; changed?: { label: string; value: string }[] },
): Promise<Answer> {
  const { site, space, curriculum } = visit;
  const run = (await storedRun(visit)).doc;
  const stored = storedDates(curriculum, run);
  const page = RunMeetingsPage({
    frame: spaceFrame(visit, 'runs'),
    seal: visit.seal,
    run,
    curriculum,
    action: addressOf(paths.runMeetings, { site: site.id, space: space.doc.id, run: run.id }),
    mark: markOf(stored),
    back: runAddress(visit, run.id),
    ...(typed ?? { draft: { values: stored, problems: {} } }),
  });
  return typed ? { page, status: 422 } : { page };
}

/** Saves all dates of a run at once; nothing of it where one is wrong, or where somebody else changed them. */
export async function saveMeetings(visit: TrainingVisit): Promise<Answer> {
  const { services, request, site, account, space, fields, curriculum, t } = visit;
  const names = fieldNames(curriculum);
  const values = Object.fromEntries(names.map((name) => [name, (fields[name] ?? '').trim()]));
  const read = readDates(curriculum, values);
  if (Object.keys(read.problems).length > 0) {
    return runMeetingsPage(visit, { draft: { values, problems: read.problems } });
  }
  const conflict = await commitWhat(services.store, async () => {
    const run = await storedRun(visit);
    const stored = storedDates(curriculum, run.doc);
    const isChanged = fields.mark !== markOf(stored) && markOf(values) !== markOf(stored);
    if (isChanged) return { ops: [], result: stored };
    return { ops: [update(trainingRuns, run, datesOf(curriculum, run.doc, read))], result: undefined };
  });
  if (conflict) {
    const changed = names
      .filter((name) => conflict[name] !== values[name])
      .map((name) => ({ label: labelOf(t, curriculum, name), value: conflict[name] ?? '' }));
    return runMeetingsPage(visit, { draft: { values, problems: {} }, changed });
  }
  const ids = { site: site.id, account: account.id, space: space.doc.id, run: visit.run.doc.id };
  request.log.info({ ...ids, meetings: Object.keys(read.meetings).length }, 'dates changed');
  return { redirect: runAddress(visit, visit.run.doc.id), flash: { notice: 'dates-saved' } };
}

/** What is of other versions stays: the run may be moved back. */
function datesOf(
  curriculum: Curriculum,
  { meetings, dueAt }: TrainingRun,
  read: Pick<TrainingRun, 'meetings' | 'dueAt'>,
): Pick<TrainingRun, 'meetings' | 'dueAt'> {
  const units = new Set(datedUnits(curriculum).map(({ key }) => key));
  const steps = new Set(datedSteps(curriculum).map(({ id }) => id));
  const others = <Value>(all: Record<string, Value>, here: ReadonlySet<string>): Record<string, Value> =>
    Object.fromEntries(Object.entries(all).filter(([key]) => !here.has(key)));
  return {
    meetings: { ...others(meetings, units), ...read.meetings },
    dueAt: { ...others(dueAt, steps), ...read.dueAt },
  };
}

const labels: Record<string, TextKey> = {
  date: 'settings.event-date',
  from: 'settings.event-from',
  to: 'settings.event-to',
  place: 'runs.place',
  url: 'runs.url',
};

function labelOf(t: T, curriculum: Curriculum, name: string): string {
  const at = name.indexOf('-');
  const [field, key] = [name.slice(0, at), name.slice(at + 1)];
  const label = labels[field];
  if (label === undefined) {
    const step = curriculum.steps.find(({ id }) => id === key);
    return t('runs.due', { step: step ? inLanguage(step.title, t.language) : key });
  }
  const unit = datedUnits(curriculum).find((one) => one.key === key);
  return `${unit ? inLanguage(unit.title, t.language) : key}, ${t(label)}`;
}
