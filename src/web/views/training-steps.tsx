import type { VNode } from 'preact';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import { inLanguage } from '../../domain/words.ts';
import type { T } from '../language.ts';

/** The steps of the training, with topics and format. */
export function TrainingSteps(props: { t: T; curriculum: Pick<Curriculum, 'steps' | 'practice'> }): VNode {
  const { t, curriculum } = props;
  return (
    <section>
      <h2>{t('space.steps')}</h2>
      <ol class="nb-path">
        {curriculum.steps.map((step, index) => (
          <li key={step.id}>
            <span class="nb-path-number" aria-hidden="true">
              {index + 1}
            </span>
            <h3>{inLanguage(step.title, t.language)}</h3>
            <ul>
              {step.topics.map((topic) => (
                <li key={topic.de}>{inLanguage(topic, t.language)}</li>
              ))}
            </ul>
            <p class="nb-path-format">{inLanguage(step.format, t.language)}</p>
            {step.id === curriculum.practice.afterStep && <p class="nb-small">{t('space.practice-after')}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
