import type { VNode } from 'preact';
import type { ConnectionFinding } from '../../domain/connection-report.ts';
import { placeInMoodle } from '../connection-places.ts';
import { findingText } from '../connection-text.ts';
import { isTextKey, type T } from '../language.ts';
import { NewWindowIcon, ProblemIcon } from './icons.tsx';

/** One finding: what it is, what would go wrong, what to change where, and the way there. */
export function ConnectionFindingRow(props: { t: T; siteUrl: string; finding: ConnectionFinding }): VNode {
  const { t, finding } = props;
  const { what, todo } = findingText(finding, t);
  const consequence = `sync-connection.consequences.${finding.topic.replace(/^moodle\./, '')}`;
  const place = placeInMoodle(props.siteUrl, finding);
  return (
    <>
      <h2 class="nb-row-title nb-finding">
        {finding.kind === 'problem' && <ProblemIcon />}
        <span>{what}</span>
      </h2>
      {isTextKey(consequence) && <p>{t(consequence)}</p>}
      <div class="nb-remedy">
        <p>
          <strong>{t('sync-connection.helps')}</strong> {todo}
        </p>
        {place !== undefined && (
          <p>
            <a href={place} target="_blank" rel="noreferrer">
              <NewWindowIcon /> {t('sync-connection.open')}
              <span class="visually-hidden">: {what}</span>
            </a>
          </p>
        )}
      </div>
    </>
  );
}
