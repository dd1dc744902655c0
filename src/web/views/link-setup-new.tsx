import type { VNode } from 'preact';
import { creatableKinds } from '../../domain/access.ts';
import { zfslLevels } from '../../domain/zfsl-group.ts';
import type { T } from '../language.ts';
import { Choices } from './choices.tsx';
import { TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

export interface NewSpaceSetup {
  /** POST `kind`, `title`, and for a ZfsL group `level` and `about`. */
  action: string;
  draft?: Draft<'kind' | 'title' | 'level' | 'about'>;
}

/** A new space of a kind that teachers may make. The ZfsL part shows itself when that kind is chosen. */
export function NewSpaceForm(props: NewSpaceSetup & { t: T; seal: FormSeal; isMainThing: boolean }): VNode {
  const { t, draft } = props;
  return (
    <section class="nb-text">
      <h2 id="new-heading">{t('link-setup.new')}</h2>
      <p>{t('link-setup.new-about')}</p>
      <ProblemSummary t={t} form="new" draft={draft} />
      <Form action={props.action} seal={props.seal} class="nb-new-space" labelledBy="new-heading">
        <NewSpaceFields t={t} draft={draft} />
        <p class="nb-buttons">
          <button type="submit" class={`btn ${props.isMainThing ? 'btn-primary' : 'btn-outline-secondary'}`}>
            {t('link-setup.new-button')}
          </button>
        </p>
      </Form>
    </section>
  );
}

/** Kind and title, and what only a ZfsL group needs; inside of an element of the class `nb-new-space`. */
export function NewSpaceFields({ t, draft }: { t: T; draft: NewSpaceSetup['draft'] }): VNode {
  const shared = { t, form: 'new', draft };
  return (
    <>
      <Choices
        {...shared}
        name="kind"
        legend={t('link-setup.kind')}
        choices={creatableKinds.map((kind) => ({
          value: kind,
          label: t(`kinds.${kind}`),
          line: t(`kind-lines.${kind}`),
        }))}
      />
      <TextField
        {...shared}
        name="title"
        label={t('link-setup.title')}
        hint={t('link-setup.title-hint')}
        maxLength={120}
      />
      <div class="nb-only-zfsl">
        <Choices
          {...shared}
          name="level"
          legend={t('link-setup.zfsl')}
          choices={zfslLevels.map((level) => ({
            value: level,
            label: t(`levels.${level}`),
            line: t(`level-lines.${level}`),
          }))}
        />
        <TextField
          {...shared}
          name="about"
          label={t('link-setup.about')}
          hint={t('link-setup.about-hint')}
          maxLength={80}
        />
      </div>
    </>
  );
}
