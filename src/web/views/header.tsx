import type { VNode } from 'preact';
import type { Space } from '../../domain/space.ts';
import type { T } from '../language.ts';
import { BackIcon, BridgeMark, MenuIcon, NewWindowIcon } from './icons.tsx';

export const sections = [
  'path',
  'practice',
  'reflections',
  'mentees',
  'group',
  'attendance',
  'runs',
  'contents',
  'space',
  'members',
  'events',
  'settings',
  'sync',
  'sync-mappings',
  'sync-people',
  'sync-connection',
] as const;
export type Section = (typeof sections)[number];

export interface Tab {
  section: Section;
  href: string;
  isCurrent: boolean;
}

/** The bar of a window: whose page this is, and the way back to Moodle. */
export function WindowHeader(props: {
  t: T;
  space: Pick<Space, 'title' | 'kind'> | undefined;
  tabs: readonly Tab[];
  returnUrl: string | undefined;
}): VNode {
  const { t, space } = props;
  return (
    <header class="nb-header">
      <div class="nb-bar">
        <div class="nb-bar-inner">
          <BridgeMark />
          <p class="nb-bar-name">
            <bdi>{space?.title ?? t('product.name')}</bdi>
            <span>{space ? t(`kinds.${space.kind}`) : t('product.context')}</span>
          </p>
          {props.returnUrl && (
            <a class="btn btn-outline-secondary btn-sm" href={props.returnUrl}>
              <BackIcon />
              {t('layout.back-to-course')}
            </a>
          )}
        </div>
      </div>
      {props.tabs.length > 0 && (
        <div class="nb-sections">
          <Tabs t={t} tabs={props.tabs} />
        </div>
      )}
    </header>
  );
}

/** In Moodle's frame: tabs and the way out, nothing that Moodle shows already. */
export function EmbedHeader(props: {
  t: T;
  tabs: readonly Tab[];
  newWindow: string | undefined;
}): VNode | null {
  const { t, tabs, newWindow } = props;
  if (tabs.length === 0 && newWindow === undefined) return null;
  return (
    <header class="nb-header">
      <div class="nb-sections">
        {tabs.length > 0 && <Tabs t={t} tabs={tabs} />}
        {newWindow !== undefined && (
          <a class="nb-new-window" href={newWindow}>
            <NewWindowIcon />
            <span>{t('layout.new-window')}</span>
          </a>
        )}
      </div>
    </header>
  );
}

function Tabs(props: { t: T; tabs: readonly Tab[] }): VNode {
  const { t, tabs } = props;
  const current = tabs.find((tab) => tab.isCurrent);
  const label = t(tabs[0]?.section === 'sync' ? 'layout.sync-sections' : 'layout.sections');
  const items = tabs.map((tab) => (
    <li key={tab.section}>
      <a href={tab.href} {...(tab.isCurrent ? { 'aria-current': 'page' as const } : {})}>
        {t(`tabs.${tab.section}`)}
      </a>
    </li>
  ));
  return (
    <nav aria-label={label}>
      <ul class="nb-tabs">{items}</ul>
      <details class="nb-tabs-folded">
        <summary>
          <MenuIcon />
          {current ? t(`tabs.${current.section}`) : label}
        </summary>
        <ul>{items}</ul>
      </details>
    </nav>
  );
}
