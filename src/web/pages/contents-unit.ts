import { withUnit } from '../../domain/curriculum-edit.ts';
import type { Unit } from '../../domain/training-curriculum.ts';
import { type Material, materialSchema } from '../../domain/unit-content.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { ContentsUnitPage, materialFields, mostMaterials, type UnitFields } from '../views/contents-unit.tsx';
import type { FieldProblem } from '../views/problems.tsx';
import type { Answer } from '../visit.ts';
import { changeDraft, contentOps, editedContents, editedUnit, stateOf } from './contents-draft.ts';
import { valuesOf } from './trainee-path.ts';

/** A unit as its editor sees it; after a mistake with what was typed. */
export async function contentsUnitPage(
  visit: TrainingVisit,
  shown: { draft?: UnitFields; isConflict?: boolean } = {},
): Promise<Answer> {
  const { services, values } = visit;
  const { step, unit, content } = await editedUnit(
    services.store,
    await editedContents(visit),
    values.unit ?? '',
  );
  const here = { ...valuesOf(visit), unit: unit.key };
  const page = ContentsUnitPage({
    frame: spaceFrame(visit, 'contents'),
    seal: visit.seal,
    step,
    unit,
    content: content.doc,
    read: stateOf({ unit }),
    action: addressOf(paths.contentsUnit, here),
    back: addressOf(paths.contents, valuesOf(visit)),
    questions:
      content.doc.selfCheck?.questions.map((question) => ({
        question,
        edit: addressOf(paths.contentsQuestion, { ...here, question: question.id }),
      })) ?? [],
    addQuestion: addressOf(paths.contentsQuestion, { ...here, question: 'new' }),
    isConflict: shown.isConflict === true,
    draft: shown.draft,
  });
  const status = shown.isConflict ? 409 : shown.draft ? 422 : 200;
  return { page, status };
}

/** Saves a unit into the draft. `read` names the state that the form was made from. */
export async function saveUnit(visit: TrainingVisit): Promise<Answer> {
  const { services, fields, values } = visit;
  const typed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, (value ?? '').replaceAll('\r\n', '\n')]),
  );
  const text = (name: string): string => typed[name] ?? '';
  const { materials, problems: materialProblems } = readMaterials(text);
  const minutes = Number(text('minutes'));
  const passMark = Number(text('pass-mark') || '60');
  const drawn = Number(text('drawn') || '0');
  const problems: Record<string, FieldProblem> = { ...materialProblems };
  if (!inRange(text('title-de').trim(), 1, 120)) problems['title-de'] = 'unit-title-length';
  if (!inRange(text('title-en').trim(), 0, 120)) problems['title-en'] = 'unit-title-length';
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 6000) problems.minutes = 'minutes-range';
  if (!inRange(text('text-de'), 0, 20_000)) problems['text-de'] = 'reflection-length';
  if (!inRange(text('text-en'), 0, 20_000)) problems['text-en'] = 'reflection-length';
  if (!Number.isInteger(passMark) || passMark < 1 || passMark > 100) problems['pass-mark'] = 'percent-range';
  if (!Number.isInteger(drawn) || drawn < 0 || drawn > 50) problems.drawn = 'drawn-range';
  if (Object.keys(problems).length > 0)
    return contentsUnitPage(visit, { draft: { values: typed, problems } });

  let isConflict = false;
  await changeDraft(visit, async (contents) => {
    const { unit, content } = await editedUnit(services.store, contents, values.unit ?? '');
    isConflict = fields.read !== stateOf({ unit });
    if (isConflict) return { steps: contents.current.steps };
    const { selfCheck } = content.doc;
    const { contentId, ops } = contentOps(contents, content, {
      text: { de: text('text-de'), en: text('text-en') },
      materials,
      selfCheck: selfCheck && { ...selfCheck, passMark, drawn },
    });
    const changed: Unit = {
      ...unit,
      title: { de: text('title-de').trim(), en: text('title-en').trim() },
      minutes,
      isOptional: fields.optional === 'on',
      contentId,
    };
    return { steps: withUnit(contents.current.steps, changed), ops };
  });
  if (isConflict) return contentsUnitPage(visit, { isConflict, draft: { values: typed, problems: {} } });
  const redirect = addressOf(paths.contentsUnit, { ...valuesOf(visit), unit: values.unit ?? '' });
  return { redirect, flash: { notice: 'unit-saved' } };
}

/** Rows of the form with a title or an address; the others count as empty. */
function readMaterials(text: (name: string) => string): {
  materials: Material[];
  problems: Record<string, FieldProblem>;
} {
  const materials: Material[] = [];
  const problems: Record<string, FieldProblem> = {};
  for (let index = 0; index < mostMaterials; index++) {
    const row = Object.fromEntries(
      materialFields.map((field) => [field, text(`material-${index}-${field}`).trim()]),
    );
    if (Object.values(row).every((value) => value === '')) continue;
    const read = materialSchema.safeParse(row);
    if (read.success) materials.push(read.data);
    for (const { path } of read.error?.issues ?? []) {
      const field = String(path[0]);
      problems[`material-${index}-${field}`] = field === 'url' ? 'url-invalid' : 'material-incomplete';
    }
  }
  return { materials, problems };
}

function inRange({ length }: string, least: number, most: number): boolean {
  return length >= least && length <= most;
}
