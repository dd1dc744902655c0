import type { VNode } from 'preact';
import type { T } from '../language.ts';
import { SelectField, TextArea } from './fields.tsx';
import type { FormSeal } from './form.tsx';

/** Takes a list as a file or as text. Sent as multipart, because of the file. */
export function UploadForm(props: {
  t: T;
  seal: FormSeal;
  action: string;
  templates?: { people: string; schools: string };
  /** What was pasted before. */
  text?: string;
  kind?: 'people' | 'schools';
}): VNode {
  const { t, seal, templates } = props;
  const field = { t, form: 'list', draft: undefined } as const;
  return (
    <section class="nb-text" aria-labelledby="upload">
      <h2 id="upload">{t('sync-people.upload')}</h2>
      <p>{t('sync-people.upload-about')}</p>
      {templates && (
        <ul>
          <li>
            <a href={templates.people}>{t('sync-people.template-people')}</a>
          </li>
          <li>
            <a href={templates.schools}>{t('sync-people.template-schools')}</a>
          </li>
        </ul>
      )}
      <form
        method="post"
        action={props.action}
        enctype="multipart/form-data"
        aria-labelledby="upload"
        novalidate
      >
        <input type="hidden" name="csrf" value={seal.csrf} />
        <input type="hidden" name="account" value={seal.account} />
        <SelectField
          {...field}
          name="kind"
          label={t('sync-people.kind')}
          value={props.kind ?? 'people'}
          options={(['people', 'schools'] as const).map((kind) => ({
            value: kind,
            label: t(`sync-people.kinds.${kind}`),
          }))}
        />
        <div class="nb-field">
          <label for="list-file">{t('sync-people.file')}</label>
          <input id="list-file" name="file" type="file" accept=".csv,.txt,text/csv,text/plain" />
        </div>
        <TextArea
          {...field}
          name="text"
          label={t('sync-people.text')}
          hint={t('sync-people.text-hint')}
          value={props.text ?? ''}
          rows={5}
          maxLength={500_000}
        />
        <div class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t('sync-people.read')}
          </button>
        </div>
      </form>
    </section>
  );
}
