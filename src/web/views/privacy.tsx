import type { VNode } from 'preact';
import type de from '../../../config/locales/de.json';
import { translator } from '../language.ts';
import { Contact, type Operator } from './contact.tsx';
import { Document, type Frame } from './document.tsx';

/** Collections with personal data, in the order of the table; a test compares them with the store's. */
export const describedCollections: readonly (keyof (typeof de)['privacy']['data'])[] = [
  'accounts',
  'memberships',
  'sessions',
  'score-deliveries',
  'invitations',
  'link-codes',
  'course-links',
  'link-handles',
  'space-events',
  'spaces',
  'course-rights',
  'training-participants',
  'training-attempts',
  'training-reflections',
  'training-practice-entries',
  'training-mentorships',
  'training-notes',
  'training-trainers',
  'training-runs',
  'training-curricula',
  'training-check-in-codes',
  'training-check-in-tries',
  'sync-made',
  'sync-steps',
  'sync-plans',
  'sync-runs',
  'sync-pins',
  'person-entries',
  'people-imports',
  'import-chunks',
  'member-progress',
];

const columns = ['what', 'why', 'how-long'] as const;

export function PrivacyPage(props: { frame: Frame; operator: Operator }): VNode {
  const t = translator(props.frame.language);
  const heading = t('privacy.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t('privacy.lead')}</p>
      <table class="nb-table">
        <caption>{t('privacy.stored')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`privacy.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {describedCollections.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`privacy.data.${name}.what`)}</th>
              <td>
                <span class="nb-table-label">{t('privacy.column.why')}: </span>
                {t(`privacy.data.${name}.why`)}
              </td>
              <td>
                <span class="nb-table-label">{t('privacy.column.how-long')}: </span>
                {t(`privacy.data.${name}.how-long`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <section class="nb-near">
        <h2>{t('privacy.sharing')}</h2>
        <p>{t('privacy.sharing-text')}</p>
        <p>{t('privacy.log')}</p>
      </section>
      <section class="nb-near">
        <h2>{t('privacy.cookies')}</h2>
        <p>{t('privacy.cookies-text')}</p>
      </section>
      <section class="nb-near">
        <h2>{t('privacy.rights')}</h2>
        <p>{t('privacy.rights-text')}</p>
      </section>
      <Contact t={t} operator={props.operator} />
    </Document>
  );
}
