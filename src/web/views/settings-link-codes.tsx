import type { VNode } from 'preact';
import type { LinkCode } from '../../domain/course-link.ts';
import { formatShortDate } from '../dates.ts';
import type { T } from '../language.ts';
import { Form, type FormSeal } from './form.tsx';
import { ShownOnce } from './shown-once.tsx';
import { codeName } from './thing-names.ts';

export interface LinkCodeSettings {
  /** POST without fields. */
  action: string;
  /** The code just made; shown on this page and never again. */
  newCode?: string;
  /** `revoke` is the page that asks before; absent where a code is revoked already. */
  codes: readonly { code: Pick<LinkCode, 'id' | 'createdAt' | 'revokedAt'>; revoke?: string }[];
}

export function LinkCodesSection(props: LinkCodeSettings & { t: T; seal: FormSeal }): VNode {
  const { t, newCode, codes } = props;
  return (
    <section id="link-codes" class="nb-text">
      <h2>{t('settings.link-codes')}</h2>
      <p>{t('settings.link-codes-about')}</p>
      {newCode !== undefined && (
        <ShownOnce
          id="new-link-code"
          label={t('settings.link-code-new')}
          hint={t('settings.link-code-new-hint')}
          code={newCode}
        />
      )}
      {codes.length === 0 && <p>{t('settings.link-codes-empty')}</p>}
      {codes.length > 0 && (
        <ul class="nb-rows">
          {codes.map(({ code, revoke }) => (
            <li key={code.id} class="nb-row-split">
              <div class="nb-row-words">
                <p class="nb-row-title">{codeName(t, code)}</p>
                {code.revokedAt !== null && (
                  <p class="nb-row-line">
                    {t('settings.link-code-revoked', { date: formatShortDate(code.revokedAt, t.language) })}
                  </p>
                )}
              </div>
              {revoke !== undefined && code.revokedAt === null && (
                <a class="btn btn-outline-danger btn-sm" href={revoke}>
                  {t('settings.withdraw')}
                  <span class="visually-hidden">: {codeName(t, code)}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      <Form action={props.action} seal={props.seal} class="nb-buttons">
        <button type="submit" class="btn btn-outline-secondary">
          {t('settings.link-code-make')}
        </button>
      </Form>
    </section>
  );
}
