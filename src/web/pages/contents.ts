import { z } from 'zod';
import { changesOf, withMoved, withNewUnit, withoutUnit } from '../../domain/curriculum-edit.ts';
import { CodedError } from '../../domain/errors.ts';
import { emptySteps, type Unit, unitKindSchema } from '../../domain/training-curriculum.ts';
import type { UnitContent } from '../../domain/unit-content.ts';
import { inLanguage } from '../../domain/words.ts';
import { randomId } from '../../runtime/secrets.ts';
import { insert, remove, update } from '../../store/port.ts';
import { curricula, publishedVersions, unitContents } from '../../store/training-curriculum.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import { ContentsPage, type NewUnitField } from '../views/contents.tsx';
import type { Draft } from '../views/problems.tsx';
import type { Answer } from '../visit.ts';
import { changeDraft, editedContents, editedUnit, emptySelfChecks } from './contents-draft.ts';
import { valuesOf } from './trainee-path.ts';

/** What the training consists of, and what a draft changes of it. */
export async function contentsPage(visit: TrainingVisit, draft?: Draft<NewUnitField>): Promise<Answer> {
  const contents = await editedContents(visit);
  const values = valuesOf(visit);
  const address = (unit: string): Parameters<typeof addressOf>[1] => ({ ...values, unit }) as never;
  const page = ContentsPage({
    frame: spaceFrame(visit, 'contents'),
    seal: visit.seal,
    version: contents.published.version,
    publishedAt: contents.published.publishedAt,
    changes: contents.draft && changesOf(contents.published, contents.current),
    emptySteps: emptySteps(contents.current),
    emptyChecks: contents.draft ? await emptySelfChecks(visit.services.store, contents) : [],
    steps: contents.current.steps.map((step) => ({
      step,
      edit: addressOf(paths.contentsStep, { ...values, step: step.id }),
      units: step.units.map((unit) => ({
        unit,
        edit: addressOf(paths.contentsUnit, address(unit.key) as never),
        move: addressOf(paths.contentsUnitMove, address(unit.key) as never),
        removal: addressOf(paths.contentsUnitRemoval, address(unit.key) as never),
      })),
    })),
    add: addressOf(paths.contents, values),
    publish: addressOf(paths.contentsPublication, values),
    discard: addressOf(paths.contentsDraftRemoval, values),
    draft,
  });
  return { page, ...(draft ? { status: 422 } : {}) };
}

const minutesSchema = z.coerce.number().int().min(1).max(6000);

/** Adds a unit at the end of a step. What is not right comes back with what was typed. */
export async function addUnit(visit: TrainingVisit): Promise<Answer> {
  const { fields, space } = visit;
  const typed = {
    step: fields.step ?? '',
    kind: fields.kind ?? '',
    title: (fields.title ?? '').trim(),
    minutes: fields.minutes ?? '',
  };
  const kind = unitKindSchema.safeParse(typed.kind);
  const minutes = minutesSchema.safeParse(typed.minutes);
  const { current } = await editedContents(visit);
  const problems: Draft<NewUnitField>['problems'] = {
    ...(current.steps.some(({ id }) => id === typed.step) ? {} : { step: 'step-missing' }),
    ...(kind.success ? {} : { kind: 'kind-missing' }),
    ...(typed.title.length >= 1 && typed.title.length <= 120 ? {} : { title: 'unit-title-length' }),
    ...(minutes.success ? {} : { minutes: 'minutes-range' }),
  };
  if (!kind.success || !minutes.success || Object.keys(problems).length > 0) {
    return contentsPage(visit, { values: typed, problems });
  }
  const content: UnitContent = {
    id: randomId(),
    spaceId: space.doc.id,
    text: { de: '', en: '' },
    materials: [],
    selfCheck: kind.data === 'self-check' ? { questions: [], drawn: 0, passMark: 60 } : null,
  };
  const unit: Unit = {
    key: `u-${randomId()
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')}`,
    kind: kind.data,
    title: { de: typed.title, en: '' },
    minutes: minutes.data,
    isOptional: false,
    contentId: content.id,
  };
  await changeDraft(visit, ({ current: now }) => ({
    steps: withNewUnit(now.steps, typed.step, unit),
    ops: [insert(unitContents, content)],
  }));
  const redirect = addressOf(paths.contentsUnit, { ...valuesOf(visit), unit: unit.key });
  return { redirect, flash: { notice: 'unit-added' } };
}

