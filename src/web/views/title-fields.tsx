import type { VNode } from 'preact';
import type { Words } from '../../domain/words.ts';
import type { T } from '../language.ts';
import { TextField } from './fields.tsx';
import type { Draft } from './problems.tsx';

/** The title of a step or unit in both languages: `title-de`, `title-en`. */
export function TitleFields(props: {
  t: T;
  form: string;
  draft: Draft<string> | undefined;
  title: Words;
}): VNode {
  const { title, ...shared } = props;
  const { t } = props;
  return (
    <>
      <TextField
        {...shared}
        name="title-de"
        label={t('contents.title-de')}
        value={title.de}
        maxLength={120}
      />
      <TextField
        {...shared}
        name="title-en"
        label={t('contents.title-en')}
        hint={t('contents.english-hint')}
        value={title.en}
        maxLength={120}
      />
    </>
  );
}
