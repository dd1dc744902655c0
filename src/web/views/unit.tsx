import type { VNode } from 'preact';
import { meetingKinds, type TrainingStep, type Unit } from '../../domain/training-curriculum.ts';
import type { UnitState } from '../../domain/training-participant.ts';
import { unitMinutesLeft } from '../../domain/training-progress.ts';
import type { Meeting, TrainingRun } from '../../domain/training-run.ts';
import type { UnitContent } from '../../domain/unit-content.ts';
import { inLanguage } from '../../domain/words.ts';
import { formatDate, formatMoment } from '../dates.ts';
import { translator } from '../language.ts';
import { htmlOf } from '../markdown.ts';
import { placeScript, saveScript } from '../scripts.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { CalendarIcon, CheckIcon, HourglassIcon } from './icons.tsx';
import { Materials } from './materials.tsx';
import { CheckInForm, type CheckInFormProps, MeetingFacts } from './meeting.tsx';
import { Note } from './notice.tsx';
import { ReflectionForm, type ReflectionFormProps } from './reflection-form.tsx';
import { SelfCheckPanel, type SelfCheckPanelProps } from './self-check-panel.tsx';
import { type PathProps, TrainingPath } from './training-path.tsx';
import { duration } from './unit-words.ts';

export interface UnitPageProps {
  frame: Frame;
  seal: FormSeal;
  now: number;
  path: PathProps;
  step: TrainingStep;
  unit: Unit;
  /** 1, 2, … within the step. */
  position: number;
  content: UnitContent | undefined;
  state: UnitState | undefined;
  runState: TrainingRun['state'];
  meeting: Meeting | undefined;
  dueAt: number | undefined;
  /** What comes after this one. */
  next: { unit: Unit; href: string; endsStep: boolean } | undefined;
  /** Where its reader marks it as done. */
  done?: string;
  /** Where that is taken back. */
  reopen?: string;
  /** Where a script tells how far somebody has read. */
  place?: string;
  selfCheck: Omit<SelfCheckPanelProps, 't' | 'seal' | 'content' | 'isDone'> | undefined;
  checkIn: Omit<CheckInFormProps, 't' | 'seal'> | undefined;
  reflection: Omit<ReflectionFormProps, 't' | 'seal'> | undefined;
}

/** One unit, open, beside the path. */
export function UnitPage(props: UnitPageProps): VNode {
  const { frame, unit, step, content, state, seal } = props;
  const t = translator(frame.language);
  const title = inLanguage(unit.title, t.language);
  const isDone = state?.state === 'done';
  const place = {
    step: inLanguage(step.title, t.language),
    number: props.position,
    count: step.units.length,
  };
  const text = content && (content.text[t.language] || content.text.de);
  return (
    <Document frame={frame} title={title}>
      <div class="nb-training">
        <article class="nb-unit">
          <p class="nb-kicker">{t('unit.place', { ...place, kind: t(`unit-kinds.${unit.kind}`) })}</p>
          <h1>{title}</h1>
          <Facts {...props} isDone={isDone} />
          {props.runState !== 'running' && (
            <Note tone="info">
              <p>
                <strong>{t(`unit.run-${props.runState}`)}</strong> {t(`unit.run-${props.runState}-what`)}
              </p>
            </Note>
          )}
          {text && (
            <div
              class="nb-prose"
              lang={content?.text[t.language] ? t.language : 'de'}
              {...(props.place ? { 'data-place': props.place, 'data-start': String(state?.place ?? 0) } : {})}
              // Sanitised by htmlOf.
              dangerouslySetInnerHTML={{ __html: htmlOf(text) }}
            />
          )}
          <Materials t={t} materials={content?.materials ?? []} />
          {props.selfCheck && content?.selfCheck && (
            <SelfCheckPanel
              t={t}
              seal={seal}
              content={content.selfCheck}
              isDone={isDone}
              {...props.selfCheck}
            />
          )}
          {props.reflection && <ReflectionForm t={t} seal={seal} {...props.reflection} />}
          {props.checkIn && <CheckInForm t={t} seal={seal} {...props.checkIn} />}
          <Actions {...props} isDone={isDone} />
          <After {...props} isDone={isDone} />
        </article>
        <TrainingPath t={t} {...props.path} />
      </div>
      {props.place && <script src={placeScript} defer />}
      {props.reflection && <script src={saveScript} defer />}
    </Document>
  );
}

type Parts = UnitPageProps & { isDone: boolean };

function Facts({ frame, unit, meeting, dueAt, state, isDone, now }: Parts): VNode {
  const t = translator(frame.language);
  if (meeting) return <MeetingFacts t={t} meeting={meeting} now={now} isDone={isDone} doneAt={state?.at} />;
  const left = isDone ? unit.minutes : unitMinutesLeft(unit, state);
  return (
    <ul class="nb-facts nb-unit-facts">
      <li>
        <HourglassIcon />
        <span>
          {left < unit.minutes
            ? t('unit.left', { planned: duration(t, unit.minutes), left: duration(t, left) })
            : duration(t, unit.minutes)}
        </span>
      </li>
      {isDone && state ? (
        <li>
          <CheckIcon />
          <span>{t('unit.done-at', { moment: formatMoment(state.at, t.language) })}</span>
        </li>
      ) : (
        dueAt !== undefined && (
          <li>
            <CalendarIcon />
            <span>{t('unit.due', { date: formatDate(dueAt, t.language) })}</span>
          </li>
        )
      )}
      {unit.isOptional && <li>{t('unit.optional')}</li>}
      {meetingKinds.includes(unit.kind) && !isDone && <li>{t('meeting.no-date')}</li>}
    </ul>
  );
}

function Actions({ frame, seal, unit, done, reopen, next, isDone }: Parts): VNode | null {
  const t = translator(frame.language);
  if (done !== undefined && !isDone) {
    return (
      <Form action={done} seal={seal} class="nb-buttons">
        <button type="submit" class="btn btn-primary">
          <CheckIcon />
          {t(unit.kind === 'video' ? 'unit.mark-watched' : 'unit.mark-read')}
        </button>
      </Form>
    );
  }
  if (!isDone) return null;
  return (
    <div class="nb-buttons">
      {next && (
        <a class="btn btn-primary" href={next.href}>
          {t('unit.go-on')}
        </a>
      )}
      {reopen !== undefined && (
        <Form action={reopen} seal={seal}>
          <button type="submit" class="btn btn-link">
            {t('unit.reopen')}
          </button>
        </Form>
      )}
    </div>
  );
}

/** What comes after this one. After one that is done it need not be the end of a step. */
function After({ frame, next, isDone }: Parts): VNode | null {
  const t = translator(frame.language);
  if (!next) return null;
  const title = inLanguage(next.unit.title, t.language);
  const values = { title, duration: duration(t, next.unit.minutes) };
  return <p class="nb-small">{t(next.endsStep && !isDone ? 'unit.next-step' : 'unit.next', values)}</p>;
}
