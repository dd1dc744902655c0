import type { VNode } from 'preact';
import type { Frame } from '../../src/web/views/document.tsx';
import { type GradeEntry, GradesPage } from '../../src/web/views/grades.tsx';

const seal = { csrf: 'csrf-token', account: 'account-1' };

type Shown = GradeEntry['deliveries'][number]['delivery'];

/** The page of grades with everything that can stand in it, and without anything. */
export function gradesSamples(frame: Frame, name: string, now: number): Record<string, VNode> {
  const delivery = (id: string, changes: Partial<Shown>): Shown => ({
    ...{ id, wanted: 'complete', state: 'delivered', reason: null, dueAt: null, attempts: 1, changedAt: now },
    ...changes,
  });
  const deliveries: Shown[] = [
    delivery('d1', { state: 'dead', reason: 'grade.user-refused' }),
    delivery('d2', { state: 'superseded', reason: 'grade.superseded' }),
    delivery('d3', { state: 'queued', reason: 'service.wait', dueAt: now + 60_000 }),
    delivery('d4', { state: 'dead', reason: 'site.not-found' }),
    delivery('d5', { wanted: 'undone' }),
    delivery('d6', {}),
  ];
  const entries: GradeEntry[] = deliveries.map((one, index) => ({
    number: index + 1,
    displayName: index === 1 ? '' : name,
    isSelf: index === 0,
    deliveries: [
      {
        delivery: one,
        activity: index > 2 ? name : '',
        ...(one.state === 'queued' ? {} : { again: `/again/${one.id}` }),
      },
    ],
    ...(one.wanted === 'complete' ? { takeBack: `/undo/${one.id}` } : { report: `/complete/${one.id}` }),
  }));
  const open: GradeEntry = {
    number: 9,
    displayName: name,
    isSelf: false,
    deliveries: [],
    report: '/complete/9',
  };
  const shared = { frame, seal, now, outside: 2, isByProgress: false };
  const none = { missing: 0, waiting: 0, arrived: 0 };
  return {
    grades: GradesPage({
      ...{ ...shared, links: 'open', entries: [...entries, open] },
      counts: { missing: 3, waiting: 1, arrived: 1 },
    }),
    'grades-all': GradesPage({
      ...shared,
      links: 'open',

      entries,
      counts: { ...none, arrived: 12 },
    }),
    'grades-waiting': GradesPage({
      ...shared,
      links: 'open',

      entries,
      counts: { ...none, waiting: 1 },
    }),
    'grades-training': GradesPage({
      ...{ ...shared, links: 'open', isByProgress: true },
      entries: entries.map(({ takeBack: _takeBack, report: _report, deliveries: all, ...entry }) => ({
        ...entry,
        deliveries: all.map((one) => ({ ...one, module: { de: 'Modul 1', en: '' } })),
      })),
      counts: { ...none, arrived: 2 },
    }),
    'grades-closed': GradesPage({ ...shared, links: 'closed', entries: [], counts: none }),
    'grades-none': GradesPage({ ...shared, links: 'none', entries: [], counts: none }),
  };
}
