import { CodedError } from '../../domain/errors.ts';
import { type PlacedUnit, type UnitKind, unitsOf } from '../../domain/training-curriculum.ts';
import type { UnitState } from '../../domain/training-participant.ts';
import { isDone, withoutDone, withState } from '../../domain/training-progress.ts';
import type { UnitContent } from '../../domain/unit-content.ts';
import { commitWhat } from '../../store/port.ts';
import { unitContents } from '../../store/training-curriculum.ts';
import { participants } from '../../store/training-participant.ts';
import { progressOps } from '../../store/training-progress.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TraineeVisit } from '../training-visit.ts';
import type { Draft } from '../views/problems.tsx';
import { UnitPage, type UnitPageProps } from '../views/unit.tsx';
import type { Answer } from '../visit.ts';
import { checkInPart } from './check-in-part.ts';
import { type ReflectionDraft, reflectionPart } from './reflection-part.ts';
import { selfCheckPart } from './self-check-part.ts';
import { pathOf, valuesOf } from './trainee-path.ts';

/** Kinds that their reader marks as done. */
const markedKinds: readonly UnitKind[] = ['reading', 'video'];

export async function unitPage(visit: TraineeVisit): Promise<Answer> {
  return showUnit(visit, visit.values.unit ?? '');
}

/** A unit with what it shows and what can be done with it, beside the path. */
export async function showUnit(
  visit: TraineeVisit,
  key: string,
  shown: { reflection?: ReflectionDraft; checkIn?: Draft<'code'>; status?: number } = {},
): Promise<Answer> {
  const { curriculum, participant, run } = visit;
  const { step, unit } = placed(visit, key);
  const all = unitsOf(curriculum);
  const after = all.slice(all.findIndex((one) => one.unit.key === key) + 1);
  const next = after.find((one) => !isDone(participant.doc.units, one.unit));
  const values = { ...valuesOf(visit), unit: key };
  const props: UnitPageProps = {
    frame: spaceFrame(visit, 'path'),
    seal: visit.seal,
    now: visit.now,
    path: await pathOf(visit, key),
    step,
    unit,
    position: step.units.indexOf(unit) + 1,
    content: await contentOf(visit, unit),
    state: participant.doc.units[key],
    runState: run.doc.state,
    meeting: run.doc.meetings[key],
    dueAt: run.doc.dueAt[step.id],
    next: next && {
      unit: next.unit,
      href: addressOf(paths.unit, { ...valuesOf(visit), unit: next.unit.key }),
      endsStep:
        next.step.id !== step.id &&
        step.units.every((one) => one.key === key || one.isOptional || isDone(participant.doc.units, one)),
    },
    ...(markedKinds.includes(unit.kind) ? { done: addressOf(paths.unitDone, values) } : {}),
    ...(mayReopen(unit.kind, participant.doc.units[key])
      ? { reopen: addressOf(paths.unitReopening, values) }
      : {}),
    ...(unit.kind === 'reading' ? { place: addressOf(paths.unitPlace, values) } : {}),
    selfCheck: unit.kind === 'self-check' ? await selfCheckPart(visit, unit) : undefined,
    checkIn: await checkInPart(visit, unit, shown.checkIn),
    reflection: unit.kind === 'reflection' ? await reflectionPart(visit, unit, shown.reflection) : undefined,
  };
  return { page: UnitPage(props), hasScript: true, ...(shown.status ? { status: shown.status } : {}) };
}

/** "Done" for something to read or watch; leads to what comes next. Twice is the same as once. */
export async function markDone(visit: TraineeVisit): Promise<Answer> {
  const { unit } = placed(visit, visit.values.unit ?? '');
  if (!markedKinds.includes(unit.kind)) throw new CodedError('request.invalid', { unit: unit.kind });
  await changeUnit(visit, unit.key, { state: 'done', at: visit.now, by: 'self' });
  const undo = addressOf(paths.unitReopening, { ...valuesOf(visit), unit: unit.key });
  return { redirect: addressOf(paths.trainingPath, valuesOf(visit)), flash: { notice: 'unit-done', undo } };
}

/** Takes back what somebody marked as done. */
export async function reopen(visit: TraineeVisit): Promise<Answer> {
  const { unit } = placed(visit, visit.values.unit ?? '');
  const { services, participant } = visit;
  if (!mayReopen(unit.kind, participant.doc.units[unit.key])) throw new CodedError('training.not-open');
  await commitWhat(services.store, async () => {
    const stored = await ownPart(visit);
    const units = withoutDone(stored.doc.units, unit.key);
    const { ops } = await progressOps(services.store, services.clock, stored, visit.curriculum, { units });
    return { ops, result: undefined };
  });
  const redirect = addressOf(paths.unit, { ...valuesOf(visit), unit: unit.key });
  return { redirect, flash: { notice: 'unit-reopened' } };
}

/** Remembers how far somebody has read: `percent`. Sent by a script, so that the answer is short. */
export async function savePlace(visit: TraineeVisit): Promise<Answer> {
  const { unit } = placed(visit, visit.values.unit ?? '');
  const percent = visit.fields.percent ?? '';
  const place = Number(percent);
  if (unit.kind !== 'reading' || !/^\d{1,3}$/.test(percent) || place > 100) {
    throw new CodedError('request.invalid', { field: 'percent' });
  }
  await changeUnit(visit, unit.key, { state: 'begun', at: visit.now, by: 'self', place });
  return { saved: visit.now };
}

/** One change of a unit of the visiting trainee, with everything that it causes. */
export async function changeUnit(visit: TraineeVisit, key: string, state: UnitState): Promise<void> {
  const { services, curriculum, site, account, space, request } = visit;
  await commitWhat(services.store, async () => {
    const stored = await ownPart(visit);
    const was = stored.doc.units[key];
    const isSame = was?.state === 'done' && state.state === 'done';
    if (isSame) return { ops: [], result: undefined };
    const units = withState(stored.doc.units, key, state);
    const { ops } = await progressOps(services.store, services.clock, stored, curriculum, { units });
    return { ops, result: undefined };
  });
  const ids = { site: site.id, account: account.id, space: space.doc.id };
  request.log.info({ ...ids, unit: key, state: state.state }, 'unit changed');
}

/** The unit that an address names. @throws CodedError `page.not-found` for one that this run does not have */
export function placed({ curriculum }: Pick<TraineeVisit, 'curriculum'>, key: string): PlacedUnit {
  const found = unitsOf(curriculum).find(({ unit }) => unit.key === key);
  if (!found) throw new CodedError('page.not-found');
  return found;
}

async function contentOf(
  { services }: Pick<TraineeVisit, 'services'>,
  { contentId }: PlacedUnit['unit'],
): Promise<UnitContent | undefined> {
  return (await services.store.get(unitContents, contentId))?.doc;
}

/** As it is stored now: another tab may have changed it since the visit began. */
async function ownPart({ services, participant }: TraineeVisit) {
  const stored = await services.store.get(participants, participant.doc.id);
  if (!stored) throw new CodedError('training.no-part');
  return stored;
}

/** Only what the person did alone: what a self-check, a trainer or a code made so stays. */
function mayReopen(kind: UnitKind, state: UnitState | undefined): boolean {
  return (
    state?.state === 'done' && state.by === 'self' && (markedKinds.includes(kind) || kind === 'reflection')
  );
}
