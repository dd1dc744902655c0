import type { VNode } from 'preact';
import type { ErrorCode } from '../../domain/errors.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { SelectField, TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';
import { PeopleToAdd } from './run-people-add.tsx';

export type PersonFieldName = 'mentor' | 'network';

export interface RunPersonEntry {
  id: string;
  name: string;
  page: string;
  network: string;
  /** Account of the mentor; empty for nobody. */
  mentorId: string;
  mentor: string | undefined;
  /** POST `mentor` (an account, or nothing), `network`. */
  action: string;
  remove: string;
  draft?: Draft<PersonFieldName>;
}

/** Somebody who can be added, with the value that the form sends. */
export interface Candidate {
  value: string;
  name: string;
}

export interface RunPeoplePageProps {
  frame: Frame;
  seal: FormSeal;
  run: TrainingRun;
  back: string;
  people: readonly RunPersonEntry[];
  gone: readonly { id: string; name: string; bringBack: string }[];
  mentors: readonly { id: string; name: string }[];
  /** POST `from` ("course" or "members") and a tick box `p-…` for each person. */
  action: string;
  course:
    | { title: string; candidates: readonly Candidate[] }
    | { title: string; failure: ErrorCode }
    | undefined;
  members: readonly Candidate[];
  /** Where invitations are made; absent for those who may not invite. */
  invitations?: string;
  /** Which form was sent with nobody ticked. */
  isNobodyTicked?: 'course' | 'members';
}

/** Who takes part in a run, with whom and where they practise; and how more people come into it. */
export function RunPeoplePage(props: RunPeoplePageProps): VNode {
  const { frame, run, people, gone, seal } = props;
  const t = translator(frame.language);
  const heading = people.length === 0 ? t('runs.people-none') : counted(t, 'runs.people', people.length);
  return (
    <Document frame={frame} title={heading}>
      <p class="nb-small">
        <a href={props.back}>
          <bdi>{run.title}</bdi>
        </a>
      </p>
      <h1>{heading}</h1>
      <p class="nb-lead">{t(run.entry === 'course' ? 'runs.entry-course' : 'runs.entry-by-hand')}</p>
      {people.length > 0 && (
        <ul class="nb-rows nb-members" aria-label={t('runs.people-list')}>
          {people.map((person) => (
            <li key={person.id}>
              <PersonRow t={t} person={person} mentors={props.mentors} seal={seal} />
            </li>
          ))}
        </ul>
      )}
      <PeopleToAdd t={t} {...props} />
      {gone.length > 0 && (
        <section aria-labelledby="gone-heading">
          <h2 id="gone-heading">{t('runs.gone')}</h2>
          <p class="nb-small">{t('runs.gone-hint')}</p>
          <ul class="nb-rows">
            {gone.map(({ id, name, bringBack }) => (
              <li key={id} class="nb-row-split">
                <p class="nb-row-title nb-row-words">
                  <bdi>{name}</bdi>
                </p>
                <Form action={bringBack} seal={seal}>
                  <button type="submit" class="btn btn-outline-secondary btn-sm">
                    {t('runs.bring-back')}
                    <span class="visually-hidden">: {name}</span>
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Document>
  );
}

function PersonRow(props: {
  t: T;
  person: RunPersonEntry;
  mentors: RunPeoplePageProps['mentors'];
  seal: FormSeal;
}): VNode {
  const { t, person, mentors, seal } = props;
  const { draft } = person;
  const shared = { t, form: `person-${person.id}`, draft };
  return (
    <>
      <div class="nb-row-words">
        <p class="nb-row-title">
          <a href={person.page}>
            <bdi>{person.name}</bdi>
          </a>
        </p>
        <p class="nb-row-line">
          {person.mentor === undefined ? (
            t('runs.no-mentor')
          ) : (
            <>
              {t('training-group.practice-mentor')}: <bdi>{person.mentor}</bdi>
            </>
          )}
          {person.network !== '' && (
            <>
              , {t('runs.practises-in')} <bdi>{person.network}</bdi>
            </>
          )}
        </p>
      </div>
      <details class="nb-fold" open={draft !== undefined}>
        <summary>
          {t('runs.person-edit')} <span class="visually-hidden">: {person.name}</span>
        </summary>
        <div class="nb-fold-body">
          <ProblemSummary {...shared} />
          <Form action={person.action} seal={seal}>
            {mentors.length === 0 ? (
              <p class="nb-hint">{t('runs.mentors-none')}</p>
            ) : (
              <SelectField
                {...shared}
                name="mentor"
                label={t('runs.mentor')}
                hint={t('runs.mentor-hint')}
                value={person.mentorId}
                options={[
                  { value: '', label: t('runs.mentor-nobody') },
                  ...mentors.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
            <TextField
              {...shared}
              name="network"
              label={t('runs.network')}
              value={person.network}
              maxLength={200}
            />
            <button type="submit" class="btn btn-outline-secondary btn-sm">
              {t('runs.person-save')}
            </button>
          </Form>
          <Form action={person.remove} seal={seal}>
            <button type="submit" class="btn btn-outline-danger btn-sm">
              {t('runs.person-remove')}
            </button>
            <p class="nb-hint">{t('runs.person-remove-hint')}</p>
          </Form>
        </div>
      </details>
    </>
  );
}
