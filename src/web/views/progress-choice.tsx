import type { VNode } from 'preact';
import type { MoodleActivity } from '../../domain/moodle-progress.ts';
import type { TrainingStep, Unit } from '../../domain/training-curriculum.ts';
import { inLanguage } from '../../domain/words.ts';
import type { T } from '../language.ts';
import { TickBox } from './choices.tsx';
import { SelectField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { inSentence } from './names.ts';

export interface ChosenActivity {
  activity: MoodleActivity;
  isChosen: boolean;
  /** Key of the unit for which it stands; empty for none. */
  unit: string;
}

export interface UnitChoice {
  step: TrainingStep;
  unit: Unit;
}

/** Which activities of the course count and, in a training, for which unit each stands. */
export function ProgressChoice(props: {
  t: T;
  seal: FormSeal;
  choosing: readonly ChosenActivity[];
  units: readonly UnitChoice[];
  /** POST `activity-<cmId>` where ticked, `unit-<cmId>`. */
  save: string;
  courseTitle: string;
}): VNode {
  const { t, choosing, units } = props;
  if (choosing.length === 0) return <p>{t('progress.no-activity')}</p>;
  const options = [
    { value: '', label: t('progress.no-unit') },
    ...units.map(({ step, unit }) => ({
      value: unit.key,
      label: `${inLanguage(step.title, t.language)}: ${inLanguage(unit.title, t.language)}`,
    })),
  ];
  return (
    <Form action={props.save} seal={props.seal}>
      {units.length > 0 && <p>{t('progress.unit-about')}</p>}
      <fieldset class="nb-choices">
        <legend>{t('progress.of-course', { course: inSentence(props.courseTitle) })}</legend>
        {choosing.map(({ activity, isChosen, unit }) => (
          <div key={activity.cmId}>
            <TickBox form="progress" name={`activity-${activity.cmId}`} isTicked={isChosen}>
              <bdi>{activity.name}</bdi>
            </TickBox>
            {units.length > 0 && (
              <SelectField
                t={t}
                form="progress"
                name={`unit-${activity.cmId}`}
                label={t('progress.unit-of', { activity: inSentence(activity.name) })}
                draft={undefined}
                value={unit}
                options={options}
              />
            )}
          </div>
        ))}
      </fieldset>
      <div class="nb-buttons">
        <button type="submit" class="btn btn-primary">
          {t('progress.save')}
        </button>
      </div>
    </Form>
  );
}
