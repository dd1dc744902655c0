import type { VNode } from 'preact';
import type { MoodleTarget, SyncMapping, WhenGone } from '../../domain/sync-mapping.ts';
import { translator } from '../language.ts';
import { moodleRoleText, schedules, scheduleText } from '../mapping-text.ts';
import { Choices } from './choices.tsx';
import { Document, type Frame } from './document.tsx';
import { SelectField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { inSentence } from './names.ts';
import { type Draft, ProblemSummary } from './problems.tsx';

export type MappingFieldName = 'people' | 'role' | 'direction' | 'whenGone' | 'schedule';

export interface SyncMappingFormPageProps {
  frame: Frame;
  seal: FormSeal;
  action: string;
  spaceTitle: string;
  /** The cohort, course or group in words. */
  target: string;
  kind: MoodleTarget['kind'];
  directions: readonly SyncMapping['direction'][];
  people: readonly { value: string; label: string }[];
  /** Shortnames to choose from; empty where the role stands. */
  roles: readonly string[];
  draft: Draft<MappingFieldName>;
  /** What the form carries on. */
  hidden: readonly [name: string, value: string][];
  /** Back to the beginning, or to the list. */
  again: string;
}

/** Whom a mapping is about, which way it goes, what becomes of people who are gone, and when. */
export function SyncMappingFormPage(props: SyncMappingFormPageProps): VNode {
  const { frame, draft } = props;
  const { values, problems } = draft;
  const t = translator(frame.language);
  const pair = { space: inSentence(props.spaceTitle), target: props.target };
  const heading = t('sync-mapping.form-heading', pair);
  const field = { t, form: 'mapping', draft } as const;
  const schedule = values.schedule ?? '';
  const patterns = Object.values<string>(schedules);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-chosen">
        {t('sync-mapping.form-about')} <a href={props.again}>{t('sync-mapping.again')}</a>
      </p>
      <ProblemSummary {...field} />
      <Form action={props.action} seal={props.seal}>
        {props.hidden.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SelectField {...field} name="people" label={t('sync-mapping.who')} options={props.people} />
        {props.roles.length > 0 && (
          <SelectField
            {...field}
            name="role"
            label={t(props.kind === 'group' ? 'sync-mapping.group-role' : 'sync-mapping.moodle-role')}
            hint={t(
              props.kind === 'group' ? 'sync-mapping.group-role-hint' : 'sync-mapping.moodle-role-hint',
            )}
            options={props.roles.map((role) => ({ value: role, label: moodleRoleText(role, t) }))}
          />
        )}
        <Choices
          {...field}
          draft={{ values: { direction: values.direction ?? props.directions[0] ?? '' }, problems }}
          name="direction"
          legend={t('sync-mapping.direction')}
          choices={props.directions.map((direction) => ({
            value: direction,
            label: t(`sync-mapping.directions.${direction}`),
            line: t(`sync-mapping.direction-lines.${direction}`),
          }))}
        />
        {!props.directions.includes('from-moodle') && <p class="nb-small">{t('sync-mapping.only-owners')}</p>}
        <Choices
          {...field}
          draft={{ values: { whenGone: values.whenGone ?? usual(props.kind) }, problems }}
          name="whenGone"
          legend={t('sync-mapping.when-gone')}
          choices={possible(props.kind, props.directions).map((policy) => ({
            value: policy,
            label: t(`sync-mapping.gone-choices.${policy}`),
            line: t(`sync-mapping.gone-lines.${policy}`),
            ...(policy === usual(props.kind) ? { aside: t('sync-mapping.usual') } : {}),
          }))}
        />
        <SelectField
          {...field}
          name="schedule"
          label={t('sync-mapping.schedule')}
          hint={t('sync-mapping.schedule-hint')}
          options={(patterns.includes(schedule) ? patterns : [...patterns, schedule]).map((pattern) => ({
            value: pattern,
            label: scheduleText(pattern, t),
          }))}
        />
        <p>{t('sync-mapping.off-until')}</p>
        <div class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t('sync-mapping.save')}
          </button>
        </div>
      </Form>
    </Document>
  );
}

function usual(kind: MoodleTarget['kind']): WhenGone {
  return kind === 'enrolment' ? 'suspend' : 'keep';
}

/** Cohorts and groups have no status that could be suspended; a membership of a space has one, and is not removed. */
function possible(kind: MoodleTarget['kind'], directions: readonly SyncMapping['direction'][]): WhenGone[] {
  const policies: WhenGone[] = ['keep', 'suspend', 'remove'];
  return policies.filter(
    (policy) => policy !== 'suspend' || kind === 'enrolment' || directions.includes('from-moodle'),
  );
}