/** One place up or down: `direction`. */
export async function moveUnit(visit: TrainingVisit): Promise<Answer> {
  const { unit: key = '' } = visit.values;
  const { direction } = visit.fields;
  if (direction !== 'up' && direction !== 'down')
    throw new CodedError('request.invalid', { field: 'direction' });
  await changeDraft(visit, ({ current }) => ({ steps: withMoved(current.steps, key, direction) }));
  return { redirect: `${addressOf(paths.contents, valuesOf(visit))}#unit-${key}` };
}

export async function confirmUnitRemoval(visit: TrainingVisit): Promise<Answer> {
  const { unit } = await editedUnit(
    visit.services.store,
    await editedContents(visit),
    visit.values.unit ?? '',
  );
  const page = ConfirmPage({
    frame: spaceFrame(visit, 'contents'),
    seal: visit.seal,
    what: 'remove-unit',
    name: inLanguage(unit.title, visit.t.language),
    action: addressOf(paths.contentsUnitRemoval, { ...valuesOf(visit), unit: unit.key }),
    keep: addressOf(paths.contents, valuesOf(visit)),
  });
  return { page };
}

/** Takes a unit out of the draft. What people did of it stays in their records. */
export async function removeUnit(visit: TrainingVisit): Promise<Answer> {
  const { unit: key = '' } = visit.values;
  await editedUnit(visit.services.store, await editedContents(visit), key);
  await changeDraft(visit, ({ current }) => ({ steps: withoutUnit(current.steps, key) }));
  return { redirect: addressOf(paths.contents, valuesOf(visit)), flash: { notice: 'unit-removed' } };
}

/** Makes the draft the newest version. Runs keep theirs until somebody moves them. */
export async function publish(visit: TrainingVisit): Promise<Answer> {
  const { services } = visit;
  const contents = await editedContents(visit);
  const { draft, current } = contents;
  const redirect = addressOf(paths.contents, valuesOf(visit));
  if (!draft) return { redirect };
  if (emptySteps(current).length > 0) throw new CodedError('training.step-empty');
  if ((await emptySelfChecks(services.store, contents)).length > 0)
    throw new CodedError('training.self-check-empty');
  const { length } = await publishedVersions(services.store, visit.space.doc.id);
  const changes = { state: 'published' as const, version: length + 1, publishedAt: services.clock() };
  await services.store.commit([update(curricula, draft, changes)]);
  return { redirect, flash: { notice: 'contents-published' } };
}

export async function confirmDraftRemoval(visit: TrainingVisit): Promise<Answer> {
  const { draft } = await editedContents(visit);
  if (!draft) throw new CodedError('page.not-found');
  const page = ConfirmPage({
    frame: spaceFrame(visit, 'contents'),
    seal: visit.seal,
    what: 'discard-draft',
    name: String(draft.doc.version),
    action: addressOf(paths.contentsDraftRemoval, valuesOf(visit)),
    keep: addressOf(paths.contents, valuesOf(visit)),
  });
  return { page };
}

/** Back to the newest version: everything that the draft changed is gone. */
export async function discardDraft(visit: TrainingVisit): Promise<Answer> {
  const { draft } = await editedContents(visit);
  if (draft) await visit.services.store.commit([remove(curricula, draft)]);
  return { redirect: addressOf(paths.contents, valuesOf(visit)), flash: { notice: 'draft-discarded' } };
}
