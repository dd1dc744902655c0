import type { VNode } from 'preact';
import type { SyncMapping } from '../../domain/sync-mapping.ts';
import type { T } from '../language.ts';
import { mappingState, mappingTargetText } from '../mapping-text.ts';

export interface SyncSettings {
  mappings: readonly {
    mapping: SyncMapping;
    /** Whom of the space it is about, in words. */
    people: string;
    siteName: string;
  }[];
  /** Page with progress from Moodle, and which activities count. */
  progress: string;
  /** Pages of sync; only for administrators of the site. */
  sync?: string;
}

/** What administrators of Moodle sites do with the people of a space. */
export function SyncSection(props: SyncSettings & { t: T }): VNode {
  const { t, mappings } = props;
  return (
    <section id="abgleich" class="nb-text">
      <h2>{t('settings-sync.heading')}</h2>
      <p>{t(mappings.length === 0 ? 'settings-sync.empty' : 'settings-sync.about')}</p>
      {mappings.length > 0 && (
        <ul class="nb-rows">
          {mappings.map(({ mapping, people, siteName }) => (
            <li key={mapping.id} class="nb-row-split">
              <div class="nb-row-words">
                <p class="nb-row-title">
                  {mapping.direction === 'to-moodle'
                    ? `${people} → ${mappingTargetText(mapping, t)}`
                    : `${mappingTargetText(mapping, t)} → ${people}`}
                </p>
                <p class="nb-row-line">
                  <bdi>{siteName}</bdi>.{' '}
                  {t('sync-mapping.gone-line', { whenGone: t(`sync-mapping.gone.${mapping.whenGone}`) })}
                </p>
              </div>
              <span class="nb-status">{t(`sync.mapping.states.${mappingState(mapping)}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={props.progress}>{t('settings-sync.progress')}</a>
      </p>
      {props.sync !== undefined && (
        <p>
          <a href={props.sync}>{t('settings-sync.open')}</a>
        </p>
      )}
    </section>
  );
}
