import type { VNode } from 'preact';
import type { SpaceEvent } from '../../domain/event.ts';
import { formatSpan } from '../dates.ts';
import type { T } from '../language.ts';
import { CalendarIcon, PlaceIcon } from './icons.tsx';

/** When and where, each with its sign. */
export function EventFacts(props: { t: T; event: SpaceEvent; now: number }): VNode {
  const { t, event, now } = props;
  return (
    <ul class="nb-facts">
      <li>
        <CalendarIcon />
        <span>{formatSpan(event.startsAt, event.endsAt, t.language, now)}</span>
      </li>
      <li>
        <PlaceIcon />
        {event.place === '' ? <span>{t('space.no-place')}</span> : <bdi>{event.place}</bdi>}
      </li>
    </ul>
  );
}

/** One row of a list of events: kind, when, where. */
export function EventRow(props: { t: T; event: SpaceEvent; now: number }): VNode {
  const { t, event, now } = props;
  return (
    <div class="nb-row-words">
      <p class="nb-row-title">{t(`event-kinds.${event.kind}`)}</p>
      <p class="nb-row-line">
        {formatSpan(event.startsAt, event.endsAt, t.language, now)}
        {event.place !== '' && (
          <>
            , <bdi>{event.place}</bdi>
          </>
        )}
      </p>
    </div>
  );
}
