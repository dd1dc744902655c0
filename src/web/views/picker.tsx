import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { NewSpaceFields, type NewSpaceSetup } from './link-setup-new.tsx';
import { inSentence } from './names.ts';
import { PickerBar } from './picker-bar.tsx';
import { PickList, type Picks } from './picker-list.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

export interface PickerPageProps {
  frame: Frame;
  seal: FormSeal;
  /** POST; every button says in `do` what it wants, a kind in `show`. */
  action: string;
  /** Says for which choice the form was made: two may be open in one browser. */
  choice: string;
  /** Name of the course; may be empty. */
  courseTitle: string;
  search: string;
  list: Picks;
  take: Draft<'space'> | undefined;
  code: Draft<'code'> | undefined;
  create: NewSpaceSetup['draft'];
}

/** Which spaces shall stand in a course: shown in Moodle's dialog while a teacher adds an activity. */
export function PickerPage(props: PickerPageProps): VNode {
  const { frame, list, code, create } = props;
  const t = translator(frame.language);
  const heading = t('picker.heading');
  const course = inSentence(props.courseTitle.trim());
  const isEmpty = list.entries.length === 0;
  const isSearching = props.search !== '' || list.shown !== undefined;
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-picker-lead">{course === '' ? t('picker.lead-nameless') : t('picker.lead', { course })}</p>
      <ProblemSummary t={t} form="pick" draft={props.take} />
      <ProblemSummary t={t} form="code" draft={code} />
      <ProblemSummary t={t} form="new" draft={create} />
      <Form action={props.action} seal={props.seal} class="nb-picker">
        <input type="hidden" name="choice" value={props.choice} />
        <div class="nb-picker-search">
          <TextField
            t={t}
            form="pick"
            name="q"
            label={t('picker.search')}
            draft={undefined}
            value={props.search}
          />
          <button type="submit" name="do" value="search" class="btn btn-outline-secondary">
            {t('picker.search-button')}
          </button>
        </div>
        <PickList t={t} list={list} />
        {isEmpty && <p>{t(isSearching ? 'picker.nothing-found' : 'picker.no-space')}</p>}
        <details class="nb-fold" open={create !== undefined}>
          <summary>{t('picker.new')}</summary>
          <div class="nb-fold-body nb-new-space">
            <NewSpaceFields t={t} draft={create} />
            <p class="nb-buttons">
              <button type="submit" name="do" value="create" class="btn btn-outline-secondary">
                {t('picker.new-button')}
              </button>
            </p>
          </div>
        </details>
        <details class="nb-fold" open={code !== undefined}>
          <summary>{t('link-setup.code')}</summary>
          <div class="nb-fold-body">
            <TextField
              t={t}
              form="code"
              draft={code}
              name="code"
              label={t('link-setup.code-label')}
              hint={t('link-setup.code-hint')}
              isCode
            />
            <p class="nb-buttons">
              <button type="submit" name="do" value="code" class="btn btn-outline-secondary">
                {t('link-setup.code-button')}
              </button>
            </p>
          </div>
        </details>
        <PickerBar t={t} />
      </Form>
    </Document>
  );
}
