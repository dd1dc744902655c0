import type { VNode } from 'preact';
import { curriculum } from '../../../config/curriculum.ts';
import type { T } from '../language.ts';

/** The six steps of the training, with topics and format. */
export function TrainingSteps(props: { t: T }): VNode {
  const { t } = props;
  return (
    <section>
      <h2>{t('space.steps')}</h2>
      <ol class="nb-path">
        {curriculum.steps.map((step, index) => (
          <li key={step.id}>
            <span class="nb-path-number" aria-hidden="true">
              {index + 1}
            </span>
            <h3>{step.title[t.language]}</h3>
            <ul>
              {step.topics.map((topic) => (
                <li key={topic.en}>{topic[t.language]}</li>
              ))}
            </ul>
            <p class="nb-path-format">{step.format[t.language]}</p>
            {step.id === curriculum.practice.afterStep && <p class="nb-small">{t('space.practice-after')}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
