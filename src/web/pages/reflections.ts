import { CodedError } from '../../domain/errors.ts';
import { type Reflection, reflectionAudienceSchema } from '../../domain/reflection.ts';
import { unitsOf } from '../../domain/training-curriculum.ts';
import { randomId } from '../../runtime/secrets.ts';
import { commitWhat, everyRow, insert, update } from '../../store/port.ts';
import { findReflection, reflections } from '../../store/reflection.ts';
import { mentorships } from '../../store/training-participant.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TraineeVisit, TrainingVisit } from '../training-visit.ts';
import type { FieldProblem } from '../views/problems.tsx';
import { type ListedReflection, ReflectionsPage } from '../views/reflections.tsx';
import type { Answer } from '../visit.ts';
import { personIn } from './person-in.ts';
import { valuesOf } from './trainee-path.ts';
import { changeUnit, placed, showUnit } from './unit.ts';

const longest = 20_000;

/**
 * Saves what somebody thought about a unit, and thereby does it. `read`: the state of the text that the form was
 * made from; where another window has saved since, both texts are shown and nothing is overwritten. With `draft` a
 * script saves in place: the unit is not done by it.
 */
export async function saveReflection(visit: TraineeVisit): Promise<Answer> {
  const { services, fields, participant, now } = visit;
  const { unit } = placed(visit, visit.values.unit ?? '');
  if (unit.kind !== 'reflection') throw new CodedError('request.invalid', { unit: unit.kind });
  const key = { accountId: participant.doc.accountId, runId: participant.doc.runId, unitKey: unit.key };
  const text = (fields.text ?? '').replaceAll('\r\n', '\n');
  const audience = reflectionAudienceSchema.safeParse(fields.audience);
  const values = { text, audience: fields.audience ?? '' };
  const problems: { text?: FieldProblem; audience?: FieldProblem } = {
    ...(text.trim() === '' ? { text: 'reflection-empty' } : {}),
    ...(text.length > longest ? { text: 'reflection-length' } : {}),
    ...(audience.success ? {} : { audience: 'audience-missing' }),
  };
  const isDraft = fields.draft !== undefined;
  if (!audience.success || Object.keys(problems).length > 0) {
    if (isDraft) return { saved: undefined };
    return showUnit(visit, unit.key, { reflection: { values, problems, isConflict: false }, status: 422 });
  }
  const saved = await commitWhat(services.store, async () => {
    const stored = await findReflection(services.store, key);
    const isNewer = stored !== undefined && String(stored.doc.updatedAt) !== fields.read;
    if (isNewer && stored.doc.text !== text && fields.overwrite === undefined) {
      return { ops: [], result: undefined };
    }
    // A second save in the same millisecond must still be told from the first.
    const updatedAt = Math.max(now, (stored?.doc.updatedAt ?? 0) + 1);
    const written = { text, audience: audience.data, updatedAt };
    const fresh: Reflection = { id: randomId(), spaceId: visit.space.doc.id, ...key, ...written };
    const op = stored ? update(reflections, stored, written) : insert(reflections, fresh);
    return { ops: [op], result: updatedAt };
  });
  if (isDraft) return { saved };
  if (saved === undefined) {
    return showUnit(visit, unit.key, { reflection: { values, problems, isConflict: true }, status: 409 });
  }
  await changeUnit(visit, unit.key, { state: 'done', at: now, by: 'self' });
  return { redirect: addressOf(paths.trainingPath, valuesOf(visit)), flash: { notice: 'reflection-saved' } };
}

/** What others in the run share: with everybody, and with those who lead or accompany. Never what is private. */
export async function reflectionsPage(visit: TrainingVisit): Promise<Answer> {
  const { services, run, participant, membership, account } = visit;
  const { store } = services;
  const runId = run.doc.id;
  const leads = visit.may('lead-training');
  const mentored = new Set<string>();
  for await (const { doc } of everyRow(store, mentorships, 'byMentor', [membership.accountId])) {
    mentored.add(`${doc.runId} ${doc.accountId}`);
  }
  const mayRead = (reflection: Reflection): boolean => {
    const isOwn = reflection.accountId === account.id;
    if (isOwn || leads) return isOwn || reflection.audience !== 'private';
    if (mentored.has(`${reflection.runId} ${reflection.accountId}`)) return reflection.audience !== 'private';
    return reflection.audience === 'group' && participant !== undefined;
  };
  const titles = new Map(unitsOf(visit.curriculum).map(({ unit }) => [unit.key, unit.title]));
  const listed: ListedReflection[] = [];
  for (const audience of reflectionAudienceSchema.options) {
    for await (const { doc } of everyRow(store, reflections, 'byRun', [runId, audience])) {
      const person = mayRead(doc) ? await personIn(visit, doc.accountId) : undefined;
      if (!person) continue;
      const isOwn = doc.accountId === account.id;
      listed.push({
        reflection: doc,
        title: titles.get(doc.unitKey),
        person,
        isOwn,
        ...(isOwn && titles.has(doc.unitKey)
          ? { href: addressOf(paths.unit, { ...valuesOf(visit), unit: doc.unitKey }) }
          : {}),
      });
    }
  }
  listed.sort((a, b) => b.reflection.updatedAt - a.reflection.updatedAt);
  const page = ReflectionsPage({
    frame: spaceFrame(visit, 'reflections'),
    listed,
    isTrainee: participant !== undefined,
  });
  return { page };
}
