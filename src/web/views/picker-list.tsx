import type { VNode } from 'preact';
import type { Space, SpaceKind } from '../../domain/space.ts';
import type { T } from '../language.ts';

export interface PickEntry extends Pick<Space, 'id' | 'title' | 'kind'> {
  isChosen: boolean;
}

/** The spaces a teacher may choose, and which kind of them is shown. */
export interface Picks {
  entries: readonly PickEntry[];
  /** Undefined: all kinds. */
  shown: SpaceKind | undefined;
  /** Whether the platform takes more than one link. */
  isMultiple: boolean;
}

const kinds = ['network', 'working-group', 'training', 'zfsl-group'] as const;

export function PickList({ t, list }: { t: T; list: Picks }): VNode {
  return (
    <>
      <fieldset class="nb-pills">
        <legend class="visually-hidden">{t('picker.kinds-label')}</legend>
        <Pill label={t('picker.all')} value="" isPressed={list.shown === undefined} />
        {kinds.map((kind) => (
          <Pill key={kind} label={t(`picker.kinds.${kind}`)} value={kind} isPressed={list.shown === kind} />
        ))}
      </fieldset>
      {list.entries.length > 0 && (
        <fieldset class="nb-choices">
          <legend class="visually-hidden">{t('picker.list')}</legend>
          {list.entries.map((entry, index) => (
            <Pick key={entry.id} t={t} entry={entry} index={index} isMultiple={list.isMultiple} />
          ))}
        </fieldset>
      )}
    </>
  );
}

function Pill(props: { label: string; value: string; isPressed: boolean }): VNode {
  return (
    <button
      type="submit"
      name="show"
      value={props.value}
      class="nb-pill"
      aria-pressed={props.isPressed ? 'true' : 'false'}
    >
      {props.label}
    </button>
  );
}

/** Where several links are taken, a training is six of them: one for each step. */
function Pick(props: { t: T; entry: PickEntry; index: number; isMultiple: boolean }): VNode {
  const { t, entry, isMultiple } = props;
  const isWhole = isMultiple && entry.kind === 'training';
  return (
    <label class="nb-choice">
      <input
        type={isMultiple ? 'checkbox' : 'radio'}
        id={props.index === 0 ? 'pick-space' : undefined}
        class={isWhole ? 'nb-picks-steps' : 'nb-picks-one'}
        name={isMultiple ? `space-${entry.id}` : 'space'}
        value={isMultiple ? 'on' : entry.id}
        checked={entry.isChosen}
      />
      <span class="nb-choice-words">
        <bdi class="nb-choice-label">{entry.title}</bdi>
        <span class="nb-choice-line">{isWhole ? t('picker.steps') : t(`kind-lines.${entry.kind}`)}</span>
      </span>
      <span class="nb-choice-aside">{t(`kinds.${entry.kind}`)}</span>
    </label>
  );
}
