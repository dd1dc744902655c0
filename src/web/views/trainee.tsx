import type { VNode } from 'preact';
import type { AttentionReason } from '../../domain/training-attention.ts';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { Participant, UnitState } from '../../domain/training-participant.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import type { Words } from '../../domain/words.ts';
import { formatDate, formatNumber } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { attentionSentence } from './attention-words.ts';
import { Document, type Frame } from './document.tsx';
import type { FormSeal } from './form.tsx';
import { Note } from './notice.tsx';
import { PracticeLog, type PracticeLogProps } from './practice-log.tsx';
import { type ListedReflection, ReflectionList } from './reflections.tsx';
import { traineeHeading } from './trainee-heading.ts';
import { type NotesProps, TraineeNotes } from './trainee-notes.tsx';
import { EarlierUnits, TraineeUnits, type UnitActions } from './trainee-units.tsx';

export interface TraineePageProps {
  /** The practice log; undefined for the person, who has a page for it. */
  log: Omit<PracticeLogProps, 't'> | undefined;
  /** What the person shares with those who see this page; undefined for the person. */
  shared: readonly ListedReflection[] | undefined;
  frame: Frame;
  seal: FormSeal;
  now: number;
  run: TrainingRun;
  curriculum: Curriculum;
  participant: Participant;
  name: string;
  isSelf: boolean;
  mentor: string | undefined;
  /** Empty for the person: the rule is there for those who help. */
  reasons: readonly AttentionReason[];
  earlier: readonly { key: string; title: Words | undefined; state: UnitState }[];
  /** Only for those who train. */
  manage?: { units: (unitKey: string) => UnitActions; notes: NotesProps };
  /** Back to the list that one came from; absent for the person. */
  back?: { label: string; href: string };
}

/** How far one person is: for that person, for who trains, and for the mentor. */
export function TraineePage(props: TraineePageProps): VNode {
  const { frame, curriculum, participant, now, manage, seal, back } = props;
  const t = translator(frame.language);
  const heading = traineeHeading(t, curriculum, participant, props);
  return (
    <Document frame={frame} title={heading}>
      {back && (
        <p class="nb-small">
          <a href={back.href}>{back.label}</a>
        </p>
      )}
      <h1>{heading}</h1>
      <p class="nb-small">{t(manage ? 'trainee.visible-trainer' : 'trainee.visible')}</p>
      {participant.isGone && (
        <Note tone="info">
          <p>
            <strong>{t('trainee.gone')}</strong> {t('trainee.gone-what')}
          </p>
        </Note>
      )}
      {props.reasons.length > 0 && (
        <Note tone="warn">
          <p>
            <strong>{t('trainee.needs')}</strong>{' '}
            {props.reasons.map((reason) => attentionSentence(t, curriculum, reason, now)).join(' ')}
          </p>
        </Note>
      )}
      <Facts {...props} t={t} />
      {manage && <TraineeNotes t={t} seal={seal} {...manage.notes} />}
      <TraineeUnits
        t={t}
        curriculum={curriculum}
        participant={participant}
        now={now}
        seal={seal}
        {...(manage && !participant.isGone ? { actions: manage.units } : {})}
      />
      {props.log && (
        <section id="log">
          <h2>{t('practice.log')}</h2>
          <PracticeLog t={t} {...props.log} />
        </section>
      )}
      {props.shared && props.shared.length > 0 && (
        <section id="reflections">
          <h2>{t('trainee.shared')}</h2>
          <ReflectionList t={t} listed={props.shared} />
        </section>
      )}
      <EarlierUnits t={t} units={props.earlier} now={now} />
    </Document>
  );
}

function Facts(props: TraineePageProps & { t: T }): VNode {
  const { t, run, participant, curriculum, mentor } = props;
  const { practice, practiceNetwork } = participant;
  const facts: [string, string][] = [
    [t('training-group.run-label'), run.title],
    [t('trainee.joined'), formatDate(participant.joinedAt, t.language)],
    [t('trainee.active'), formatDate(participant.lastActiveAt, t.language)],
    [
      t('training-group.practice'),
      t('trainee.practice-line', {
        done: practice.events,
        of: curriculum.practice.events,
        hours: formatNumber(practice.hours, t.language),
      }),
    ],
    [t('training-group.practice-mentor'), mentor ?? t('trainee.no-mentor')],
    [t('training-group.practice-network'), practiceNetwork || t('trainee.no-network')],
  ];
  return (
    <section>
      <dl class="nb-pairs">
        {facts.map(([term, value]) => (
          <>
            <dt>{term}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}
