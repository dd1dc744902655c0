import type { VNode } from 'preact';
import type { TrainingStep, Unit } from '../../domain/training-curriculum.ts';
import { inLanguage } from '../../domain/words.ts';
import { formatDay, formatShortDate } from '../dates.ts';
import type { T } from '../language.ts';
import { CheckIcon } from './icons.tsx';
import { memberName } from './names.ts';
import { duration } from './unit-words.ts';

export interface PathUnit {
  unit: Unit;
  state: 'open' | 'begun' | 'done';
  /** Whether the page shows this one. */
  isOpen: boolean;
  meetingAt: number | undefined;
  href: string;
}

export interface PathStep {
  step: TrainingStep;
  state: 'done' | 'now' | 'later';
  doneAt: number | undefined;
  dueAt: number | undefined;
  /** The first meeting of the step. */
  meetingAt: number | undefined;
  minutesLeft: number;
  /** How many of its units are done. */
  done: number;
  /** Only of the step that is open. */
  units: readonly PathUnit[] | undefined;
  href: string;
}

export interface PathProps {
  steps: readonly PathStep[];
  practice: {
    done: number;
    wanted: number;
    /** Whether the step before it is complete. */
    isOpen: boolean;
    href: string;
    mentor: { displayName: string; number: number } | undefined;
  };
  now: number;
}

/** The way through the training: beside the page, on a phone folded under "step 4 of 6". */
export function TrainingPath(props: PathProps & { t: T }): VNode {
  const { t, steps, practice } = props;
  const number =
    Math.max(
      0,
      steps.findIndex(({ state }) => state === 'now'),
    ) + 1;
  const isDone = steps.every(({ state }) => state === 'done');
  const where = isDone ? t('path.all-done') : t('path.where', { number, count: steps.length });
  return (
    <div class="nb-way">
      <nav aria-labelledby="way-heading">
        <h2 class="nb-kicker" id="way-heading">
          {where}
        </h2>
        <div class="nb-segments" aria-hidden="true">
          {steps.map(({ step, state }) => (
            <span key={step.id} class={`nb-segment-${state}`} />
          ))}
        </div>
        <Steps {...props} />
        <details class="nb-way-folded">
          <summary>{t('path.show')}</summary>
          <Steps {...props} />
        </details>
      </nav>
      <section class="nb-practice">
        <h2>{t('path.practice')}</h2>
        <p>{practiceLine(t, practice)}</p>
        {practice.isOpen && <a href={practice.href}>{t('path.practice-open')}</a>}
      </section>
    </div>
  );
}

function Steps({ t, steps, now }: PathProps & { t: T }): VNode {
  return (
    <ol class="nb-steps">
      {steps.map((it, index) => (
        <li
          key={it.step.id}
          class={`nb-step-${it.state}`}
          {...(it.state === 'now' ? { 'aria-current': 'step' as const } : {})}
        >
          <span class="nb-step-sign">
            {it.state === 'done' ? (
              <>
                <CheckIcon />
                <span class="visually-hidden">{t('path.done')}: </span>
              </>
            ) : (
              <span aria-hidden="true">{index + 1}</span>
            )}
          </span>
          <h3>
            <a href={it.href}>{stepName(t, it.step)}</a>
          </h3>
          <p>{stepLine(t, it, now)}</p>
          {it.units && <Units t={t} units={it.units} />}
        </li>
      ))}
    </ol>
  );
}

function Units({ t, units }: { t: T; units: readonly PathUnit[] }): VNode {
  return (
    <ul class="nb-units">
      {units.map(({ unit, state, isOpen, meetingAt, href }) => (
        <li key={unit.key} class={`nb-unit-${isOpen ? 'here' : state}`}>
          {state === 'done' && <span class="visually-hidden">{t('path.done')}: </span>}
          {state === 'begun' && <span class="visually-hidden">{t('path.begun')}: </span>}
          {isOpen ? (
            <strong aria-current="page">{inLanguage(unit.title, t.language)}</strong>
          ) : (
            <a href={href}>{inLanguage(unit.title, t.language)}</a>
          )}
          {meetingAt !== undefined && (
            <span class="nb-unit-date"> {formatShortDate(meetingAt, t.language)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Longer ones would fill the column: the topics stand on the page of the training. */
const longestName = 60;

/** "Modul 3: Grundlagen der digitalen Strategie": title and first topic, or the title alone. */
function stepName(t: T, { title, topics }: TrainingStep): string {
  const topic = topics[0];
  const name = inLanguage(title, t.language);
  const long = topic ? t('path.step', { name, topic: inLanguage(topic, t.language) }) : name;
  return long.length > longestName ? name : long;
}

function stepLine(t: T, it: PathStep, now: number): string {
  const day = (ms: number): string => formatDay(ms, t.language, now);
  if (it.state === 'done')
    return it.doneAt === undefined ? t('path.done') : t('path.done-at', { day: day(it.doneAt) });
  if (it.state === 'now') {
    const share = t('path.share', { done: it.done, count: it.step.units.length });
    const left = t('path.share-left', { share, duration: duration(t, it.minutesLeft) });
    return it.dueAt === undefined ? left : t('path.share-until', { share: left, day: day(it.dueAt) });
  }
  if (it.meetingAt !== undefined) return t('path.meeting-at', { day: day(it.meetingAt) });
  return duration(t, it.minutesLeft);
}

function practiceLine(t: T, { isOpen, done, wanted, mentor }: PathProps['practice']): string {
  if (!isOpen) return t('path.practice-later');
  const share = t('path.practice-share', { done, count: wanted });
  return mentor ? t('path.practice-with', { share, mentor: memberName(t, mentor) }) : share;
}
