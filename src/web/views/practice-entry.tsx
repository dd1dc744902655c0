import type { VNode } from 'preact';
import type { PracticeEntry } from '../../domain/practice-entry.ts';
import { formatNumber } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { TextArea } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { inSentence } from './names.ts';
import { Note } from './notice.tsx';
import { PracticeForm, type PracticeFormProps } from './practice-form.tsx';
import { EntryComment, EntryFacts } from './practice-log.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

/** What somebody else, or another window, saved while this form was open: shown beside what was typed. */
export interface StoredMeanwhile {
  label: string;
  text: string;
}

/** An entry of one's own log, to be changed. */
export function OwnEntryPage(props: {
  frame: Frame;
  seal: FormSeal;
  entry: PracticeEntry;
  commenter: string | undefined;
  form: Omit<PracticeFormProps, 't' | 'seal'> | undefined;
  /** The page that asks before it is removed. */
  removal: string;
  stored: readonly StoredMeanwhile[] | undefined;
}): VNode {
  const { frame, entry } = props;
  const t = translator(frame.language);
  const heading = inSentence(entry.event);
  return (
    <Document frame={frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <EntryFacts t={t} entry={entry} />
        <EntryComment t={t} entry={entry} commenter={props.commenter} isNew={false} />
        <Meanwhile t={t} stored={props.stored} />
        {props.form ? (
          <PracticeForm t={t} seal={props.seal} {...props.form} />
        ) : (
          <p>{t('practice.closed-again')}</p>
        )}
        <p>
          <a class="btn btn-outline-danger btn-sm" href={props.removal}>
            {t('practice.remove')}
          </a>
        </p>
      </div>
    </Document>
  );
}

/** An entry of somebody else's log, with the place for a comment. */
export function CommentedEntryPage(props: {
  frame: Frame;
  seal: FormSeal;
  entry: PracticeEntry;
  /** Whose log it is. */
  author: string;
  commenter: string | undefined;
  /** POST `comment`, and `read`: the state that the form was made from. */
  action: string;
  draft: Draft<'comment'> | undefined;
  back: string;
  stored: readonly StoredMeanwhile[] | undefined;
}): VNode {
  const { frame, entry, draft } = props;
  const t = translator(frame.language);
  const heading = inSentence(entry.event);
  return (
    <Document frame={frame} title={heading}>
      <div class="nb-text">
        <p class="nb-kicker">{t('practice.log-of', { name: inSentence(props.author) })}</p>
        <h1>{heading}</h1>
        <EntryFacts t={t} entry={entry} />
        {entry.learned !== '' && (
          <p class="nb-typed">
            <bdi>{entry.learned}</bdi>
          </p>
        )}
        <EntryComment t={t} entry={entry} commenter={props.commenter} isNew={false} />
        <Meanwhile t={t} stored={props.stored} />
        <ProblemSummary t={t} form="comment" draft={draft} />
        <Form action={props.action} seal={props.seal}>
          <input type="hidden" name="read" value={String(entry.commentAt ?? '')} />
          <TextArea
            {...{ t, form: 'comment', name: 'comment', draft }}
            label={t('practice.comment')}
            hint={t('practice.comment-hint', { name: inSentence(props.author) })}
            value={entry.comment}
            rows={5}
            maxLength={5000}
          />
          <p class="nb-buttons">
            <button type="submit" class="btn btn-primary">
              {t('practice.comment-save')}
            </button>
            <a class="btn btn-outline-secondary" href={props.back}>
              {t('practice.back-to-log')}
            </a>
          </p>
        </Form>
      </div>
    </Document>
  );
}

/** The fields of an entry as a form shows them. */
export function valuesOfEntry(t: T, { day, event, hours, learned }: PracticeEntry) {
  return { day, event, hours: formatNumber(hours, t.language), learned };
}

function Meanwhile({ t, stored }: { t: T; stored: readonly StoredMeanwhile[] | undefined }): VNode | null {
  if (!stored) return null;
  return (
    <div role="alert" tabindex={-1} autofocus>
      <Note tone="warn">
        <p>
          <strong>{t('practice.conflict')}</strong> {t('practice.conflict-todo')}
        </p>
        <dl>
          {stored.map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd class="nb-typed">
                <bdi>{text === '' ? t('practice.conflict-empty') : text}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </Note>
    </div>
  );
}
