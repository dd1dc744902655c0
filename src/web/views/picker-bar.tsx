import type { VNode } from 'preact';
import type { T, TextKey } from '../language.ts';

/** Always in sight: how many links it will be, and the two ways out. */
export function PickerBar({ t }: { t: T }): VNode {
  return (
    <div class="nb-picker-bar">
      <p>
        <WithCount t={t} text="picker.count" />
      </p>
      <p class="nb-buttons">
        <button type="submit" name="do" value="cancel" class="btn btn-outline-secondary">
          {t('picker.cancel')}
        </button>
        <button type="submit" name="do" value="take" class="btn btn-primary">
          <span>
            <WithCount t={t} text="picker.take" />
          </span>
        </button>
      </p>
    </div>
  );
}

/** A text with "3 Links" in it. The stylesheet counts the ticks, so that the number is right without scripts. */
function WithCount({ t, text }: { t: T; text: TextKey }): VNode {
  const [before = '', after = ''] = t(text, { links: '|' }).split('|');
  return (
    <>
      {before}
      <span class="nb-picker-links" data-word={t('picker.link')} />
      {after}
    </>
  );
}
