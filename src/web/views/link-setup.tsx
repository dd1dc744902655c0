import type { VNode } from 'preact';
import type { Space } from '../../domain/space.ts';
import { translator } from '../language.ts';
import { Choices } from './choices.tsx';
import { Document, type Frame } from './document.tsx';
import { TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { NewSpaceForm, type NewSpaceSetup } from './link-setup-new.tsx';
import { inSentence } from './names.ts';
import { type Draft, ProblemSummary } from './problems.tsx';

export interface LinkSetupPageProps {
  frame: Frame;
  seal: FormSeal;
  /** Name of the activity in Moodle; may be empty. */
  linkTitle: string;
  /** The space that the link opens in another course, from which this one was copied. */
  copyOf?: { title: string; mayBind: boolean };
  choose: {
    /** Spaces this teacher may link, by title. */
    spaces: readonly Pick<Space, 'id' | 'title' | 'kind'>[];
    /** POST `space` (id). */
    action: string;
    draft?: Draft<'space'>;
    /** Address of the next page of spaces, if there is one. */
    next?: string;
  };
  code: {
    /** POST `code`. */
    action: string;
    draft?: Draft<'code'>;
  };
  create: NewSpaceSetup;
}

/** A link that opens nothing yet, seen by a teacher: three ways to set it up, the likeliest first. */
export function LinkSetupPage(props: LinkSetupPageProps): VNode {
  const { frame, seal, choose, code } = props;
  const t = translator(frame.language);
  const heading = t('link-setup.heading');
  const hasSpaces = choose.spaces.length > 0;
  const link = inSentence(props.linkTitle.trim());
  const codeForm = { t, form: 'code', draft: code.draft };
  const fresh = <NewSpaceForm t={t} seal={seal} isMainThing={!hasSpaces} {...props.create} />;
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{link === '' ? t('link-setup.lead-nameless') : t('link-setup.lead', { link })}</p>
      {props.copyOf && (
        <p>
          {t(props.copyOf.mayBind ? 'link-setup.copy' : 'link-setup.copy-of-others', {
            space: inSentence(props.copyOf.title),
          })}
        </p>
      )}
      {hasSpaces ? (
        <section class="nb-text">
          <h2 id="choose-heading">{t('link-setup.choose')}</h2>
          <ProblemSummary t={t} form="choose" draft={choose.draft} />
          <Form action={choose.action} seal={seal} labelledBy="choose-heading">
            <Choices
              t={t}
              form="choose"
              name="space"
              legend={t('link-setup.choose')}
              isLegendHidden
              draft={choose.draft}
              choices={choose.spaces.map((space) => ({
                value: space.id,
                label: space.title,
                line: t(`kind-lines.${space.kind}`),
                aside: t(`kinds.${space.kind}`),
              }))}
            />
            {choose.next && (
              <p>
                <a href={choose.next}>{t('link-setup.next')}</a>
              </p>
            )}
            <p class="nb-buttons">
              <button type="submit" class="btn btn-primary">
                {t('link-setup.choose-button')}
              </button>
            </p>
          </Form>
        </section>
      ) : (
        fresh
      )}
      <section class="nb-text">
        <h2 id="code-heading">{t('link-setup.code')}</h2>
        <p>{t('link-setup.code-about')}</p>
        <ProblemSummary {...codeForm} />
        <Form action={code.action} seal={seal} labelledBy="code-heading">
          <TextField
            {...codeForm}
            name="code"
            label={t('link-setup.code-label')}
            hint={t('link-setup.code-hint')}
            isCode
          />
          <p class="nb-buttons">
            <button type="submit" class="btn btn-outline-secondary">
              {t('link-setup.code-button')}
            </button>
          </p>
        </Form>
      </section>
      {hasSpaces && fresh}
    </Document>
  );
}
