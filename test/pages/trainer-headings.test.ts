import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { curriculum } from '../../config/curriculum.ts';
import type { UnitState } from '../../src/domain/training-participant.ts';
import { momentOf } from '../../src/web/dates.ts';
import { translator } from '../../src/web/language.ts';
import { groupHeading } from '../../src/web/views/group-heading.ts';
import { menteesHeading } from '../../src/web/views/mentees.tsx';
import { runHeading } from '../../src/web/views/run-heading.ts';
import { traineeHeading } from '../../src/web/views/trainee-heading.ts';

const de = translator('de');
const en = translator('en');

describe('the heading of a group', () => {
  const heading = (needing: number, going: number, complete: number) =>
    groupHeading(de, 'running', { needing, going, complete });

  test('names first who needs somebody, then who gets on, then who has finished', () => {
    expect(heading(2, 9, 0)).toBe('Zwei Personen brauchen Sie, neun kommen voran');
    expect(heading(1, 1, 0)).toBe('Eine Person braucht Sie, eine kommt voran');
    expect(heading(1, 13, 2)).toBe('Eine Person braucht Sie, 13 kommen voran, zwei sind fertig');
    expect(heading(3, 0, 1)).toBe('Drei Personen brauchen Sie, eine ist fertig');
    expect(heading(0, 4, 1)).toBe('Vier Personen kommen voran, eine ist fertig');
    expect(groupHeading(en, 'running', { needing: 2, going: 9, complete: 0 })).toBe(
      'Two people need you, nine are getting on',
    );
  });

  test('says it for all of them at once where that is so', () => {
    expect(heading(3, 0, 0)).toBe('Alle drei Personen brauchen Sie');
    expect(heading(1, 0, 0)).toBe('Eine Person braucht Sie');
    expect(heading(0, 11, 0)).toBe('Alle elf kommen voran');
    expect(heading(0, 1, 0)).toBe('Eine Person kommt voran');
    expect(heading(0, 0, 11)).toBe('Alle elf haben die Ausbildung abgeschlossen');
    expect(heading(0, 0, 1)).toBe('Eine Person hat die Ausbildung abgeschlossen');
    expect(heading(0, 0, 0)).toBe('Noch nimmt niemand teil');
  });

  test('tells before and after a run how many wait, or have finished', () => {
    const counts = { needing: 0, going: 3, complete: 8 };
    expect(groupHeading(de, 'ended', counts)).toBe('Acht Personen sind fertig, drei sind nicht fertig');
    expect(groupHeading(de, 'ended', { ...counts, going: 0 })).toBe(
      'Alle acht haben die Ausbildung abgeschlossen',
    );
    expect(groupHeading(de, 'ended', { ...counts, complete: 0 })).toBe(
      'Der Durchgang ist zu Ende, drei Personen sind nicht fertig',
    );
    expect(groupHeading(de, 'planned', { needing: 0, going: 1, complete: 0 })).toBe(
      'Eine Person wartet auf den Beginn',
    );
  });

  test('is one sentence without a gap for any numbers, in both languages', () => {
    const count = fc.nat({ max: 40 });
    const aState = fc.constantFrom('planned' as const, 'running' as const, 'ended' as const);
    fc.assert(
      fc.property(aState, count, count, count, (state, needing, going, complete) => {
        for (const t of [de, en]) {
          const text = groupHeading(t, state, { needing, going, complete });
          expect(text).toMatch(/^[A-ZÄÖÜ0-9][^{}]*[a-zäöüß]$/);
          expect(text).not.toMatch(/undefined|training-group|, ,/);
        }
      }),
    );
  });
});

describe('the heading of one person', () => {
  const units = curriculum.steps.flatMap((step) => step.units);
  const steps = curriculum.steps.map((step) => ({
    ...step,
    units: step.units.map((unit) => ({ ...unit, contentId: '' })),
  }));
  const done: UnitState = { state: 'done', at: 0, by: 'self' };
  const all = Object.fromEntries(units.map(({ key }) => [key, done]));
  const practice = { events: 2, hours: 5 };
  const contents = { steps, practice: curriculum.practice };
  const who = { name: 'Ewa Nowak', isSelf: false };

  test('counts what is done, then names the practice, then that all is done', () => {
    const [first] = units;
    const part = { units: { [first?.key ?? '']: done }, practice, completedAt: null };
    expect(traineeHeading(de, contents, part, who)).toBe('Ewa Nowak hat 1 von 15 Einheiten erledigt');
    expect(traineeHeading(de, contents, { ...part, units: all }, who)).toBe(
      'Ewa Nowak fehlt nur noch die Praxis: 2 von 4 Treffen',
    );
    expect(traineeHeading(de, contents, { ...part, completedAt: 1 }, { ...who, isSelf: true })).toBe(
      'Sie haben die Ausbildung abgeschlossen',
    );
  });
});

describe('the heading of a run', () => {
  const now = momentOf('2026-11-27', '08:00') ?? 0;
  const meeting = (date: string) => {
    const startsAt = momentOf(date, '16:00') ?? 0;
    return { startsAt, endsAt: startsAt + 3_600_000, place: '', url: '' as const };
  };
  const meetings = { late: meeting('2027-01-16'), next: meeting('2026-12-04'), past: meeting('2026-11-20') };
  const heading = (state: 'planned' | 'running' | 'ended', dates: Partial<typeof meetings>) =>
    runHeading(de, { state, meetings: dates as typeof meetings }, (key) => `Treffen ${key}`, now);

  test('is the next meeting, or that there is none', () => {
    expect(heading('running', meetings)).toBe('Als Nächstes am Freitag, 4. Dezember: Treffen next');
    expect(heading('planned', meetings)).toBe('Der Durchgang beginnt am Freitag, 4. Dezember');
    expect(heading('running', { past: meetings.past })).toBe(
      'Der Durchgang läuft, gerade ist kein Treffen geplant',
    );
    expect(heading('planned', {})).toBe('Der Durchgang ist geplant, noch ohne Termin');
    expect(heading('ended', meetings)).toBe('Der Durchgang ist beendet');
  });
});

test('the heading of a mentor is what waits, then who needs somebody, then that all is well', () => {
  const silent = { kind: 'silent' as const, since: 0 };
  expect(menteesHeading(de, [])).toBe('Sie begleiten noch niemanden');
  expect(menteesHeading(de, [{ waiting: 2, reasons: [silent] }])).toBe(
    'Zwei Einträge warten auf Ihre Rückmeldung',
  );
  expect(menteesHeading(de, [{ waiting: 0, reasons: [silent] }])).toBe('Eine Person braucht Sie');
  expect(menteesHeading(de, [{ waiting: 0, reasons: [] }])).toBe(
    'Die Person, die Sie begleiten, kommt voran',
  );
});
