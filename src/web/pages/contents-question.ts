import { withUnit } from '../../domain/curriculum-edit.ts';
import { CodedError } from '../../domain/errors.ts';
import {
  type Question,
  questionKindSchema,
  questionSchema,
  type SelfCheck,
} from '../../domain/self-check.ts';
import { randomId } from '../../runtime/secrets.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { ContentsQuestionPage, mostOptions } from '../views/contents-question.tsx';
import type { Draft, FieldProblem } from '../views/problems.tsx';
import type { Answer } from '../visit.ts';
import { changeDraft, contentOps, editedContents, editedUnit } from './contents-draft.ts';
import { valuesOf } from './trainee-path.ts';

const mostQuestions = 50;

/** One question of a self-check as its editor sees it; `new` for one that is not there yet. */
export async function contentsQuestionPage(visit: TrainingVisit, draft?: Draft<string>): Promise<Answer> {
  const { services, values } = visit;
  const { unit, content } = await editedUnit(services.store, await editedContents(visit), values.unit ?? '');
  const question = content.doc.selfCheck?.questions.find(({ id }) => id === values.question);
  if (!content.doc.selfCheck || (!question && values.question !== 'new'))
    throw new CodedError('page.not-found');
  const here = { ...valuesOf(visit), unit: unit.key, question: values.question ?? '' };
  const page = ContentsQuestionPage({
    frame: spaceFrame(visit, 'contents'),
    seal: visit.seal,
    unit,
    question,
    action: addressOf(paths.contentsQuestion, here),
    ...(question ? { removal: addressOf(paths.contentsQuestionRemoval, here) } : {}),
    back: addressOf(paths.contentsUnit, { ...valuesOf(visit), unit: unit.key }),
    draft,
  });
  return { page, ...(draft ? { status: 422 } : {}) };
}

/** Saves a question into the draft; a new one comes last. */
export async function saveQuestion(visit: TrainingVisit): Promise<Answer> {
  const { fields, values } = visit;
  const typed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, (value ?? '').replaceAll('\r\n', '\n')]),
  );
  const read = readQuestion(typed, values.question === 'new' ? randomKey() : (values.question ?? ''));
  if ('problems' in read) return contentsQuestionPage(visit, { values: typed, problems: read.problems });
  await changeQuestions(visit, ({ questions, ...rest }) => {
    const isKnown = questions.some(({ id }) => id === read.id);
    if (!isKnown && values.question !== 'new') throw new CodedError('page.not-found');
    if (!isKnown && questions.length >= mostQuestions)
      throw new CodedError('request.invalid', { most: mostQuestions });
    const changed = isKnown
      ? questions.map((one) => (one.id === read.id ? read : one))
      : [...questions, read];
    return { ...rest, questions: changed };
  });
  return { redirect: backToUnit(visit), flash: { notice: 'question-saved' } };
}

export async function removeQuestion(visit: TrainingVisit): Promise<Answer> {
  await changeQuestions(visit, ({ questions, ...rest }) => ({
    ...rest,
    questions: questions.filter(({ id }) => id !== visit.values.question),
  }));
  return { redirect: backToUnit(visit), flash: { notice: 'question-removed' } };
}

async function changeQuestions(
  visit: TrainingVisit,
  change: (selfCheck: SelfCheck) => SelfCheck,
): Promise<void> {
  await changeDraft(visit, async (contents) => {
    const { unit, content } = await editedUnit(visit.services.store, contents, visit.values.unit ?? '');
    const { selfCheck } = content.doc;
    if (!selfCheck) throw new CodedError('page.not-found');
    const { contentId, ops } = contentOps(contents, content, { selfCheck: change(selfCheck) });
    return { steps: withUnit(contents.current.steps, { ...unit, contentId }), ops };
  });
}

function backToUnit(visit: TrainingVisit): string {
  return addressOf(paths.contentsUnit, { ...valuesOf(visit), unit: visit.values.unit ?? '' });
}

/** What was typed as a question, or what is wrong with it. */
function readQuestion(
  typed: Record<string, string>,
  id: string,
): Question | { problems: Record<string, FieldProblem> } {
  const text = (name: string): string => (typed[name] ?? '').trim();
  const kind = questionKindSchema.safeParse(typed.kind);
  const rows = Array.from({ length: mostOptions }, (_, index) => ({
    id: `option-${index}`,
    text: { de: text(`option-${index}-de`), en: text(`option-${index}-en`) },
    isRight: typed[`option-${index}-right`] === 'on',
  })).filter((row) => row.text.de !== '' || row.text.en !== '');
  const isText = kind.data === 'short-text';
  const options = isText
    ? []
    : rows.map((row) => ({ ...row, isRight: kind.data === 'order' || row.isRight }));
  const accepted = isText
    ? (typed.accepted ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
    : [];
  const problems: Record<string, FieldProblem> = {};
  if (!kind.success) problems.kind = 'kind-missing';
  if (text('text-de') === '' || text('text-de').length > 1000) problems['text-de'] = 'question-length';
  if (!isText && options.length < 2) problems['option-0-de'] = 'options-few';
  if (options.some((option) => option.text.de === '')) problems['option-0-de'] = 'option-german';
  const right = options.filter(({ isRight }) => isRight).length;
  if (kind.data === 'single' && right !== 1) problems['option-0-de'] ??= 'option-one-right';
  if (kind.data === 'multiple' && right === 0) problems['option-0-de'] ??= 'option-some-right';
  if (isText && accepted.length === 0) problems.accepted = 'accepted-missing';
  const question = questionSchema.safeParse({
    id,
    kind: kind.data,
    text: { de: text('text-de'), en: text('text-en') },
    options,
    accepted,
    feedback: { de: text('feedback-de'), en: text('feedback-en') },
  });
  if (!question.success && Object.keys(problems).length === 0) problems['text-de'] = 'question-length';
  return question.success && Object.keys(problems).length === 0 ? question.data : { problems };
}

function randomKey(): string {
  return `q-${randomId()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')}`;
}
