import type { VNode } from 'preact';
import type { CourseLink } from '../../domain/course-link.ts';
import { formatShortDate } from '../dates.ts';
import type { T } from '../language.ts';
import { courseName } from './thing-names.ts';

export interface CourseSettings {
  links: readonly {
    link: Pick<CourseLink, 'id' | 'contextId' | 'boundAt'>;
    /** Title of the course, where it is known. */
    courseTitle?: string;
    siteName: string;
    /** Page that asks before the connection is removed. */
    unbind?: string;
  }[];
}

export function CoursesSection(props: CourseSettings & { t: T }): VNode {
  const { t, links } = props;
  return (
    <section id="kurse" class="nb-text">
      <h2>{t('settings.courses')}</h2>
      {links.length === 0 && <p>{t('settings.courses-empty')}</p>}
      {links.length > 0 && (
        <ul class="nb-rows">
          {links.map(({ link, courseTitle, siteName, unbind }) => {
            const name = courseName(t, { title: courseTitle ?? '', contextId: link.contextId });
            return (
              <li key={link.id} class="nb-row-split">
                <div class="nb-row-words">
                  <p class="nb-row-title">{name}</p>
                  <p class="nb-row-line">
                    <bdi>{siteName}</bdi>,{' '}
                    {t('settings.course-since', { date: formatShortDate(link.boundAt, t.language) })}
                  </p>
                </div>
                {unbind !== undefined && (
                  <a class="btn btn-outline-danger btn-sm" href={unbind}>
                    {t('settings.unbind')}
                    <span class="visually-hidden">: {name}</span>
                  </a>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
