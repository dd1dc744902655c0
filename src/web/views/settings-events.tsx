import type { VNode } from 'preact';
import { eventKindsOf, type SpaceEvent } from '../../domain/event.ts';
import type { Space } from '../../domain/space.ts';
import type { T } from '../language.ts';
import { EventRow } from './event-words.tsx';
import { SelectField, TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { inSentence } from './names.ts';
import { type Draft, ProblemSummary } from './problems.tsx';
import { eventName } from './thing-names.ts';

export type EventFieldName = 'kind' | 'date' | 'from' | 'to' | 'place';

export interface EventSettings {
  /** Events that have not ended, soonest first; `remove` is the page that asks before. */
  events: readonly { event: SpaceEvent; remove?: string }[];
  /** POST `kind`, `date` (2026-11-26), `from`, `to` (14:00), `place`. */
  action: string;
  draft?: Draft<EventFieldName>;
}

export function EventsSection(
  props: EventSettings & { t: T; space: Space; seal: FormSeal; now: number; isMainThing: boolean },
): VNode {
  const { t } = props;
  return (
    <section id="termine" class="nb-text">
      <h2>{t('settings.events')}</h2>
      {props.events.length === 0 && <p>{t('settings.events-empty')}</p>}
      {props.events.length > 0 && (
        <ul class="nb-rows">
          {props.events.map(({ event, remove }) => (
            <li key={event.id} class="nb-row-split">
              <EventRow t={t} event={event} now={props.now} />
              {remove !== undefined && (
                <a class="btn btn-outline-danger btn-sm" href={remove}>
                  {t('settings.remove-event')}
                  <span class="visually-hidden">: {inSentence(eventName(t, event))}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      <AddEvent {...props} />
    </section>
  );
}

function AddEvent(
  props: EventSettings & { t: T; space: Space; seal: FormSeal; isMainThing: boolean },
): VNode {
  const { t, draft } = props;
  const shared = { t, form: 'event', draft };
  const kinds = eventKindsOf[props.space.kind];
  return (
    <>
      <h3 id="event-heading">{t('settings.event-add')}</h3>
      <ProblemSummary {...shared} />
      <Form action={props.action} seal={props.seal} labelledBy="event-heading">
        <SelectField
          {...shared}
          name="kind"
          label={t('settings.event-kind')}
          isOpen={kinds.length > 1}
          options={kinds.map((kind) => ({ value: kind, label: t(`event-kinds.${kind}`) }))}
        />
        <div class="nb-field-group">
          <TextField {...shared} type="date" name="date" label={t('settings.event-date')} />
          <TextField {...shared} type="time" name="from" label={t('settings.event-from')} />
          <TextField {...shared} type="time" name="to" label={t('settings.event-to')} />
        </div>
        <p class="nb-hint">{t('settings.event-time-hint')}</p>
        <TextField
          {...shared}
          name="place"
          label={t('settings.event-place')}
          hint={t('settings.event-place-hint')}
          maxLength={200}
        />
        <p class="nb-buttons">
          <button type="submit" class={`btn ${props.isMainThing ? 'btn-primary' : 'btn-outline-secondary'}`}>
            {t('settings.event-save')}
          </button>
        </p>
      </Form>
    </>
  );
}
