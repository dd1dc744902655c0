import type { UnitState } from '../domain/training-participant.ts';

/** Somebody of the demo's training: everything and everybody is invented. */
export interface InventedTrainee {
  /** User id in the practice Moodle. */
  sub: string;
  name: string;
  /** How many units are done, from the first on. */
  done: number;
  /** Events accompanied in the practice. */
  events: number;
  /** Days since something was done. */
  silentDays: number;
  network?: string;
  /** States beside those that are done. */
  others?: Record<string, Pick<UnitState, 'state' | 'attempts' | 'best'> | undefined>;
}

/** A group in the middle of module 3: two of them need somebody. */
export const inventedTrainees: readonly InventedTrainee[] = [
  {
    sub: '5',
    name: 'Jonas Heitkamp',
    done: 10,
    events: 2,
    silentDays: 1,
    network: 'Netzwerk Lernen 27 Lippenau',
  },
  { sub: '901', name: 'Lena Brinkhoff', done: 12, events: 4, silentDays: 0 },
  { sub: '902', name: 'Aylin Demirel', done: 11, events: 3, silentDays: 2 },
  { sub: '903', name: 'Karim Haddad', done: 11, events: 2, silentDays: 1 },
  {
    sub: '904',
    name: 'Thomas Kurowski',
    done: 10,
    events: 1,
    silentDays: 3,
    others: { 'module-3-check': { state: 'begun', attempts: 1, best: 40 } },
  },
  {
    sub: '905',
    name: 'Ewa Nowak',
    done: 10,
    events: 2,
    silentDays: 1,
    others: { 'module-3-check': { state: 'begun', attempts: 3, best: 50 } },
  },
  { sub: '906', name: 'Sabine Oertel', done: 11, events: 3, silentDays: 4 },
  {
    sub: '907',
    name: 'Dirk Sandmann',
    done: 7,
    events: 0,
    silentDays: 23,
  },
  {
    sub: '908',
    name: 'Hanna Teschke',
    done: 11,
    events: 2,
    silentDays: 0,
    others: { 'module-3-reflection': { state: 'begun' } },
  },
  { sub: '909', name: 'Marlene Voss', done: 10, events: 2, silentDays: 5 },
  { sub: '910', name: 'Murat Yildiz', done: 12, events: 3, silentDays: 0 },
];

/** Meetings of the run: day from today, from, to, place. */
export const inventedMeetings: Record<string, [inDays: number, from: string, to: string, place: string]> = {
  'kick-off-day': [-75, '09:00', '16:00', 'Medienzentrum Lippenau, Raum 2'],
  'module-1-conference': [-48, '16:00', '17:00', 'Konferenzraum der Ausbildung'],
  'module-2-day-1': [-22, '09:00', '16:00', 'Gesamtschule Am Kanal'],
  'module-2-day-2': [-21, '09:00', '16:00', 'Gesamtschule Am Kanal'],
  'module-3-conference': [10, '16:00', '17:00', 'Konferenzraum der Ausbildung'],
  'module-4-day': [50, '09:00', '16:00', 'Medienzentrum Lippenau, Raum 2'],
  'module-5-day': [92, '09:00', '13:00', 'Rathaus Lippenau'],
};

/** Until when the self-study is due: day from today. */
export const inventedDueDays: Record<string, number> = { 'module-1': -50, 'module-3': 9 };

/** What was accompanied, the latest one first: day from today, event, hours, what was learned, the mentor's comment. */
const inventedPractice: readonly [
  inDays: number,
  event: string,
  hours: number,
  learned: string,
  comment: string,
][] = [
  [
    -3,
    'Netzwerktreffen als Barcamp',
    3.5,
    'Zwei Sessions sind ausgefallen, weil niemand anbieten wollte. Beim nächsten Mal frage ich vorher drei Personen.',
    '',
  ],
  [
    -12,
    'Schulleitungsrunde',
    2,
    'Ich habe zu früh zusammengefasst. Nach einer Minute Stille kam der wichtigste Punkt.',
    'Genau das ist schwer auszuhalten. Was würden Sie tun, wenn niemand mehr etwas sagt?',
  ],
  [
    -15,
    'Lenkungsrunde',
    2.5,
    'Die Tagesordnung war zu voll. Zwei Themen hätten gereicht.',
    'Das sehe ich auch so.',
  ],
  [
    -18,
    'Treffen der Arbeitsgruppe Medienkonzept',
    2,
    'Eine Vorlage hilft mehr als ein leeres Blatt.',
    'Gut beobachtet.',
  ],
];

/** The latest `events` entries of the practice log. */
export function practiceOf({ events }: Pick<InventedTrainee, 'events'>) {
  return inventedPractice
    .slice(0, events)
    .map(([inDays, event, hours, learned, comment]) => ({ inDays, event, hours, learned, comment }));
}

/** What somebody wrote after module 1, shared with mentor and trainers. */
export const inventedReflection =
  'Mir ist aufgefallen, wie oft ich beim Gerät anfange und nicht beim Ziel. ' +
  'Ich will die nächste Fachkonferenz mit einer gelungenen Stunde beginnen.';
