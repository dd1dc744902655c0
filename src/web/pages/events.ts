import { eventKindSchema, eventKindsOf, type SpaceEvent } from '../../domain/event.ts';
import { randomId } from '../../runtime/secrets.ts';
import { spaceEvents } from '../../store/event.ts';
import { insert, remove } from '../../store/port.ts';
import { addressOf, paths } from '../addresses.ts';
import { momentOf } from '../dates.ts';
import { spaceFrame } from '../frame.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import type { FieldProblem } from '../views/problems.tsx';
import type { EventFieldName } from '../views/settings-events.tsx';
import { eventName } from '../views/thing-names.ts';
import type { Answer, SpaceVisit } from '../visit.ts';
import { hereTo, storedInSpace } from './in-this-space.ts';
import { eventsPage } from './settings.ts';

type Problems = Partial<Record<EventFieldName, FieldProblem>>;
type Values = Record<EventFieldName, string>;

/** Adds an event. What is not right comes back with what was typed. */
export async function addEvent(visit: SpaceVisit): Promise<Answer> {
  const { services, fields, space, account, now } = visit;
  const values: Values = {
    kind: fields.kind ?? '',
    date: fields.date ?? '',
    from: fields.from ?? '',
    to: fields.to ?? '',
    place: (fields.place ?? '').trim(),
  };
  const read = readEvent(visit, values, now);
  if ('problems' in read) return eventsPage(visit, { event: { values, problems: read.problems } });
  const event: SpaceEvent = { ...read, id: randomId(), spaceId: space.doc.id, createdBy: account.id };
  await services.store.commit([insert(spaceEvents, event)]);
  return { redirect: hereTo(visit, 'events'), flash: { notice: 'event-added' } };
}

export async function confirmEventRemoval(visit: SpaceVisit): Promise<Answer> {
  const { doc } = await storedInSpace(visit, spaceEvents, visit.values.event);
  const page = ConfirmPage({
    frame: spaceFrame(visit, 'events'),
    seal: visit.seal,
    what: 'remove-event',
    name: eventName(visit.t, doc),
    action: addressOf(paths.eventRemoval, { site: visit.site.id, space: visit.space.doc.id, event: doc.id }),
    keep: hereTo(visit, 'events'),
  });
  return { page };
}

export async function removeEvent(visit: SpaceVisit): Promise<Answer> {
  await visit.services.store.commit([
    remove(spaceEvents, await storedInSpace(visit, spaceEvents, visit.values.event)),
  ]);
  return { redirect: hereTo(visit, 'events'), flash: { notice: 'event-removed' } };
}

function readEvent(
  { space }: SpaceVisit,
  values: Values,
  now: number,
): Pick<SpaceEvent, 'kind' | 'startsAt' | 'endsAt' | 'place'> | { problems: Problems } {
  const problems: Problems = {};
  const kind = eventKindSchema.safeParse(values.kind);
  if (!kind.success || !eventKindsOf[space.doc.kind].includes(kind.data)) problems.kind = 'kind-missing';
  const isDay = momentOf(values.date, '12:00') !== undefined;
  if (!isDay) problems.date = 'date-missing';
  const startsAt = momentOf(values.date, values.from);
  const endsAt = momentOf(values.date, values.to);
  if (isDay && startsAt === undefined) problems.from = 'time-missing';
  if (isDay && endsAt === undefined) problems.to = 'time-missing';
  if (values.place.length > 200) problems.place = 'place-length';
  if (startsAt !== undefined && endsAt !== undefined) {
    if (endsAt <= startsAt) problems.to = 'end-before-start';
    else if (endsAt <= now) problems.date = 'date-past';
  }
  const isRight = Object.keys(problems).length === 0;
  if (!isRight || !kind.success || startsAt === undefined || endsAt === undefined) return { problems };
  return { kind: kind.data, startsAt, endsAt, place: values.place };
}
