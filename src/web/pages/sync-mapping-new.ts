import { mayMap } from '../../domain/sync-access.ts';
import type { MoodleReader } from '../../moodle/reader.ts';
import { syncFrame } from '../frame.ts';
import { type MappingStep, SyncMappingChoicePage } from '../views/sync-mapping-choice.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { mappingFormPage } from './sync-mapping-form.ts';
import {
  choiceAddress,
  choiceOf,
  type MappingChoice,
  type MoodleOption,
  moodleOptions,
  searched,
} from './sync-mapping-steps.ts';
import { knownSpaces } from './sync-spaces.ts';

/** A new mapping, step by step: space, kind, course, target; then the rest in one form. */
export async function newMappingPage(visit: SignedInVisit): Promise<Answer> {
  const choice = choiceOf(visit);
  const spaces = (await knownSpaces(visit)).filter(
    ({ space, standing }) =>
      mayMap(space.kind, 'to-moodle', standing) || mayMap(space.kind, 'from-moodle', standing),
  );
  const space = spaces.find((one) => one.space.id === choice.space);
  if (!space) {
    const options = spaces.map((one) => ({
      label: one.space.title,
      line: visit.t(`kinds.${one.space.kind}`),
      href: choiceAddress(visit, { ...choice, space: one.space.id }),
    }));
    return answer(visit, { step: 'space', options, total: options.length });
  }
  const { kind } = choice;
  if (kind === undefined) {
    const options = (['cohort', 'enrolment', 'group'] as const).map((one) => ({
      label: visit.t(`sync-mapping.kinds.${one}`),
      line: visit.t(`sync-mapping.kind-lines.${one}`),
      href: choiceAddress(visit, { ...choice, kind: one }),
    }));
    return answer(visit, { step: 'kind', options, total: options.length }, space.space.title);
  }
  const { reader } = await visit.services.sync.moodle(visit.site.id);
  if (kind === 'cohort') return targetStep(visit, reader, choice, 'cohort', space);
  if (choice.course === undefined) return courseStep(visit, reader, choice, space.space.title);
  if (kind === 'group') return targetStep(visit, reader, choice, 'group', space);
  return mappingFormPage(visit, { space, choice: { ...choice, target: choice.course } });
}

async function courseStep(
  visit: SignedInVisit,
  reader: MoodleReader,
  choice: MappingChoice,
  spaceTitle: string,
): Promise<Answer> {
  const { shown, total } = searched(await moodleOptions(reader, 'course'), choice.q);
  const { q: _, ...rest } = choice;
  const options = shown.map((one) => row(visit, one, { ...rest, course: String(one.id) }));
  return answer(visit, { step: 'course', options, total, search: searchOf(choice) }, spaceTitle);
}

async function targetStep(
  visit: SignedInVisit,
  reader: MoodleReader,
  choice: MappingChoice,
  step: 'cohort' | 'group',
  space: Parameters<typeof mappingFormPage>[1]['space'],
): Promise<Answer> {
  if (choice.target !== undefined) return mappingFormPage(visit, { space, choice });
  const all = await moodleOptions(reader, step, Number(choice.course));
  const { shown, total } = searched(all, choice.q);
  const { q: _, ...rest } = choice;
  const options = shown.map((one) => row(visit, one, { ...rest, target: String(one.id) }));
  return answer(visit, { step, options, total, search: searchOf(choice) }, space.space.title);
}

function row(
  visit: SignedInVisit,
  { id, name, line }: MoodleOption,
  choice: MappingChoice,
): MappingStep['options'][number] {
  const number = visit.t('sync-mapping.number', { id });
  return {
    label: name,
    line: line === '' ? number : `${line} · ${number}`,
    href: choiceAddress(visit, choice),
  };
}

function searchOf(choice: MappingChoice): NonNullable<MappingStep['search']> {
  const { q = '', ...hidden } = choice;
  return { q, hidden: Object.entries(hidden) as [string, string][] };
}

function answer(visit: SignedInVisit, step: MappingStep, spaceTitle?: string): Answer {
  const page = SyncMappingChoicePage({
    frame: syncFrame(visit, 'sync-mappings'),
    ...step,
    again: choiceAddress(visit, {}),
    ...(spaceTitle === undefined ? {} : { spaceTitle }),
  });
  return { page };
}
