import { randomInt } from 'node:crypto';
import { type CheckInCode, codeLifetime } from '../../domain/check-in.ts';
import { checkInCodes, checkInId, findCheckInCode } from '../../store/check-in.ts';
import { commitWhat, insert, update } from '../../store/port.ts';
import { addressOf, paths } from '../addresses.ts';
import type { WebServices } from '../services.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { Answer } from '../visit.ts';
import { meetingAtHand, meetingValues } from './meeting-visit.ts';

const use = 'check-in-code';

/** Gives out a new code for a meeting. The former one does not count any more. */
export async function makeCheckInCode(visit: TrainingVisit): Promise<Answer> {
  const { services, run, space, account, site, request, now } = visit;
  const { store, secrets } = services;
  const { unit } = meetingAtHand(visit);
  const digits = String(randomInt(1_000_000)).padStart(6, '0');
  const code: CheckInCode = {
    ...{ id: checkInId(run.doc.id, unit.key), spaceId: space.doc.id, runId: run.doc.id, unitKey: unit.key },
    ...{ sealedCode: secrets.seal(use, digits), createdBy: account.id },
    ...{ createdAt: now, expiresAt: now + codeLifetime },
  };
  await commitWhat(store, async () => {
    const former = await findCheckInCode(store, code);
    return {
      ops: [former ? update(checkInCodes, former, code) : insert(checkInCodes, code)],
      result: undefined,
    };
  });
  const ids = { site: site.id, account: account.id, space: space.doc.id, run: run.doc.id };
  request.log.info({ ...ids, unit: unit.key }, 'check-in code given out');
  return { redirect: addressOf(paths.meeting, meetingValues(visit)) };
}

/** The six digits of a code. */
export function openCode({ secrets }: Pick<WebServices, 'secrets'>, { sealedCode }: CheckInCode): string {
  return secrets.open(use, sealedCode);
}
