import type { VNode } from 'preact';
import type { T } from '../language.ts';
import { TickBox } from './choices.tsx';
import { Form, type FormSeal } from './form.tsx';
import { Note } from './notice.tsx';
import { fieldId, ProblemLine } from './problems.tsx';
import type { Candidate, RunPeoplePageProps } from './run-people.tsx';

type AddProps = Pick<
  RunPeoplePageProps,
  'seal' | 'action' | 'course' | 'members' | 'invitations' | 'isNobodyTicked'
> & { t: T };

/** Three ways into a run: from the Moodle course, from the members of the space, by an invitation. */
export function PeopleToAdd(props: AddProps): VNode {
  const { t, course, members, invitations } = props;
  return (
    <section aria-labelledby="add-heading">
      <h2 id="add-heading">{t('runs.add')}</h2>
      {course === undefined && <p>{t('runs.course-unknown')}</p>}
      {course !== undefined && 'failure' in course && (
        <Note tone="warn">
          <p>
            <strong>{t('roster.unread')}</strong> {t(`errors.${course.failure}.what`)}{' '}
            <code>{course.failure}</code>
          </p>
        </Note>
      )}
      {course !== undefined && 'candidates' in course && (
        <Candidates
          {...props}
          from="course"
          heading={t('runs.from-course')}
          empty={t('runs.course-complete')}
          candidates={course.candidates}
        />
      )}
      <Candidates
        {...props}
        from="members"
        heading={t('runs.from-members')}
        empty={t('runs.members-complete')}
        candidates={members}
      />
      <h3>{t('runs.by-invitation')}</h3>
      {invitations === undefined ? (
        <p>{t('runs.invite-owner')}</p>
      ) : (
        <p>
          {t('runs.invite-how')} <a href={invitations}>{t('runs.invite')}</a>
        </p>
      )}
    </section>
  );
}

function Candidates(props: {
  t: T;
  seal: FormSeal;
  action: string;
  from: 'course' | 'members';
  heading: string;
  empty: string;
  candidates: readonly Candidate[];
  isNobodyTicked?: 'course' | 'members';
}): VNode {
  const { t, from, candidates } = props;
  const isMistaken = props.isNobodyTicked === from;
  const headingId = `from-${from}-heading`;
  return (
    <>
      <h3 id={headingId}>{props.heading}</h3>
      {candidates.length === 0 ? (
        <p>{props.empty}</p>
      ) : (
        <Form action={props.action} seal={props.seal} labelledBy={headingId}>
          <input type="hidden" name="from" value={from} />
          <fieldset class="nb-choices">
            <legend class="visually-hidden">{props.heading}</legend>
            <ProblemLine
              t={t}
              id={`${fieldId(from, 'people')}-problem`}
              problem={isMistaken ? 'people-missing' : undefined}
            />
            {candidates.map(({ value, name }, index) => (
              <TickBox key={value} form={from} name={`p-${index}`} value={value} isTicked={false}>
                <bdi>{name}</bdi>
              </TickBox>
            ))}
          </fieldset>
          <p class="nb-buttons">
            <button type="submit" class="btn btn-outline-secondary">
              {t('runs.add-ticked')}
            </button>
          </p>
        </Form>
      )}
    </>
  );
}
