import type { VNode } from 'preact';
import type { T } from '../language.ts';

export interface FooterLinks {
  help: string;
  privacy: string;
  accessibility: string;
  /** Reports on launches; only for administrators of the site and the operator. */
  launches?: string;
  /** Sync with Moodle; only for administrators of the site. */
  sync?: string;
  /** The same page in the other language; absent where a page cannot be asked for again (after a form). */
  otherLanguage?: string;
}

export function Footer(props: { t: T; links: FooterLinks }): VNode {
  const { t, links } = props;
  const other = t.language === 'de' ? 'en' : 'de';
  return (
    <footer class="nb-footer">
      <ul>
        <li>
          <a href={links.help}>{t('layout.help')}</a>
        </li>
        <li>
          <a href={links.privacy}>{t('layout.privacy')}</a>
        </li>
        <li>
          <a href={links.accessibility}>{t('layout.accessibility')}</a>
        </li>
        {links.launches !== undefined && (
          <li>
            <a href={links.launches}>{t('launches.link')}</a>
          </li>
        )}
        {links.sync !== undefined && (
          <li>
            <a href={links.sync}>{t('sync-page.link')}</a>
          </li>
        )}
        {links.otherLanguage !== undefined && (
          <li>
            <a href={links.otherLanguage} lang={other} hreflang={other}>
              {t('language.other')}
            </a>
          </li>
        )}
      </ul>
    </footer>
  );
}
