import { withStep } from '../../domain/curriculum-edit.ts';
import { CodedError } from '../../domain/errors.ts';
import { stepSchema } from '../../domain/training-curriculum.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { ContentsStepPage } from '../views/contents-step.tsx';
import type { Draft } from '../views/problems.tsx';
import type { Answer } from '../visit.ts';
import { changeDraft, editedContents } from './contents-draft.ts';
import { valuesOf } from './trainee-path.ts';

/** Title, topics and format of a step; after a mistake with what was typed. */
export async function contentsStepPage(visit: TrainingVisit, draft?: Draft<string>): Promise<Answer> {
  const { current } = await editedContents(visit);
  const step = current.steps.find(({ id }) => id === visit.values.step);
  if (!step) throw new CodedError('page.not-found');
  const page = ContentsStepPage({
    frame: spaceFrame(visit, 'contents'),
    seal: visit.seal,
    step,
    action: addressOf(paths.contentsStep, { ...valuesOf(visit), step: step.id }),
    back: addressOf(paths.contents, valuesOf(visit)),
    draft,
  });
  return { page, ...(draft ? { status: 422 } : {}) };
}

/** Saves the words of a step into the draft. Topics stand one on a line, the English ones in the same order. */
export async function saveStep(visit: TrainingVisit): Promise<Answer> {
  const text = (name: string): string => (visit.fields[name] ?? '').replaceAll('\r\n', '\n');
  const lines = (name: string): string[] =>
    text(name)
      .split('\n')
      .map((line) => line.trim());
  const english = lines('topics-en');
  const topics = lines('topics-de')
    .map((de, index) => ({ de, en: english[index] ?? '' }))
    .filter(({ de }) => de !== '');
  const words = {
    title: { de: text('title-de'), en: text('title-en') },
    format: { de: text('format-de'), en: text('format-en') },
    topics,
  };
  const read = stepSchema.pick({ title: true, format: true, topics: true }).safeParse(words);
  if (!read.success) {
    const names = read.error.issues.map(({ path }) => String(path[0]));
    const problems = {
      ...(names.includes('title') ? { 'title-de': 'unit-title-length' as const } : {}),
      ...(names.includes('format') ? { 'format-de': 'format-length' as const } : {}),
      ...(names.includes('topics') ? { 'topics-de': 'topics-length' as const } : {}),
    };
    const values = Object.fromEntries(Object.keys(visit.fields).map((name) => [name, text(name)]));
    return contentsStepPage(visit, { values, problems });
  }
  await changeDraft(visit, ({ current }) => {
    const step = current.steps.find(({ id }) => id === visit.values.step);
    if (!step) throw new CodedError('page.not-found');
    return { steps: withStep(current.steps, { ...step, ...read.data }) };
  });
  return { redirect: addressOf(paths.contents, valuesOf(visit)), flash: { notice: 'step-saved' } };
}
