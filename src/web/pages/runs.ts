import type { TrainingRun } from '../../domain/training-run.ts';
import { randomId } from '../../runtime/secrets.ts';
import { commitWhat, insert, type Stored } from '../../store/port.ts';
import { publishedVersions } from '../../store/training-curriculum.ts';
import { participantsOf } from '../../store/training-participant.ts';
import { runsOf, trainingRuns } from '../../store/training-run.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { Draft, FieldProblem } from '../views/problems.tsx';
import type { OfferedVersion, RunFieldName } from '../views/run-form.tsx';
import { RunsPage } from '../views/runs.tsx';
import type { Answer } from '../visit.ts';
import { formId } from './form-state.ts';
import { storedInSpace } from './in-this-space.ts';

export async function runsPage(visit: TrainingVisit, draft?: Draft<RunFieldName>): Promise<Answer> {
  const { services, space } = visit;
  const runs = (await runsOf(services.store, space.doc.id)).reverse();
  const counts = runs.map(({ doc }) => participantsOf(services.store, doc.id));
  const people = await Promise.all(counts);
  const page = RunsPage({
    frame: spaceFrame(visit, 'runs'),
    seal: visit.seal,
    runs: runs.map(({ doc }, index) => ({
      run: doc,
      people: people[index]?.length ?? 0,
      href: runAddress(visit, doc.id),
    })),
    versions: await offeredVersions(visit),
    action: addressOf(paths.runs, { site: visit.site.id, space: space.doc.id }),
    newId: randomId(),
    ...(draft ? { draft } : {}),
  });
  return draft ? { page, status: 422 } : { page };
}

/** Makes a run. The form carries its id, so that the same form sent twice makes one. */
export async function makeRun(visit: TrainingVisit): Promise<Answer> {
  const { services, request, site, account, space, fields, now } = visit;
  const values = runValues(fields);
  const read = readRun({ ...values, state: 'planned' }, await offeredVersions(visit));
  if ('problems' in read) return runsPage(visit, { values, problems: read.problems });
  const run: TrainingRun = {
    ...{ ...read, id: formId(fields.run), spaceId: space.doc.id, state: 'planned' },
    ...{ meetings: {}, dueAt: {}, createdAt: now, createdBy: account.id },
  };
  await commitWhat(services.store, async () => {
    const known = await services.store.get(trainingRuns, run.id);
    return { ops: known ? [] : [insert(trainingRuns, run)], result: undefined };
  });
  request.log.info({ site: site.id, account: account.id, space: space.doc.id, run: run.id }, 'run made');
  return { redirect: runAddress(visit, run.id), flash: { notice: 'run-made' } };
}

export function runAddress({ site, space }: TrainingVisit, run: string): string {
  return addressOf(paths.run, { site: site.id, space: space.doc.id, run });
}

/** The run in the address, as it is stored now. @throws CodedError `page.not-found` */
export function storedRun(visit: TrainingVisit): Promise<Stored<TrainingRun>> {
  return storedInSpace(visit, trainingRuns, visit.values.run);
}

/** Published versions of the contents, newest first. */
export async function offeredVersions({ services, space }: TrainingVisit): Promise<OfferedVersion[]> {
  const versions = await publishedVersions(services.store, space.doc.id);
  return versions.map(({ doc: { id, version, publishedAt } }) => ({ id, version, publishedAt })).reverse();
}

export type RunFieldValues = Record<RunFieldName, string>;

export function runValues(fields: TrainingVisit['fields']): RunFieldValues {
  return {
    title: (fields.title ?? '').trim(),
    state: fields.state ?? '',
    entry: fields.entry ?? '',
    version: fields.version ?? '',
  };
}

/** What the form says of a run, or what is wrong with it. */
export function readRun(
  { title, state, entry, version }: RunFieldValues,
  versions: readonly OfferedVersion[],
):
  | Pick<TrainingRun, 'title' | 'state' | 'entry' | 'curriculumId'>
  | { problems: Partial<Record<RunFieldName, FieldProblem>> } {
  const problems: Partial<Record<RunFieldName, FieldProblem>> = {};
  const isState = state === 'planned' || state === 'running' || state === 'ended';
  const isEntry = entry === 'course' || entry === 'by-hand';
  if (title.length < 3 || title.length > 120) problems.title = 'title-length';
  if (!isState) problems.state = 'state-missing';
  if (!isEntry) problems.entry = 'entry-missing';
  if (!versions.some(({ id }) => id === version)) problems.version = 'version-missing';
  if (!isState || !isEntry || Object.keys(problems).length > 0) return { problems };
  return { title, state, entry, curriculumId: version };
}
