import { hashOf } from '../../runtime/secrets.ts';
import { commitWhat, insert, type Op, remove } from '../../store/port.ts';
import { runTrainers } from '../../store/training-run.ts';
import type { Flash } from '../flash.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { Answer } from '../visit.ts';
import { runPage } from './run.ts';
import { possibleTrainers } from './run-trainer-list.ts';
import { runAddress, storedRun } from './runs.ts';

export async function addTrainer(visit: TrainingVisit): Promise<Answer> {
  const { fields } = visit;
  const trainer = fields.trainer ?? '';
  if (!(await possibleTrainers(visit)).includes(trainer)) {
    return runPage(visit, {
      trainer: { values: { trainer }, problems: { trainer: 'trainer-missing' } },
    });
  }
  return change(visit, trainer, { notice: 'trainer-added' }, true);
}

export async function removeTrainer(visit: TrainingVisit): Promise<Answer> {
  return change(visit, visit.values.account ?? '', { notice: 'trainer-removed' }, false);
}

async function change(
  visit: TrainingVisit,
  accountId: string,
  flash: Flash,
  isWanted: boolean,
): Promise<Answer> {
  const { services, request, site, account, space } = visit;
  const { store } = services;
  const run = (await storedRun(visit)).doc;
  await commitWhat(store, async () => {
    const { rows } = await store.find(runTrainers, 'byRun', [run.id, accountId], { limit: 1 });
    const [known] = rows;
    const id = hashOf(`${run.id} ${accountId}`);
    const added = { id, spaceId: space.doc.id, runId: run.id, accountId };
    const ops: Op[] = known
      ? isWanted
        ? []
        : [remove(runTrainers, known)]
      : isWanted
        ? [insert(runTrainers, added)]
        : [];
    return { ops, result: undefined };
  });
  const ids = { site: site.id, account: account.id, space: space.doc.id, run: run.id };
  request.log.info({ ...ids, trainer: accountId, change: flash.notice }, 'trainers changed');
  return { redirect: runAddress(visit, run.id), flash };
}
