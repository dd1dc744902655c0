import type { VNode } from 'preact';
import type { Space } from '../../domain/space.ts';
import { translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';

/** Which space a list is for. */
export function SyncPeopleSpacesPage(props: {
  frame: Frame;
  spaces: readonly { space: Space; href: string }[];
  /** Whether there are spaces that belong to others. */
  hasOthers: boolean;
}): VNode {
  const { frame, spaces } = props;
  const t = translator(frame.language);
  const heading = t(spaces.length === 0 ? 'sync-people.heading-no-space' : 'sync-people.heading-spaces');
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t('sync-people.about')}</p>
      {spaces.length > 0 && (
        <ul class="nb-rows nb-rows-links">
          {spaces.map(({ space, href }) => (
            <li key={space.id}>
              <a href={href}>
                <bdi>{space.title}</bdi>
                <br />
                <span class="nb-row-line">{t(`kinds.${space.kind}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {(props.hasOthers || spaces.length === 0) && <p>{t('sync-people.only-owners')}</p>}
    </Document>
  );
}
