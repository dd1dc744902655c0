import type { VNode } from 'preact';
import type { GroupTotals as Totals } from '../../domain/group-stand.ts';
import { inLanguage } from '../../domain/words.ts';
import type { T } from '../language.ts';
import { Bar } from './bar.tsx';

/** How far the group is, step by step, for everybody in it. Names nobody; draws nothing that is not written beside it. */
export function GroupTotals(props: { t: T; totals: Totals }): VNode {
  const { t, totals } = props;
  const { total, steps } = totals;
  const next = steps.find(({ complete }) => complete < total);
  return (
    <section aria-labelledby="totals-heading">
      <h2 id="totals-heading">{t('training-group.totals')}</h2>
      <p>
        {next
          ? t('training-group.totals-next', {
              count: next.complete,
              total,
              step: inLanguage(next.step.title, t.language),
            })
          : t('training-group.totals-all', { total })}
      </p>
      <table class="nb-bars">
        <caption class="visually-hidden">{t('training-group.totals-caption')}</caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{t('training-group.step')}</th>
            <th scope="col">{t('training-group.done')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ step, complete }) => (
            <tr key={step.id}>
              <th scope="row">{inLanguage(step.title, t.language)}</th>
              <td>
                <Bar done={complete} of={total} />
                {t('training-group.of', { done: complete, of: total })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="nb-small">{t('training-group.totals-privacy')}</p>
    </section>
  );
}
