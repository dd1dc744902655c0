import type { VNode } from 'preact';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { inSentence } from './names.ts';

/** One step on the way to a new mapping. */
export interface MappingStep {
  step: 'space' | 'kind' | 'course' | 'cohort' | 'group';
  options: readonly { label: string; line: string; href: string }[];
  /** How many there are; more than are shown where the list is long. */
  total: number;
  /** What is searched for, and what the search form carries on. */
  search?: { q: string; hidden: readonly [name: string, value: string][] };
}

export interface SyncMappingChoicePageProps extends MappingStep {
  frame: Frame;
  /** The space, once it is chosen. */
  spaceTitle?: string;
  /** Back to the first step. */
  again: string;
}

/** Chooses one thing; each is a link, so that it works without script and can be gone back from. */
export function SyncMappingChoicePage(props: SyncMappingChoicePageProps): VNode {
  const { frame, step, options, total, search } = props;
  const t = translator(frame.language);
  const heading = t(`sync-mapping.steps.${step}`);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      {props.spaceTitle !== undefined && (
        <p class="nb-chosen">
          {t('sync-mapping.chosen-space', { space: inSentence(props.spaceTitle) })}{' '}
          <a href={props.again}>{t('sync-mapping.again')}</a>
        </p>
      )}
      {search && <Search t={t} search={search} />}
      {options.length === 0 && (
        <p>{t(search?.q ? 'sync-mapping.none-found' : `sync-mapping.none.${step}`)}</p>
      )}
      {options.length > 0 && (
        <ul class="nb-rows nb-rows-links">
          {options.map((option) => (
            <li key={option.href}>
              <a href={option.href}>
                <bdi>{option.label}</bdi>
                {option.line !== '' && (
                  <>
                    <br />
                    <span class="nb-row-line">{option.line}</span>
                  </>
                )}
              </a>
            </li>
          ))}
        </ul>
      )}
      {total > options.length && <p>{counted(t, 'sync-mapping.more', total - options.length)}</p>}
    </Document>
  );
}

function Search(props: { t: T; search: NonNullable<MappingStep['search']> }): VNode {
  const { t, search } = props;
  return (
    <form method="get" class="nb-filter">
      {search.hidden.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="nb-field">
        <label for="search-q">{t('sync-mapping.search')}</label>
        <input
          id="search-q"
          name="q"
          type="text"
          value={search.q}
          autocomplete="off"
          dir="auto"
          maxLength={200}
        />
      </div>
      <button type="submit" class="btn btn-outline-secondary">
        {t('sync-mapping.search-button')}
      </button>
    </form>
  );
}
