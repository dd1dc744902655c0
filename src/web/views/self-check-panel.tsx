import type { VNode } from 'preact';
import type { Attempt, SelfCheck } from '../../domain/self-check.ts';
import { formatMoment } from '../dates.ts';
import type { T } from '../language.ts';
import { Form, type FormSeal } from './form.tsx';

export interface SelfCheckPanelProps {
  t: T;
  seal: FormSeal;
  content: SelfCheck;
  /** Whether the unit is done: then another attempt is not what the page is for. */
  isDone: boolean;
  /** Where a new attempt begins. */
  begin: string;
  /** The attempt that is open. */
  goOn: string | undefined;
  /** Attempts that were graded, the first one first. */
  submitted: readonly { attempt: Attempt; href: string }[];
}

/** What the self-check asks, how it went, and the button that begins or goes on. */
export function SelfCheckPanel(props: SelfCheckPanelProps): VNode {
  const { t, seal, content, isDone, begin, goOn, submitted } = props;
  const count =
    content.drawn === 0 ? content.questions.length : Math.min(content.drawn, content.questions.length);
  const button = submitted.length === 0 && !isDone ? 'self-check.begin' : 'self-check.again';
  const look = isDone ? 'btn btn-outline-secondary' : 'btn btn-primary';
  return (
    <section>
      {count > 0 && <p>{t('self-check.about', { count, mark: content.passMark })}</p>}
      {submitted.length > 0 && (
        <ul class="nb-rows" aria-label={t('self-check.attempts')}>
          {submitted.map(({ attempt, href }) => (
            <li key={attempt.id}>
              <a href={href}>{t('self-check.attempt', { number: attempt.number })}</a>
              <p class="nb-row-line">
                {t(attempt.isPassed ? 'self-check.passed' : 'self-check.not-passed', {
                  points: attempt.points,
                  possible: attempt.possible,
                })}
                , {formatMoment(attempt.submittedAt ?? attempt.startedAt, t.language)}
              </p>
            </li>
          ))}
        </ul>
      )}
      {goOn === undefined && count === 0 ? (
        <p>{t('self-check.empty')}</p>
      ) : goOn === undefined ? (
        <Form action={begin} seal={seal} class="nb-buttons">
          <button type="submit" class={look}>
            {t(button)}
          </button>
        </Form>
      ) : (
        <p class="nb-buttons">
          <a class={look} href={goOn}>
            {t('self-check.go-on')}
          </a>
        </p>
      )}
    </section>
  );
}
