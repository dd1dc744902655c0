import type { VNode } from 'preact';
import { type AttentionReason, attentionRule } from '../../domain/training-attention.ts';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { T } from '../language.ts';
import { attentionMark, attentionSentence } from './attention-words.ts';
import { counted } from './counted.ts';
import { HourglassIcon, ProblemIcon } from './icons.tsx';
import { inSentence } from './names.ts';

export interface PersonInNeed {
  name: string;
  /** The person's page; its notes stand under `#notes`. */
  address: string;
  reasons: readonly AttentionReason[];
}

/** A list that somebody can still work through; the table has the others. */
const shownAtOnce = 12;

/** Who needs somebody, longest first: why, since when, and one way to act. */
export function GroupAttention(props: {
  t: T;
  curriculum: Curriculum;
  people: readonly PersonInNeed[];
  now: number;
  /** The table with nobody else in it. */
  all: string;
}): VNode {
  const { t, curriculum, now } = props;
  const more = props.people.length - shownAtOnce;
  return (
    <section aria-labelledby="attention-heading">
      <h2 id="attention-heading">{t('training-group.attention')}</h2>
      {props.people.length === 0 && <p>{t('training-group.nobody-needs')}</p>}
      {props.people.length > 0 && (
        <ul class="nb-rows">
          {props.people.slice(0, shownAtOnce).map(({ name, address, reasons }) => (
            <li key={address} class="nb-row-split nb-row-need">
              <div class="nb-row-words">
                <p class="nb-row-title">
                  <a href={address}>
                    <bdi>{name}</bdi>
                  </a>
                </p>
                <p>{reasons.map((reason) => attentionSentence(t, curriculum, reason, now)).join(' ')}</p>
                <p class="nb-buttons-small">
                  <a class="btn btn-outline-secondary btn-sm" href={`${address}#notes`}>
                    {t('training-group.attention-note')}
                    <span class="visually-hidden">
                      {' '}
                      {t('training-group.attention-about', { name: inSentence(name) })}
                    </span>
                  </a>
                </p>
              </div>
              {reasons[0] && <AttentionMark t={t} reason={reasons[0]} now={now} />}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <p>
          <a href={props.all}>{counted(t, 'training-group.attention-more', more)}</a>
        </p>
      )}
      <p class="nb-small">
        {t('training-group.rule', {
          attempts: attentionRule.failedAttempts,
          overdue: attentionRule.overdueDays,
          silent: attentionRule.silentDays,
        })}
      </p>
    </section>
  );
}

function AttentionMark(props: { t: T; reason: AttentionReason; now: number }): VNode {
  const { t, reason, now } = props;
  const isSilent = reason.kind === 'silent';
  return (
    <p class={`nb-status ${isSilent ? 'nb-status-bad' : 'nb-status-warn'}`}>
      {isSilent ? <HourglassIcon /> : <ProblemIcon />}
      {attentionMark(t, reason, now)}
    </p>
  );
}
