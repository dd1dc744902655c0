import type { VNode } from 'preact';
import { formatMoment } from '../dates.ts';
import type { T } from '../language.ts';
import { TextArea } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

export interface ShownNote {
  id: string;
  text: string;
  /** Name of who wrote it; undefined after an erasure. */
  author: string | undefined;
  createdAt: number;
  remove: string;
}

export interface NotesProps {
  /** POST `text`, and `note`: an id made for this form, so that pressing twice makes one note. */
  action: string;
  newId: string;
  notes: readonly ShownNote[];
  draft?: Draft<'text'>;
}

/** Notes of those who train, newest first, with the form for the next one. */
export function TraineeNotes(props: NotesProps & { t: T; seal: FormSeal }): VNode {
  const { t, seal, draft } = props;
  return (
    <section id="notes" aria-labelledby="notes-heading">
      <h2 id="notes-heading">{t('trainee.notes')}</h2>
      <ProblemSummary t={t} form="note" draft={draft} />
      <Form action={props.action} seal={seal} labelledBy="notes-heading">
        <input type="hidden" name="note" value={props.newId} />
        <TextArea
          t={t}
          form="note"
          name="text"
          label={t('trainee.note')}
          hint={t('trainee.note-hint')}
          rows={3}
          maxLength={2000}
          draft={draft}
        />
        <p class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t('trainee.note-save')}
          </button>
        </p>
      </Form>
      {props.notes.length > 0 && (
        <ul class="nb-rows" aria-label={t('trainee.notes')}>
          {props.notes.map((note) => (
            <li key={note.id} class="nb-row-split">
              <div class="nb-row-words">
                <p class="nb-typed" dir="auto">
                  {note.text}
                </p>
                <p class="nb-row-line">
                  <bdi>{note.author ?? t('trainee.note-author-gone')}</bdi>,{' '}
                  {formatMoment(note.createdAt, t.language)}
                </p>
              </div>
              <Form action={note.remove} seal={seal}>
                <button type="submit" class="btn btn-outline-secondary btn-sm">
                  {t('trainee.note-remove')}
                  <span class="visually-hidden">: {formatMoment(note.createdAt, t.language)}</span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
