import type { VNode } from 'preact';
import type { ImportProblem } from '../../domain/import-table.ts';
import { translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import type { FormSeal } from './form.tsx';
import { inSentence } from './names.ts';
import { Note } from './notice.tsx';
import { UploadForm } from './sync-upload.tsx';

const mostShown = 200;

/** What is wrong with a list, line by line; nothing of it was taken. */
export function SyncListProblemsPage(props: {
  frame: Frame;
  seal: FormSeal;
  problems: readonly ImportProblem[];
  spaceTitle: string;
  again: string;
  upload: string;
  text: string;
  kind: 'people' | 'schools';
}): VNode {
  const { frame, problems } = props;
  const t = translator(frame.language);
  const heading = counted(t, 'sync-people.problems-heading', problems.length);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <div role="alert" tabindex={-1} autofocus>
        <Note tone="bad">
          <p>
            <strong>{t('people.nothing-stored')}</strong> {t('sync-people.problems-about')}
          </p>
        </Note>
      </div>
      <ul>
        {problems.slice(0, mostShown).map(({ line, code, column = '', other = 0 }) => (
          <li key={`${line} ${code} ${column}`}>
            {t('people.problem', {
              line,
              what: t(`people.problems.${code}`, { column: inSentence(column), other }),
            })}
          </li>
        ))}
      </ul>
      {problems.length > mostShown && <p>{t('sync-people.more', { count: problems.length - mostShown })}</p>}
      <p>
        <a href={props.again}>{t('sync-people.back', { space: inSentence(props.spaceTitle) })}</a>
      </p>
      <UploadForm t={t} seal={props.seal} action={props.upload} text={props.text} kind={props.kind} />
    </Document>
  );
}
