import type { VNode } from 'preact';
import type { Standing } from '../../domain/access.ts';
import type { SpaceEvent } from '../../domain/event.ts';
import type { GroupTotals as Totals } from '../../domain/group-stand.ts';
import type { Space } from '../../domain/space.ts';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import { translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { EventFacts, EventRow } from './event-words.tsx';
import { GroupTotals } from './group-totals.tsx';
import { LockIcon } from './icons.tsx';
import { ProgressTeaser, type ProgressTeaserProps } from './progress-teaser.tsx';
import { spaceHeading } from './space-heading.ts';
import { type Leader, MembersTeaser, Possibilities, type Possibility, Purpose } from './space-parts.tsx';
import { TrainingSteps } from './training-steps.tsx';

export interface SpacePageProps {
  frame: Frame;
  space: Space;
  /** Events that have not ended, soonest first. */
  events: readonly SpaceEvent[];
  /** Epoch milliseconds. */
  now: number;
  standing: Standing;
  /** Only for a training; totals only of a group that is large enough to name nobody. */
  training: { curriculum: Pick<Curriculum, 'steps' | 'practice'>; totals: Totals | undefined } | undefined;
  /** Addresses of what this viewer may do; absent where the viewer may not. */
  actions: Partial<Record<Possibility, string>>;
  /** How far the members are in Moodle, where the space names activities. */
  progress?: ProgressTeaserProps;
  memberCount: number;
  /** Who leads the space; everybody in it sees these names. */
  leaders: readonly Leader[];
}

const rowsAfterNext = 5;

export function SpacePage(props: SpacePageProps): VNode {
  const { frame, space, now, actions } = props;
  const t = translator(frame.language);
  const [next, ...later] = props.events;
  const mayPlan = actions['plan-events'] !== undefined;
  const isAboutKind = next === undefined && (space.kind === 'training' || space.kind === 'managers');
  const heading = spaceHeading(t, space, next, now);
  return (
    <Document frame={frame} title={heading}>
      {space.kind === 'managers' && (
        <p class="nb-status nb-status-closed">
          <LockIcon />
          {t('space.closed')}
        </p>
      )}
      {next ? (
        <section class="nb-panel" aria-labelledby="heading">
          <p class="nb-kicker">{t('space.next')}</p>
          <h1 id="heading">{heading}</h1>
          <EventFacts t={t} event={next} now={now} />
        </section>
      ) : (
        <div class="nb-opening">
          <h1>{heading}</h1>
          <p class="nb-lead">
            {t(
              isAboutKind
                ? `about-kind.${space.kind}`
                : mayPlan
                  ? 'space.no-events'
                  : 'space.no-events-for-members',
            )}
          </p>
          {actions['plan-events'] && (
            <p>
              <a class="btn btn-primary" href={actions['plan-events']}>
                {t('space.action.plan-events')}
              </a>
            </p>
          )}
        </div>
      )}
      <div class="nb-columns">
        <div>
          {later.length > 0 && (
            <section>
              <h2>{t('space.after')}</h2>
              <ul class="nb-rows">
                {later.slice(0, rowsAfterNext).map((event) => (
                  <li key={event.id}>
                    <EventRow t={t} event={event} now={now} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          {props.training && (
            <>
              {props.training.totals && <GroupTotals t={t} totals={props.training.totals} />}
              <TrainingSteps t={t} curriculum={props.training.curriculum} />
            </>
          )}
          {props.progress && <ProgressTeaser t={t} {...props.progress} now={now} />}
          <Purpose t={t} space={space} mayEdit={actions.edit !== undefined} isKindTold={isAboutKind} />
        </div>
        <div>
          <Possibilities t={t} standing={props.standing} actions={actions} hasEvent={next !== undefined} />
          <MembersTeaser t={t} count={props.memberCount} leaders={props.leaders} />
        </div>
      </div>
    </Document>
  );
}
