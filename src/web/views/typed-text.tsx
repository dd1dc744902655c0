import type { VNode } from 'preact';
import type { T } from '../language.ts';

/** A form that did not arrive: everything that was typed, ready to be sent again. */
export interface TypedText {
  action: string;
  fields: Readonly<Record<string, string>>;
}

/** Fields that people do not type. */
const hidden = ['csrf', 'account'];

/** Shows what was typed, so that it can be copied, with a button that sends it again. */
export function TypedTextForm(props: { t: T; typed: TypedText }): VNode {
  const { t, typed } = props;
  const entries = Object.entries(typed.fields);
  const texts = entries.filter(([name, value]) => !hidden.includes(name) && value.trim() !== '');
  return (
    <section aria-labelledby="typed-heading">
      <h2 id="typed-heading">{t('failure.typed')}</h2>
      <p>{t('failure.typed-about')}</p>
      <ul>
        {texts.map(([name, value]) => (
          <li key={name} class="nb-typed">
            <bdi>{value}</bdi>
          </li>
        ))}
      </ul>
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
