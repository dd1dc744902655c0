import type { VNode } from 'preact';
import { groupTotals } from '../../src/domain/group-stand.ts';
import type { AttentionReason } from '../../src/domain/training-attention.ts';
import type { Participant } from '../../src/domain/training-participant.ts';
import { translator } from '../../src/web/language.ts';
import { Document, type Frame } from '../../src/web/views/document.tsx';
import { GroupTotals } from '../../src/web/views/group-totals.tsx';
import { MenteesPage } from '../../src/web/views/mentees.tsx';
import { TraineePage } from '../../src/web/views/trainee.tsx';
import { type GroupFilter, GroupPage } from '../../src/web/views/training-group.tsx';
import { runSamples } from './run-samples.tsx';
import type { Words } from './samples-ground.ts';
import { sampleCurriculum, sampleRun } from './training-sample.ts';

const seal = { csrf: 'csrf-token', account: 'account-1' };
const day = 86_400_000;

function participantOf(id: string, network: string, now: number): Participant {
  return {
    ...{ id, spaceId: 'space-1', runId: 'run-1', accountId: `account-${id}`, siteId: 'site-1' },
    ...{ practiceNetwork: network, joinedAt: now - 90 * day, lastActiveAt: now - 23 * day },
    units: {
      'kick-off-day': { state: 'done', at: now - 60 * day, by: 'check-in' },
      'module-1-check': { state: 'begun', at: now - day, by: 'self', attempts: 3, best: 50 },
    },
    ...{ practice: { events: 2, hours: 6.5 }, completedSteps: {}, completedAt: null, isGone: false },
  };
}

/** Pages of those who train with everything that can stand in them, and without anything. */
export function trainerSamples(frame: Frame, words: Words, now: number): Record<string, VNode> {
  const curriculum = sampleCurriculum(words);
  const run = sampleRun(words, now);
  const reasons: AttentionReason[] = [
    { kind: 'silent', since: now - 23 * day },
    { kind: 'self-check-failed', unitKey: 'module-1-check', attempts: 3, best: 50, since: now - day },
    { kind: 'meeting-missed', unitKey: 'kick-off-day', since: now - 2 * day },
    { kind: 'step-overdue', stepId: 'module-1', since: now - 4 * day },
  ];
  const person = (id: string, name: string, why: AttentionReason[]) => ({
    ...{ name, address: `/p/${id}`, participant: participantOf(id, words.place, now) },
    ...{ reasons: why, mentor: id === 'a' ? words.name : undefined },
  });
  const people = [person('a', words.name, reasons), person('b', 'Mitglied 7', [])];
  const filters: GroupFilter[] = [
    { kind: 'all' },
    { kind: 'step', stepId: 'module-3' },
    { kind: 'practice' },
    { kind: 'attention' },
  ];
  const group = (filter: GroupFilter, shown = people) =>
    GroupPage({
      ...{ frame, run, curriculum, now, people: shown, filter, csv: '/csv', peoplePage: '/add' },
      filters: filters.map((one, index) => ({ filter: one, href: `?show=${index}` })),
      runs: [{ title: words.title, href: '/other' }],
    });
  const trainee = {
    shared: undefined,
    log: undefined,
    ...{ frame, seal, now, run, curriculum, participant: participantOf('a', words.place, now) },
    ...{ name: words.name, isSelf: false, mentor: words.name, reasons },
    earlier: [
      {
        key: 'old-unit',
        title: undefined,
        state: { state: 'done' as const, at: now, by: 'moodle' as const },
      },
    ],
    back: { label: 'Zurück', href: '/g' },
  };
  const notes = {
    ...{ action: '/n', newId: 'a-new-id' },
    notes: [
      { id: 'n1', text: words.purpose, author: words.name, createdAt: now, remove: '/n/1' },
      { id: 'n2', text: words.title, author: undefined, createdAt: now - day, remove: '/n/2' },
    ],
  };
  const units = (unit: string) => ({ recognise: `/u/${unit}`, reopen: `/u/${unit}/reopening` });
  const mentee = {
    ...{ name: words.name, page: '/p/a', curriculum, participant: participantOf('a', '', now), reasons },
    ...{ waiting: 2, shared: { count: 1, lastAt: now - day } },
  };
  const t = translator(frame.language);
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => participantOf(id, '', now));
  const totals = groupTotals(curriculum, six);
  return {
    ...runSamples(frame, words, now),
    'group-all': group({ kind: 'all' }),
    'group-step': group({ kind: 'step', stepId: 'module-3' }),
    'group-practice': group({ kind: 'practice' }),
    'group-attention': group({ kind: 'attention' }, [person('b', 'Mitglied 7', [])]),
    'group-empty': group({ kind: 'all' }, []),
    'trainee-trainer': TraineePage({ ...trainee, manage: { units, notes } }),
    'trainee-mistake': TraineePage({
      ...trainee,
      participant: { ...trainee.participant, isGone: true },
      manage: {
        units,
        notes: { ...notes, draft: { values: { text: words.purpose }, problems: { text: 'note-length' } } },
      },
    }),
    'trainee-self': TraineePage({ ...trainee, isSelf: true, mentor: undefined, reasons: [], earlier: [] }),
    'mentees-some': MenteesPage({ frame, now, mentees: [mentee, { ...mentee, page: '/p/b', waiting: 0 }] }),
    'mentees-none': MenteesPage({ frame, now, mentees: [] }),
    'group-totals': (
      <Document frame={frame} title="Totals">
        <h1>Totals</h1>
        {totals && <GroupTotals t={t} totals={totals} />}
      </Document>
    ),
  };
}
