import type { VNode } from 'preact';
import { type ReflectionAudience, reflectionAudiences } from '../../domain/reflection.ts';
import { formatMoment } from '../dates.ts';
import type { T } from '../language.ts';
import { Choices } from './choices.tsx';
import { TextArea } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { Note } from './notice.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

export interface ReflectionFormProps {
  t: T;
  seal: FormSeal;
  /** POST `text`, `audience`, `read` (the state that this form was made from), `overwrite` after a conflict. */
  action: string;
  text: string;
  audience: ReflectionAudience;
  /** Epoch milliseconds; undefined before anything was saved. */
  savedAt: number | undefined;
  hasMentor: boolean;
  draft?: Draft<'text' | 'audience'> & { isConflict: boolean };
}

const form = 'reflection';

/** Where somebody writes what he or she thinks. After a conflict both texts stand here, to be made one. */
export function ReflectionForm(props: ReflectionFormProps): VNode {
  const { t, draft, savedAt } = props;
  const isConflict = draft?.isConflict === true;
  const typed = draft?.values.text ?? '';
  const values = {
    audience: props.audience,
    ...draft?.values,
    ...(isConflict ? { text: `${props.text}\n\n${typed}` } : {}),
  };
  const shown = { values, problems: draft?.problems ?? {} };
  return (
    <section aria-labelledby="reflection-heading">
      <h2 id="reflection-heading">{t('reflection.heading')}</h2>
      <ProblemSummary t={t} form={form} draft={shown} />
      {isConflict && <Conflict t={t} stored={props.text} typed={typed} />}
      <Form action={props.action} seal={props.seal} labelledBy="reflection-heading" class="nb-saving">
        <input type="hidden" name="read" value={savedAt === undefined ? '' : String(savedAt)} />
        {isConflict && <input type="hidden" name="overwrite" value="on" />}
        <TextArea
          {...{ t, form, name: 'text', draft: shown }}
          label={t(isConflict ? 'reflection.both' : 'reflection.text')}
          hint={t('reflection.text-hint')}
          value={props.text}
          rows={10}
          maxLength={20_000}
        />
        <Choices
          {...{ t, form, name: 'audience', draft: shown }}
          legend={t('reflection.audience')}
          choices={reflectionAudiences.map((value) => ({
            value,
            label: t(`reflection.audiences.${value}`),
            line: t(
              value === 'mentor' && !props.hasMentor
                ? 'reflection.audience-lines.no-mentor'
                : `reflection.audience-lines.${value}`,
            ),
          }))}
        />
        <p
          class="nb-small"
          role="status"
          data-saved={t('reflection.saved-now')}
          data-unsaved={t('reflection.not-saved')}
        >
          {savedAt !== undefined && t('reflection.saved-at', { moment: formatMoment(savedAt, t.language) })}
        </p>
        <p class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t(isConflict ? 'reflection.merge' : 'reflection.save')}
          </button>
        </p>
      </Form>
    </section>
  );
}

function Conflict(props: { t: T; stored: string; typed: string }): VNode {
  const { t } = props;
  return (
    <div role="alert" tabindex={-1} autofocus>
      <Note tone="warn">
        <p>
          <strong>{t('reflection.conflict')}</strong> {t('reflection.conflict-todo')}
        </p>
      </Note>
      <div class="nb-compare">
        <div>
          <h3>{t('reflection.stored')}</h3>
          <p class="nb-typed">{props.stored}</p>
        </div>
        <div>
          <h3>{t('reflection.typed')}</h3>
          <p class="nb-typed">{props.typed}</p>
        </div>
      </div>
    </div>
  );
}
