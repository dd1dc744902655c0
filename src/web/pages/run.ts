import type { TrainingRun } from '../../domain/training-run.ts';
import { commitWhat, update } from '../../store/port.ts';
import { participantsOf } from '../../store/training-participant.ts';
import { trainingRuns } from '../../store/training-run.ts';
import { addressOf, paths } from '../addresses.ts';
import { formatShortDate } from '../dates.ts';
import { spaceFrame } from '../frame.ts';
import type { T } from '../language.ts';
import { curriculumOf, type TrainingVisit } from '../training-visit.ts';
import type { Draft } from '../views/problems.tsx';
import { RunPage } from '../views/run.tsx';
import type { OfferedVersion, RunFieldName } from '../views/run-form.tsx';
import type { Answer } from '../visit.ts';
import { markOf } from './form-state.ts';
import { trainersPart } from './run-trainer-list.ts';
import { moveParticipants } from './run-version.ts';
import { offeredVersions, type RunFieldValues, readRun, runAddress, runValues, storedRun } from './runs.ts';

/** The run as it was; with its stored values where somebody else had changed them. */
interface Saved {
  was: TrainingRun;
  stored?: RunFieldValues;
}

/** What was typed into one of the forms of a run's page, when it was not right. */
export interface RunDrafts {
  run?: Draft<RunFieldName>;
  changed?: { label: string; value: string }[];
  trainer?: Draft<'trainer'>;
}

export async function runPage(visit: TrainingVisit, drafts: RunDrafts = {}): Promise<Answer> {
  const { services, site, space, now } = visit;
  const run = (await storedRun(visit)).doc;
  const values = { site: site.id, space: space.doc.id, run: run.id };
  const people = await participantsOf(services.store, run.id);
  const group = `${addressOf(paths.group, values)}?${new URLSearchParams({ run: run.id })}`;
  const page = RunPage({
    frame: spaceFrame(visit, 'runs'),
    seal: visit.seal,
    now,
    run,
    curriculum: await curriculumOf(services.store, run),
    people: people.length,
    links: {
      meetings: addressOf(paths.runMeetings, values),
      people: addressOf(paths.runPeople, values),
      group,
      runs: addressOf(paths.runs, values),
    },
    form: {
      action: runAddress(visit, run.id),
      mark: markOf(valuesOf(run)),
      versions: await offeredVersions(visit),
      ...(drafts.run ? { draft: drafts.run } : {}),
      ...(drafts.changed ? { changed: drafts.changed } : {}),
    },
    trainers: {
      ...(await trainersPart(visit, run.id)),
      ...(drafts.trainer ? { draft: drafts.trainer } : {}),
    },
  });
  return Object.keys(drafts).length === 0 ? { page } : { page, status: 422 };
}

/** Title, state, entry and version of a run. Moved to another version, everybody's steps are looked at again. */
export async function saveRun(visit: TrainingVisit): Promise<Answer> {
  const { services, request, site, account, space, fields } = visit;
  const values = runValues(fields);
  const versions = await offeredVersions(visit);
  const read = readRun(values, versions);
  if ('problems' in read) return runPage(visit, { run: { values, problems: read.problems } });
  const saved = await commitWhat<Saved>(services.store, async () => {
    const run = await storedRun(visit);
    const stored = valuesOf(run.doc);
    if (fields.mark !== markOf(stored) && !isSame(stored, values)) {
      return { ops: [], result: { stored, was: run.doc } };
    }
    return { ops: [update(trainingRuns, run, read)], result: { was: run.doc } };
  });
  if (saved.stored) {
    const changed = differencesIn(visit.t, saved.stored, values, versions);
    return runPage(visit, { run: { values, problems: {} }, changed });
  }
  const isMoved = saved.was.curriculumId !== read.curriculumId;
  if (isMoved) await moveParticipants(visit, { ...saved.was, ...read });
  const ids = { site: site.id, account: account.id, space: space.doc.id, run: saved.was.id };
  request.log.info({ ...ids, isMoved, state: read.state }, 'run changed');
  return {
    redirect: runAddress(visit, saved.was.id),
    flash: { notice: isMoved ? 'run-moved' : 'saved' },
  };
}

function valuesOf({ title, state, entry, curriculumId }: TrainingRun): RunFieldValues {
  return { title, state, entry, version: curriculumId };
}

function isSame(a: RunFieldValues, b: RunFieldValues): boolean {
  return markOf(a) === markOf(b);
}

function differencesIn(
  t: T,
  stored: RunFieldValues,
  typed: RunFieldValues,
  versions: readonly OfferedVersion[],
): { label: string; value: string }[] {
  const version = versions.find(({ id }) => id === stored.version);
  const words: Record<RunFieldName, string> = {
    title: stored.title,
    state: t(`runs.state.${stored.state as TrainingRun['state']}`),
    entry: t(`runs.entry.${stored.entry as TrainingRun['entry']}`),
    version: version
      ? t('runs.version-option', {
          version: version.version,
          date: formatShortDate(version.publishedAt ?? 0, t.language),
        })
      : '',
  };
  const labels: Record<RunFieldName, string> = {
    title: t('runs.title'),
    state: t('runs.state-legend'),
    entry: t('runs.entry-legend'),
    version: t('runs.version'),
  };
  return (Object.keys(words) as RunFieldName[])
    .filter((name) => stored[name] !== typed[name])
    .map((name) => ({ label: labels[name], value: words[name] }));
}
