import type { VNode } from 'preact';
import type { T } from '../language.ts';

/** A form that did not arrive: everything that was typed, ready to be sent again. */
export interface TypedText {
  action: string;
  fields: Readonly<Record<string, string>>;
}

/** Fields that nobody types: what a page gives along, and ids. */
const hidden = ['csrf', 'account', 'read', 'mark', 'note', 'run', 'choice', 'audience', 'kind', 'state'];
/** Values that say nothing without the words beside them: ticks, places in a list. They are sent again all the same. */
const chosen = /^(on|yes|no|\d{1,3})$/;

/** Shows what was typed, so that it can be copied, with a button that sends it again. */
export function TypedTextForm(props: { t: T; typed: TypedText }): VNode {
  const { t, typed } = props;
  const entries = Object.entries(typed.fields);
  const filled = entries.filter(([name, value]) => !hidden.includes(name) && value.trim() !== '');
  const texts = filled.filter(([, value]) => !chosen.test(value.trim()));
  return (
    <section aria-labelledby="typed-heading">
      <h2 id="typed-heading">{t('failure.typed')}</h2>
      <p>{t('failure.typed-about')}</p>
      {texts.length > 0 && (
        <ul>
          {texts.map(([name, value]) => (
            <li key={name} class="nb-typed">
              <bdi>{value}</bdi>
            </li>
          ))}
        </ul>
      )}
      {texts.length < filled.length && <p>{t('failure.typed-choices')}</p>}
      <form method="post" action={typed.action} class="nb-buttons">
        {entries.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="btn btn-primary">
          {t('failure.send-again')}
        </button>
      </form>
    </section>
  );
}
