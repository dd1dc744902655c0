import type { VNode } from 'preact';
import type { ImportChunk, PeopleImport } from '../../domain/people-import.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { inSentence } from './names.ts';

export interface SyncListPageProps {
  frame: Frame;
  seal: FormSeal;
  list: PeopleImport;
  siteName: string;
  spaceTitle: string;
  /** The first of them. */
  people: ImportChunk['people'];
  schools: ImportChunk['schools'];
  apply: string;
  leave: string;
}

/** The first lines of a list as they were understood, and the button that takes all of it. */
export function SyncListPage(props: SyncListPageProps): VNode {
  const { frame, list, people, schools } = props;
  const t = translator(frame.language);
  const isOpen = list.state === 'staged';
  const heading = isOpen
    ? counted(t, `sync-people.preview-${list.kind}`, list.rows)
    : counted(t, `sync-people.taken-${list.kind}`, list.rows);
  const shown = people.length + schools.length;
  return (
    <Document frame={frame} title={heading}>
      {isOpen && <p class="nb-kicker">{t('sync-people.not-yet')}</p>}
      <h1>{heading}</h1>
      <p class="nb-lead">
        {t(`sync-people.preview-about-${list.kind}`, {
          space: inSentence(props.spaceTitle),
          site: inSentence(props.siteName),
        })}
      </p>
      {isOpen && (
        <Form action={props.apply} seal={props.seal} class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t(`sync-people.apply-${list.kind}`, { count: list.rows })}
          </button>
          <a class="btn btn-outline-secondary" href={props.leave}>
            {t('sync-people.leave')}
          </a>
        </Form>
      )}
      {people.length > 0 && <PeopleTable t={t} people={people} />}
      {schools.length > 0 && (
        <ul>
          {schools.map(({ number, name }) => (
            <li key={number}>
              {number}: <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      {shown > 0 && list.rows > shown && <p>{t('sync-people.more', { count: list.rows - shown })}</p>}
    </Document>
  );
}

function PeopleTable(props: { t: T; people: ImportChunk['people'] }): VNode {
  const { t } = props;
  const columns = ['name', 'role', 'school', 'group', 'account'] as const;
  return (
    <table class="nb-table">
      <caption>{t('sync-people.first')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`sync-people.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.people.map(({ name, role, schoolId, group, identifiers }) => {
          const { moodleId, idnumber, username, email } = identifiers;
          const account = [moodleId, idnumber, username, email].filter((one) => one !== undefined).join(', ');
          return (
            <tr key={account}>
              <th scope="row">
                <bdi>{name || account}</bdi>
              </th>
              <td>{t(`roles.${role}`)}</td>
              <td>{t(schoolId === null ? 'sync-people.no-school' : 'sync-people.has-school')}</td>
              <td>
                <bdi>{group ?? ''}</bdi>
              </td>
              <td>{account}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
