import type { VNode } from 'preact';
import type { Language } from '../../src/web/language.ts';
import { translator } from '../../src/web/language.ts';
import { filteredSteps, pillsOf } from '../../src/web/plan-filter.ts';
import { SyncPage } from '../../src/web/views/sync.tsx';
import { SyncConnectionPage } from '../../src/web/views/sync-connection.tsx';
import { SyncPlanPage } from '../../src/web/views/sync-plan.tsx';
import { SyncRunPage } from '../../src/web/views/sync-run.tsx';
import { day, now, seal, type Words } from './samples-ground.ts';
import { planOf, runOf, stepOf, syncFrameOf } from './sync-samples-ground.ts';

/** Overview, connection, plans and runs in every state that a page has words for. */
export function syncSamples(language: Language, words: Words): Record<string, VNode> {
  const frame = syncFrameOf(language, 'sync');
  const person = { name: words.name, userId: 41, profile: 'https://moodle.example/user/profile.php?id=41' };
  const pages: Record<string, VNode> = {};
  const overview = {
    ...{ frame, seal, now, site: { name: words.site }, isConnected: true, mappings: 2, runs: [] },
    ...{ connection: '/c', mappingList: '/m', makePlan: '/p', undo: '/u' },
  };
  const past = {
    run: runOf({ state: 'done', activeSiteId: null, endedAt: now - day }),
    plan: planOf(words),
    address: '/r',
  };
  const open = planOf(words, { state: 'open', holdReasons: [] });
  pages['sync-unconnected'] = SyncPage({ ...overview, isConnected: false, mappings: 0 });
  pages['sync-unmapped'] = SyncPage({ ...overview, mappings: 0 });
  pages['sync-never'] = SyncPage(overview);
  pages['sync-held'] = SyncPage({ ...overview, plan: { plan: planOf(words), address: '/p' }, runs: [past] });
  pages['sync-open'] = SyncPage({ ...overview, plan: { plan: open, address: '/p' }, runs: [past] });
  pages['sync-running'] = SyncPage({ ...overview, active: { run: runOf(), address: '/r' }, runs: [past] });
  pages['sync-last'] = SyncPage({ ...overview, runs: [past] });

  const connection = {
    ...{
      frame: syncFrameOf(language, 'sync-connection'),
      seal,
      now,
      connect: '/c',
      check: '/k',
      disconnect: '/d',
    },
    ...{ site: { name: words.site, issuer: 'https://moodle.example' }, mappings: '/m' },
  };
  const connected = { connection: { release: '4.5.6 (Build: 20250811)' } };
  const report = {
    ...{ checkedAt: now - 60_000, siteUrl: 'https://moodle.example', release: '4.5.6 (Build: 20250811)' },
    ...{ calls: 17, tookMs: 2100 },
  };
  pages['sync-connection-none'] = SyncConnectionPage(connection);
  pages['sync-connection-refused'] = SyncConnectionPage({ ...connection, failure: 'moodle.token-invalid' });
  pages['sync-connection-unchecked'] = SyncConnectionPage({ ...connection, ...connected });
  pages['sync-connection-faulty'] = SyncConnectionPage({
    ...{ ...connection, ...connected },
    report: {
      ...report,
      checkedAt: now - day,
      findings: [
        { kind: 'problem', topic: 'no-manual-enrolment', details: { course: 4 } },
        { kind: 'problem', topic: 'role-not-assignable', details: { role: 5 } },
        { kind: 'problem', topic: 'capability-missing', details: { capability: words.place } },
        { kind: 'unseen', topic: 'unseen-cron', details: {} },
        { kind: 'unseen', topic: 'unseen-welcome-message', details: {} },
      ],
    },
  });
  pages['sync-connection-well'] = SyncConnectionPage({
    ...{ ...connection, ...connected },
    report: { ...report, findings: [{ kind: 'unseen', topic: 'unseen-dates', details: {} }] },
  });

  const steps = [
    stepOf(0),
    stepOf(1, { action: 'remove', isReversible: false, warnings: ['grades-lost'] }),
    stepOf(2, { action: 'add', target: 'cohort/7', reason: 'in-source', warnings: [] }),
    stepOf(3, { action: 'list', reason: 'holds-other-role', warnings: [], userId: 0 }),
  ];
  const filter = { show: 'all', page: 1 } as const;
  const plan = {
    ...{
      frame,
      seal,
      now,
      siteName: words.site,
      missing: [],
      filter,
      found: 120,
      pages: 3,
      warned: steps,
      lost: [],
    },
    ...{ again: '/p', runIt: '/run', file: '/f', pin: '/pin', people: '/people', overview: '/o' },
    pills: pillsOf(translator(language), steps, filter),
    rows: filteredSteps(steps, filter).map((step, place) => ({
      step,
      person: step.userId === 0 ? { name: '', userId: 0, profile: '' } : { ...person, userId: step.userId },
      pin: place === 0 ? ('stays' as const) : undefined,
    })),
  };
  pages['sync-plan-held'] = SyncPlanPage({ ...plan, plan: planOf(words) });
  pages['sync-plan-unticked'] = SyncPlanPage({ ...plan, plan: planOf(words), missing: ['reviewed'] });
  pages['sync-plan-new'] = SyncPlanPage({
    ...plan,
    plan: planOf(words, {
      holdReasons: [{ code: 'mapping-not-reviewed', mappingId: 'm1' }],
      irreversible: 0,
    }),
  });
  pages['sync-plan-open'] = SyncPlanPage({ ...plan, plan: open });
  pages['sync-plan-started'] = SyncPlanPage({
    ...plan,
    plan: planOf(words, { state: 'started' }),
    run: '/r',
  });
  pages['sync-plan-superseded'] = SyncPlanPage({ ...plan, plan: planOf(words, { state: 'superseded' }) });
  const none = { add: 0, reactivate: 0, suspend: 0, remove: 0, list: 0 };
  pages['sync-plan-equal'] = SyncPlanPage({
    ...{ ...plan, rows: [], found: 0, pages: 0, warned: [] },
    plan: planOf(words, { state: 'open', holdReasons: [], counts: none, unmatched: 0, irreversible: 0 }),
  });
  pages['sync-plan-undo'] = SyncPlanPage({
    ...plan,
    plan: planOf(words, { holdReasons: [{ code: 'undo', planId: 'p0' }], undoes: 'r0', irreversible: 0 }),
    lost: [{ person, target: 'enrolment/4/student', what: 'grades-lost' }],
  });

  const run = {
    ...{
      frame,
      seal,
      now,
      siteName: words.site,
      plan: planOf(words, { state: 'started' }),
      isAbandoned: false,
    },
    ...{ here: '/r', wish: '/w', overview: '/o', planAddress: '/p', file: '/f', hidden: 3 },
    troubles: [
      { step: stepOf(1, { state: 'skipped', code: 'sync.pinned' }), person },
      { step: stepOf(2, { state: 'refused', code: 'moodle.user-unknown', message: words.purpose }), person },
    ],
  };
  const ended = { activeSiteId: null, endedAt: now };
  pages['sync-run-running'] = SyncRunPage({ ...run, run: runOf() });
  pages['sync-run-pausing'] = SyncRunPage({ ...run, run: runOf({ wish: 'pause' }) });
  pages['sync-run-abandoned'] = SyncRunPage({ ...run, isAbandoned: true, run: runOf() });
  pages['sync-run-failed'] = SyncRunPage({
    ...run,
    run: runOf({ state: 'paused', failure: 'moodle.maintenance' }),
  });
  pages['sync-run-stopped'] = SyncRunPage({ ...run, run: runOf({ ...ended, state: 'stopped' }), undo: '/u' });
  pages['sync-run-done'] = SyncRunPage({
    ...{ ...run, troubles: [], undo: '/u' },
    run: runOf({ ...ended, state: 'done', done: 640, wasSo: 0, skipped: 0, refused: 0 }),
  });
  return pages;
}
