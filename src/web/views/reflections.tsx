import type { VNode } from 'preact';
import type { Reflection } from '../../domain/reflection.ts';
import { inLanguage, type Words } from '../../domain/words.ts';
import { formatMoment } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { memberName } from './names.ts';

export interface ListedReflection {
  reflection: Reflection;
  /** Title of the unit; undefined for one that this version has no more. */
  title: Words | undefined;
  person: { displayName: string; number: number };
  isOwn: boolean;
  /** Where one's own is written on. */
  href?: string;
}

/** One's own reflections, and those that others share. */
export function ReflectionsPage(props: {
  frame: Frame;
  listed: readonly ListedReflection[];
  isTrainee: boolean;
}): VNode {
  const t = translator(props.frame.language);
  const own = props.listed.filter(({ isOwn }) => isOwn);
  const others = props.listed.filter(({ isOwn }) => !isOwn);
  const heading = headingOf(t, own.length, others.length);
  return (
    <Document frame={props.frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t('reflections.about')}</p>
      {props.isTrainee && (
        <section>
          <h2>{t('reflections.own')}</h2>
          {own.length === 0 ? <p>{t('reflections.own-none')}</p> : <ReflectionList t={t} listed={own} />}
        </section>
      )}
      <section>
        <h2>{t('reflections.shared')}</h2>
        {others.length === 0 ? (
          <p>{t('reflections.shared-none')}</p>
        ) : (
          <ReflectionList t={t} listed={others} />
        )}
      </section>
    </Document>
  );
}

function headingOf(t: T, own: number, others: number): string {
  if (others > 0) return counted(t, 'reflections.heading-shared', others);
  return own > 0 ? counted(t, 'reflections.heading-own', own) : t('reflections.heading-none');
}

/** Reflections with unit, author, time and who may read them. */
export function ReflectionList({ t, listed }: { t: T; listed: readonly ListedReflection[] }): VNode {
  return (
    <ul class="nb-rows">
      {listed.map(({ reflection, title, person, isOwn, href }) => {
        const name = title ? inLanguage(title, t.language) : t('reflections.former');
        return (
          <li key={reflection.id}>
            <p class="nb-row-title">{href ? <a href={href}>{name}</a> : name}</p>
            <p class="nb-row-line">
              {!isOwn && (
                <>
                  <bdi>{memberName(t, person)}</bdi>,{' '}
                </>
              )}
              {formatMoment(reflection.updatedAt, t.language)},{' '}
              {t(`reflection.audience-words.${reflection.audience}`)}
            </p>
            <p class="nb-typed">
              <bdi>{reflection.text}</bdi>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
