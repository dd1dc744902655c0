import type { VNode } from 'preact';
import type { T } from '../language.ts';
import { Note } from './notice.tsx';

/** Somebody else saved the same form: what stands there now, beside what was typed. Saving again takes what was typed. */
export function ChangedMeanwhile(props: {
  t: T;
  /** Only the fields that differ; an empty value is one that was emptied. */
  stored: readonly { label: string; value: string }[] | undefined;
}): VNode | null {
  const { t, stored } = props;
  if (!stored) return null;
  return (
    <div role="alert" tabindex={-1} autofocus>
      <Note tone="warn">
        <p>
          <strong>{t('runs.changed')}</strong> {t('runs.changed-todo')}
        </p>
        <ul>
          {stored.map(({ label, value }) => (
            <li key={label}>
              {label}: <bdi>{value === '' ? t('runs.changed-empty') : value}</bdi>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
