import type { VNode } from 'preact';
import type { PersonEntry } from '../../domain/person-entry.ts';
import type { Space } from '../../domain/space.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type MoodlePerson, MoodlePersonName, moodlePersonText } from './moodle-person.tsx';
import { inSentence } from './names.ts';
import { UploadForm } from './sync-upload.tsx';

export interface SyncPeoplePageProps {
  frame: Frame;
  seal: FormSeal;
  space: Pick<Space, 'title'>;
  siteName: string;
  counts: Record<PersonEntry['state'], number>;
  /** Those for whom a human decides. */
  open: readonly { entry: PersonEntry; candidates: readonly MoodlePerson[]; confirm: string }[];
  hidden: number;
  /** Those for whom Moodle shows no account. */
  missing: readonly PersonEntry[];
  /** Form that looks for accounts again. */
  match: string;
  upload: string;
  templates: { people: string; schools: string };
  /** All spaces. */
  all: string;
}

/** Who has an account, who waits for a human, and a form for a list. */
export function SyncPeoplePage(props: SyncPeoplePageProps): VNode {
  const { frame, counts, open, missing } = props;
  const t = translator(frame.language);
  const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const waiting = counts['to-confirm'] + counts.several;
  const heading =
    total === 0
      ? t('sync-people.heading-empty', { space: inSentence(props.space.title) })
      : waiting > 0
        ? counted(t, 'sync-people.heading-confirm', waiting)
        : counted(t, 'sync-people.heading', counts.found);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">
        {t('sync-people.of-space', {
          space: inSentence(props.space.title),
          site: inSentence(props.siteName),
        })}{' '}
        <a href={props.all}>{t('sync-people.other-space')}</a>
      </p>
      {total > 0 && (
        <ul class="nb-numbers" aria-label={t('sync-people.numbers')}>
          {(['found', 'to-confirm', 'several', 'none', 'waiting'] as const).map((state) => (
            <li key={state}>
              <strong>{counts[state]}</strong> {t(`sync-people.states.${state}`)}
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <section>
          <h2>{t('sync-people.confirm')}</h2>
          <p>{t('sync-people.confirm-about')}</p>
          <ul class="nb-rows">
            {open.map((one) => (
              <li key={one.entry.id}>
                <OpenRow t={t} {...one} seal={props.seal} />
              </li>
            ))}
          </ul>
          {props.hidden > 0 && <p>{t('sync-people.more', { count: props.hidden })}</p>}
        </section>
      )}
      {missing.length > 0 && (
        <section>
          <h2>{counted(t, 'sync-people.missing', counts.none)}</h2>
          <p>{t('sync-people.missing-about')}</p>
          <ul>
            {missing.map((entry) => (
              <li key={entry.id}>
                <bdi>{entry.name || identifierText(entry)}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
      {total > counts.found && (
        <Form action={props.match} seal={props.seal} class="nb-buttons">
          <button type="submit" class="btn btn-outline-secondary">
            {t('sync-people.match')}
          </button>
        </Form>
      )}
      <UploadForm t={t} seal={props.seal} action={props.upload} templates={props.templates} />
    </Document>
  );
}

function OpenRow(props: {
  t: T;
  entry: PersonEntry;
  candidates: readonly MoodlePerson[];
  confirm: string;
  seal: FormSeal;
}): VNode {
  const { t, entry, candidates } = props;
  const name = entry.name || identifierText(entry);
  return (
    <>
      <p class="nb-row-title">
        <bdi>{name}</bdi>
      </p>
      <p class="nb-row-line">
        {identifierText(entry)}.{' '}
        {t(entry.state === 'several' ? 'sync-people.why-several' : 'sync-people.why-confirm')}
      </p>
      {candidates.map((person) => (
        <div key={person.userId} class="nb-row-split">
          <p class="nb-row-words">
            <MoodlePersonName t={t} person={person} />
            {person.name !== '' && ` (${t('sync-plan.account', { user: person.userId })})`}
          </p>
          <Form action={props.confirm} seal={props.seal}>
            <input type="hidden" name="user" value={String(person.userId)} />
            <button type="submit" class="btn btn-outline-secondary btn-sm">
              {t('sync-people.is-this')}
              <span class="visually-hidden">
                : {inSentence(name)}, {moodlePersonText(t, person)} ({person.userId})
              </span>
            </button>
          </Form>
        </div>
      ))}
    </>
  );
}

function identifierText({ identifiers }: PersonEntry): string {
  const { moodleId, idnumber, username, email } = identifiers;
  return [moodleId, idnumber, username, email].filter((one) => one !== undefined).join(', ');
}
