import type { SyncCounts } from '../../src/domain/sync-counts.ts';
import type { SyncMapping } from '../../src/domain/sync-mapping.ts';
import type { SyncPlan, SyncRun } from '../../src/domain/sync-run.ts';
import type { SyncStep } from '../../src/domain/sync-step.ts';
import type { Language } from '../../src/web/language.ts';
import type { Frame } from '../../src/web/views/document.tsx';
import { day, frameOf, now, type Words } from './samples-ground.ts';

/** What surrounds the pages of sync. */
export function syncFrameOf(
  language: Language,
  current: 'sync' | 'sync-mappings' | 'sync-people' | 'sync-connection',
): Frame {
  const sections = ['sync', 'sync-mappings', 'sync-people', 'sync-connection'] as const;
  return {
    ...frameOf(language, 'embed'),
    newWindow: '/s/1/handover',
    tabs: sections.map((section) => ({ section, href: `/s/1/${section}`, isCurrent: section === current })),
  };
}

const counts: SyncCounts = { add: 12, reactivate: 1, suspend: 14, remove: 1, list: 2 };

export function mappingOf(words: Words, changes: Partial<SyncMapping> = {}): SyncMapping {
  return {
    ...{ id: 'm1', siteId: 's1', spaceId: 'space-1', people: { kind: 'role', role: 'teacher' }, revision: 1 },
    ...{ moodleName: words.title, direction: 'to-moodle', whenGone: 'suspend', schedule: '0 3 * * *' },
    moodle: { kind: 'enrolment', courseId: 4, roleId: 5, role: 'student' },
    ...{
      isReviewed: true,
      isOn: true,
      lastSourceCount: 96,
      createdAt: now,
      changedAt: now,
      dueAt: null,
      attempts: 0,
    },
    ...changes,
  };
}

export function planOf(words: Words, changes: Partial<SyncPlan> = {}): SyncPlan {
  return {
    ...{ id: 'p1', siteId: 's1', state: 'held', hash: 'a'.repeat(43), unmatched: 3, undoes: null },
    holdReasons: [
      { code: 'group-loses-many', target: 'enrolment/4/student', taken: 14, of: 96 },
      { code: 'not-reversible', steps: 1 },
    ],
    mappings: [{ id: 'm1', revision: 1, sourceCount: 82 }],
    targets: [
      {
        ...{ key: 'enrolment/4/student', name: words.title, size: 96, notOurs: 2, counts },
        target: { kind: 'enrolment', courseId: 4, roleId: 5, role: 'student' },
      },
      {
        ...{ key: 'cohort/7', name: words.place, size: 40, notOurs: 0, counts },
        target: { kind: 'cohort', cohortId: 7 },
      },
    ],
    ...{ counts, irreversible: 1, lost: { grades: 0, dates: 0 }, approvedBy: null, approvedAt: null },
    ...{ mayRemove: false, createdAt: now - 60_000, expiresAt: now + 90 * day },
    ...changes,
  };
}

export function stepOf(no: number, changes: Partial<SyncStep> = {}): SyncStep {
  return {
    ...{ id: `p1.${no}`, planId: 'p1', siteId: 's1', no, action: 'suspend', target: 'enrolment/4/student' },
    ...{ userId: 40 + no, accountId: null, reason: 'gone-from-source', isReversible: true, state: 'planned' },
    ...{ warnings: ['may-mail', 'dates-lost'], changedAt: now, expiresAt: now + 90 * day },
    ...changes,
  };
}

export function runOf(changes: Partial<SyncRun> = {}): SyncRun {
  return {
    ...{ id: 'r1', siteId: 's1', planId: 'p1', state: 'running', wish: 'go-on', activeSiteId: 's1' },
    ...{ holder: 'h', leaseUntil: now + 60_000, total: 640, done: 402, wasSo: 12, skipped: 1, refused: 1 },
    ...{ workedMs: 230_000, failure: null, startedBy: null, startedAt: now - 300_000, endedAt: null },
    expiresAt: now + 90 * day,
    ...changes,
  };
}
