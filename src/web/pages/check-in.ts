import { codeFrom, mostTries, restAfterTries } from '../../domain/check-in.ts';
import { CodedError } from '../../domain/errors.ts';
import { meetingKinds, type Unit } from '../../domain/training-curriculum.ts';
import { isDone } from '../../domain/training-progress.ts';
import { sameText } from '../../runtime/secrets.ts';
import { checkInId, checkInTries, findCheckInCode } from '../../store/check-in.ts';
import { commitWhat, insert, remove, update } from '../../store/port.ts';
import { addressOf, paths } from '../addresses.ts';
import type { TraineeVisit } from '../training-visit.ts';
import type { Draft } from '../views/problems.tsx';
import type { Answer } from '../visit.ts';
import { openCode } from './check-in-code.ts';
import { valuesOf } from './trainee-path.ts';
import { changeUnit, placed, showUnit } from './unit.ts';

/**
 * A trainee notes that he or she is there, by the code that is shown in the room.
 *
 * @throws CodedError `check-in.wait` after five wrong codes; `request.invalid` where people do not meet for this unit
 */
export async function checkIn(visit: TraineeVisit): Promise<Answer> {
  const { services, run, fields, participant, now, site, account, space, request } = visit;
  const { unit } = placed(visit, visit.values.unit ?? '');
  if (!meetingKinds.includes(unit.kind)) throw new CodedError('request.invalid', { unit: unit.kind });
  const redirect = addressOf(paths.unit, { ...valuesOf(visit), unit: unit.key });
  if (isDone(participant.doc.units, unit)) return { redirect };
  const typed = fields.code ?? '';
  const digits = codeFrom(typed);
  const again = (problem: 'code-form' | 'code-wrong'): Promise<Answer> => {
    const checkIn: Draft<'code'> = { values: { code: typed.slice(0, 20) }, problems: { code: problem } };
    return showUnit(visit, unit.key, { checkIn, status: 422 });
  };
  if (digits === undefined) return again('code-form');
  await countTry(visit, unit);
  const code = await findCheckInCode(services.store, { runId: run.doc.id, unitKey: unit.key });
  if (!code || !sameText(openCode(services, code.doc), digits)) {
    const ids = { site: site.id, account: account.id, space: space.doc.id, unit: unit.key };
    request.log.info({ code: 'check-in.invalid', ...ids }, 'refused');
    return again('code-wrong');
  }
  await changeUnit(visit, unit.key, { state: 'done', at: now, by: 'check-in' });
  await forgetTries(visit, unit);
  return { redirect, flash: { notice: 'checked-in' } };
}

/** Counts before it looks at the code: of many that come at once no more than five are compared. */
async function countTry({ services, run, account, now }: TraineeVisit, { key }: Unit): Promise<void> {
  const { store } = services;
  const id = checkInId(run.doc.id, key, account.id);
  await commitWhat(store, async () => {
    const tries = await store.get(checkInTries, id);
    const count = tries?.doc.count ?? 0;
    if (count >= mostTries) throw new CodedError('check-in.wait', { unit: key });
    const counted = { id, accountId: account.id, count: count + 1, expiresAt: now + restAfterTries };
    const op = tries ? update(checkInTries, tries, counted) : insert(checkInTries, counted);
    return { ops: [op], result: undefined };
  });
}

async function forgetTries({ services, run, account }: TraineeVisit, { key }: Unit): Promise<void> {
  const { store } = services;
  await commitWhat(store, async () => {
    const tries = await store.get(checkInTries, checkInId(run.doc.id, key, account.id));
    return { ops: tries ? [remove(checkInTries, tries)] : [], result: undefined };
  });
}
