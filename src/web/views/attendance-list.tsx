import type { VNode } from 'preact';
import type { TrainingStep, Unit } from '../../domain/training-curriculum.ts';
import type { UnitState } from '../../domain/training-participant.ts';
import type { Meeting } from '../../domain/training-run.ts';
import { inLanguage } from '../../domain/words.ts';
import { formatMoment, formatSpan } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { Form } from './form.tsx';
import { CalendarIcon, PlaceIcon } from './icons.tsx';
import { Note } from './notice.tsx';
import { RoomCode, type RoomCodeProps } from './room-code.tsx';

export interface MeetingPageProps extends Omit<RoomCodeProps, 't'> {
  frame: Frame;
  now: number;
  step: TrainingStep;
  unit: Unit;
  meeting: Meeting | undefined;
  /** By participant; `state` of those who were there. */
  people: readonly { id: string; name: string; state: UnitState | undefined }[];
  /** Names of those whom somebody else changed while the form that was sent stood open. */
  changedByOthers: readonly string[];
  /** POST `was.<id>` = "yes" or "no", `there.<id>` where ticked. */
  action: string;
  /** The list of all meetings. */
  back: string;
}

/** One meeting: the code for the room, and the list of who is there. */
export function MeetingPage(props: MeetingPageProps): VNode {
  const { frame, seal, meeting, people, now, step, unit } = props;
  const t = translator(frame.language);
  const heading = headingOf(t, props);
  const title = inLanguage(unit.title, t.language);
  return (
    <Document frame={frame} title={heading}>
      <p class="nb-kicker">
        {inLanguage(step.title, t.language)}: {title}
      </p>
      <h1>{heading}</h1>
      <ul class="nb-facts nb-unit-facts">
        <li>
          <CalendarIcon />
          <span>
            {meeting
              ? formatSpan(meeting.startsAt, meeting.endsAt, t.language, now)
              : t('attendance.no-date')}
          </span>
        </li>
        {meeting && meeting.place !== '' && (
          <li>
            <PlaceIcon />
            <bdi>{meeting.place}</bdi>
          </li>
        )}
      </ul>
      {props.changedByOthers.length > 0 && <Others t={t} names={props.changedByOthers} />}
      <RoomCode t={t} {...props} />
      <section aria-labelledby="there-heading">
        <h2 id="there-heading">{t('attendance.who')}</h2>
        {people.length === 0 ? (
          <p>{t('attendance.nobody')}</p>
        ) : (
          <Form action={props.action} seal={seal} labelledBy="there-heading">
            <p class="nb-small">{t('attendance.who-hint')}</p>
            <ul class="nb-rows">
              {people.map((person) => (
                <li key={person.id} class="nb-there-row">
                  <Person t={t} {...person} />
                </li>
              ))}
            </ul>
            <p class="nb-buttons">
              <button type="submit" class="btn btn-primary">
                {t('attendance.save')}
              </button>
            </p>
          </Form>
        )}
      </section>
      <p>
        <a href={props.back}>{t('attendance.back')}</a>
      </p>
    </Document>
  );
}

function Person(props: { t: T; id: string; name: string; state: UnitState | undefined }): VNode {
  const { t, id, name, state } = props;
  return (
    <>
      <input type="hidden" name={`was.${id}`} value={state ? 'yes' : 'no'} />
      <label class="nb-there">
        <input type="checkbox" name={`there.${id}`} checked={state !== undefined} />
        <span>
          <bdi>{name}</bdi>
          {state && (
            <span class="nb-row-line">
              , {t(state.by === 'check-in' ? 'attendance.by-code' : 'attendance.by-trainer')}{' '}
              {formatMoment(state.at, t.language)}
            </span>
          )}
        </span>
      </label>
    </>
  );
}

function Others({ t, names }: { t: T; names: readonly string[] }): VNode {
  return (
    <div role="alert" tabindex={-1} autofocus>
      <Note tone="warn">
        <p>
          <strong>{t('attendance.others')}</strong> {t('attendance.others-todo')}
        </p>
        <ul>
          {names.map((name) => (
            <li key={name}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

/** How many are there, were there, or that nobody is noted. */
function headingOf(t: T, { people, meeting, now }: MeetingPageProps): string {
  const there = people.filter(({ state }) => state !== undefined).length;
  if (people.length === 0) return t('attendance.heading-nobody');
  if (there === 0) return t('attendance.heading-unnoted');
  if (there === people.length) return counted(t, 'attendance.heading-all', there);
  const isOver = meeting !== undefined && meeting.endsAt < now;
  return t(isOver ? 'attendance.heading-were' : 'attendance.heading-are', { there, count: people.length });
}
