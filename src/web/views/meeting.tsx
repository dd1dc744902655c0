import type { VNode } from 'preact';
import type { Meeting } from '../../domain/training-run.ts';
import { formatDay, formatSpan } from '../dates.ts';
import type { T } from '../language.ts';
import { TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { CalendarIcon, CheckIcon, NewWindowIcon, PlaceIcon } from './icons.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

/** When and where people meet, and whether this person was there. */
export function MeetingFacts(props: {
  t: T;
  meeting: Meeting;
  now: number;
  isDone: boolean;
  doneAt: number | undefined;
}): VNode {
  const { t, meeting, now, isDone, doneAt } = props;
  return (
    <>
      <ul class="nb-facts nb-unit-facts">
        <li>
          <CalendarIcon />
          <span>{formatSpan(meeting.startsAt, meeting.endsAt, t.language, now)}</span>
        </li>
        {meeting.place !== '' && (
          <li>
            <PlaceIcon />
            <bdi>{meeting.place}</bdi>
          </li>
        )}
        {meeting.url !== '' && (
          <li>
            <NewWindowIcon />
            <a href={meeting.url} target="_blank" rel="noopener noreferrer">
              {t('meeting.join')}
              <span class="visually-hidden"> ({t('unit.new-window')})</span>
            </a>
          </li>
        )}
        {isDone && (
          <li>
            <CheckIcon />
            <span>{t('meeting.was-there', { day: formatDay(doneAt ?? now, t.language, now) })}</span>
          </li>
        )}
      </ul>
      {!isDone && <p>{t(meeting.endsAt < now ? 'meeting.over' : 'meeting.how')}</p>}
    </>
  );
}

export interface CheckInFormProps {
  t: T;
  seal: FormSeal;
  /** POST `code`. */
  action: string;
  draft: Draft<'code'> | undefined;
}

/** Where the code that is shown in the room is entered. */
export function CheckInForm(props: CheckInFormProps): VNode {
  const { t } = props;
  return (
    <Form action={props.action} seal={props.seal} labelledBy="check-in-heading" class="nb-panel">
      <h2 id="check-in-heading">{t('meeting.check-in')}</h2>
      <ProblemSummary t={t} form="check-in" draft={props.draft} />
      <TextField
        t={t}
        form="check-in"
        name="code"
        label={t('meeting.code')}
        hint={t('meeting.code-hint')}
        draft={props.draft}
        maxLength={20}
        isCode
      />
      <p class="nb-buttons">
        <button type="submit" class="btn btn-primary">
          {t('meeting.note-me')}
        </button>
      </p>
    </Form>
  );
}
