import type { EventKind } from '../domain/event.ts';
import type { MemberRole } from '../domain/member-role.ts';
import type { Space } from '../domain/space.ts';

export interface InventedDate {
  kind: EventKind;
  inDays: number;
  from: string;
  to: string;
  place: string;
}

interface InventedSpace extends Pick<Space, 'kind' | 'title' | 'purpose' | 'zfslGroup'> {
  /** People of the practice Moodle by their short names; the first owns the space. */
  members: { person: string; role: MemberRole }[];
  dates: InventedDate[];
}

/** One space of each kind. Everything and everybody in them is invented. */
export const inventedSpaces: readonly InventedSpace[] = [
  {
    kind: 'network',
    title: 'Netzwerk Lernen 27 Lippenau',
    purpose:
      'Elf Schulen aus Lippenau entwickeln ihren Unterricht mit digitalen Medien gemeinsam. Hier stehen die nächsten Treffen und wer dabei ist.',
    members: [
      { person: 'network-manager', role: 'network-manager' },
      { person: 'school-head', role: 'school-head' },
      { person: 'teacher', role: 'teacher' },
    ],
    dates: [
      {
        kind: 'steering-round',
        inDays: 3,
        from: '14:00',
        to: '16:00',
        place: 'Medienzentrum Lippenau, Raum 2',
      },
      { kind: 'heads-round', inDays: 50, from: '09:00', to: '12:00', place: 'Grundschule Birkenhof' },
    ],
  },
  {
    kind: 'working-group',
    title: 'Arbeitsgruppe Medienkonzepte',
    purpose:
      'Wir vergleichen die Medienkonzepte unserer Schulen und schreiben eine Vorlage, die alle nutzen können.',
    members: [
      { person: 'teacher', role: 'teacher' },
      { person: 'school-head', role: 'school-head' },
      { person: 'network-manager', role: 'network-manager' },
    ],
    dates: [
      { kind: 'working-group-meeting', inDays: 8, from: '15:30', to: '17:00', place: 'Videokonferenz' },
    ],
  },
  {
    kind: 'training',
    title: 'Ausbildung Netzwerkmanager:innen, Durchgang 4',
    purpose: 'Sie lernen, ein Schulnetzwerk zu moderieren und zu beraten: online und in Workshops.',
    members: [
      { person: 'network-manager', role: 'training-lead' },
      { person: 'trainee', role: 'trainee' },
    ],
    dates: [
      {
        kind: 'video-conference',
        inDays: 10,
        from: '16:00',
        to: '17:00',
        place: 'Konferenzraum der Ausbildung',
      },
    ],
  },
  {
    kind: 'zfsl-group',
    title: 'Netzwerkgruppe Fachdidaktik Englisch',
    purpose: 'Fachleiter:innen für Englisch aus mehreren ZfsL tauschen Erfahrungen und Material aus.',
    zfslGroup: { level: 'subject', about: 'Englisch' },
    members: [
      { person: 'zfsl-leader', role: 'subject-leader' },
      { person: 'network-manager', role: 'network-manager' },
    ],
    dates: [],
  },
  {
    kind: 'managers',
    title: 'Raum der Netzwerkmanager:innen',
    purpose: 'Kollegiale Beratung und Austausch. Was hier besprochen wird, bleibt hier.',
    members: [{ person: 'network-manager', role: 'network-manager' }],
    dates: [{ kind: 'managers-day', inDays: 80, from: '09:30', to: '16:00', place: 'Rathaus Lippenau' }],
  },
];
