import type { VNode } from 'preact';
import { inLanguage, type Words } from '../../domain/words.ts';
import { translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import type { FormSeal } from './form.tsx';
import { inSentence } from './names.ts';
import { Note } from './notice.tsx';
import { PracticeForm, type PracticeFormProps } from './practice-form.tsx';
import { practiceHeading } from './practice-heading.ts';
import { PracticeLog, type PracticeLogProps } from './practice-log.tsx';

export interface PracticePageProps {
  frame: Frame;
  seal: FormSeal;
  log: Omit<PracticeLogProps, 't'>;
  /** Where an event is added; undefined while the practice has not begun. */
  form: Omit<PracticeFormProps, 't' | 'seal'> | undefined;
  /** The step before the practice. */
  after: Words;
  /** Network in which the person practises; empty where none is told. */
  network: string;
  mentor: string | undefined;
}

/** One's own practice log, with the form that adds to it. */
export function PracticePage(props: PracticePageProps): VNode {
  const { frame, seal, log, form, network, mentor } = props;
  const t = translator(frame.language);
  const step = inLanguage(props.after, t.language);
  const { events: done } = log.figures;
  const heading = practiceHeading(t, { isOpen: form !== undefined, step, done, wanted: log.wanted });
  const fresh = log.entries.filter(({ isNew }) => isNew);
  return (
    <Document frame={frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t('practice.about')}</p>
        {network !== '' && <p>{t('practice.network', { network: inSentence(network) })}</p>}
        <p>
          {mentor === undefined
            ? t('practice.no-mentor')
            : t('practice.mentor', { mentor: inSentence(mentor) })}{' '}
          {t('practice.visible')}
        </p>
        {fresh.length > 0 && (
          <Note tone="info">
            <p>
              <strong>{t('practice.new-comments', { count: fresh.length })}</strong>
            </p>
            <ul>
              {fresh.map(({ entry }) => (
                <li key={entry.id}>
                  <a href={`#entry-${entry.id}`}>
                    <bdi>{entry.event}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          </Note>
        )}
        {form === undefined ? (
          <p>{t('practice.later', { step })}</p>
        ) : (
          <section aria-labelledby="practice-add">
            <h2 id="practice-add">{t('practice.add')}</h2>
            <PracticeForm t={t} seal={seal} {...form} />
          </section>
        )}
        {(form !== undefined || done > 0) && (
          <section>
            <h2>{t('practice.list')}</h2>
            <PracticeLog t={t} {...log} />
          </section>
        )}
      </div>
    </Document>
  );
}
