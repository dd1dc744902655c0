import type { VNode } from 'preact';
import type { TrainingRun } from '../../domain/training-run.ts';
import { formatShortDate } from '../dates.ts';
import type { T } from '../language.ts';
import { Choices } from './choices.tsx';
import { SelectField, TextField } from './fields.tsx';
import type { Draft } from './problems.tsx';

export type RunFieldName = 'title' | 'state' | 'entry' | 'version';

/** A published version that a run may use. */
export interface OfferedVersion {
  id: string;
  version: number;
  publishedAt: number | null;
}

/** Fields that a run has in common with a new one. */
export function RunFields(props: {
  t: T;
  form: string;
  draft: Draft<RunFieldName> | undefined;
  run?: TrainingRun;
  versions: readonly OfferedVersion[];
}): VNode {
  const { t, form, run, versions } = props;
  const values: Record<RunFieldName, string> = {
    title: run?.title ?? '',
    state: run?.state ?? 'planned',
    entry: run?.entry ?? 'by-hand',
    version: run?.curriculumId ?? versions[0]?.id ?? '',
  };
  const draft = props.draft ?? { values, problems: {} };
  const shared = { t, form, draft };
  const choice = (name: 'state' | 'entry', value: string) => ({
    value,
    label: t(`runs.${name}.${value}` as 'runs.state.planned'),
    line: t(`runs.${name}.${value}-line` as 'runs.state.planned-line'),
  });
  return (
    <>
      <TextField
        {...shared}
        name="title"
        label={t('runs.title')}
        hint={t('runs.title-hint')}
        maxLength={120}
      />
      {run && (
        <Choices
          {...shared}
          name="state"
          legend={t('runs.state-legend')}
          choices={(['planned', 'running', 'ended'] as const).map((value) => choice('state', value))}
        />
      )}
      <Choices
        {...shared}
        name="entry"
        legend={t('runs.entry-legend')}
        choices={(['course', 'by-hand'] as const).map((value) => choice('entry', value))}
      />
      <SelectField
        {...shared}
        name="version"
        label={t('runs.version')}
        hint={t(run ? 'runs.version-move' : 'runs.version-hint')}
        options={versions.map(({ id, version, publishedAt }) => ({
          value: id,
          label: t('runs.version-option', {
            version,
            date: formatShortDate(publishedAt ?? 0, t.language),
          }),
        }))}
      />
    </>
  );
}
