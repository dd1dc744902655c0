import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Space } from '../../domain/space.ts';
import { type Language, translator } from '../language.ts';
import { Footer, type FooterLinks } from './footer.tsx';
import { EmbedHeader, type Tab, WindowHeader } from './header.tsx';
import { type Notice, NoticeLine } from './notice.tsx';

/** What surrounds every page. Addresses are ready to be written into `href`. */
export interface Frame {
  language: Language;
  /** `embed`: inside Moodle's frame, without title bar. `window`: a page of its own. */
  variant: 'embed' | 'window';
  stylesheets: readonly string[];
  /** Whose pages these are; absent on pages that belong to no space. */
  space?: Pick<Space, 'title' | 'kind'>;
  /** Sections of the space, at most six; empty on the picker and on error pages. */
  tabs: readonly Tab[];
  /** Opens the same page outside of Moodle's frame. Only shown in an embed. */
  newWindow?: string;
  /** Where Moodle wants people to return to. Only shown in a window. */
  returnUrl?: string;
  footer: FooterLinks;
  /** False in Moodle's dialog, from which nothing leads elsewhere. Default true. */
  hasFooter?: boolean;
  /** What has just been done, with the way to take it back. */
  notice?: Notice;
}

const longestTitle = 70;

function documentTitle(frame: Frame, title: string): string {
  const whole = `${title} · ${frame.space?.title ?? 'Netzbrücke'}`;
  const letters = [...whole];
  return letters.length <= longestTitle ? whole : `${letters.slice(0, longestTitle - 1).join('')}…`;
}

/** The whole document. `title` is the page's heading in plain words. */
export function Document(props: { frame: Frame; title: string; children: ComponentChildren }): VNode {
  const { frame } = props;
  const t = translator(frame.language);
  return (
    <html lang={frame.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="robots" content="noindex" />
        <title>{documentTitle(frame, props.title)}</title>
        {frame.stylesheets.map((address) => (
          <link key={address} rel="stylesheet" href={address} />
        ))}
      </head>
      <body class={`nb-${frame.variant}`}>
        <a class="nb-skip" href="#inhalt">
          {t('layout.skip')}
        </a>
        {frame.variant === 'window' ? (
          <WindowHeader t={t} space={frame.space} tabs={frame.tabs} returnUrl={frame.returnUrl} />
        ) : (
          <EmbedHeader t={t} tabs={frame.tabs} newWindow={frame.newWindow} />
        )}
        <main id="inhalt" class="nb-page" tabindex={-1}>
          {frame.notice && <NoticeLine t={t} notice={frame.notice} />}
          {props.children}
        </main>
        {frame.hasFooter !== false && <Footer t={t} links={frame.footer} />}
      </body>
    </html>
  );
}

/** A page as text, ready to be sent as `text/html; charset=utf-8`. */
export function render(page: VNode): string {
  return `<!DOCTYPE html>\n${renderToString(page)}\n`;
}
