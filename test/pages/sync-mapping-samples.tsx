import type { VNode } from 'preact';
import type { MemberProgress, WatchedActivity } from '../../src/domain/member-progress.ts';
import type { PeopleImport } from '../../src/domain/people-import.ts';
import type { PersonEntry } from '../../src/domain/person-entry.ts';
import type { Language } from '../../src/web/language.ts';
import { ProgressPage } from '../../src/web/views/progress.tsx';
import { SyncListPage } from '../../src/web/views/sync-list.tsx';
import { SyncListProblemsPage } from '../../src/web/views/sync-list-problems.tsx';
import { SyncMappingChoicePage } from '../../src/web/views/sync-mapping-choice.tsx';
import { SyncMappingFormPage } from '../../src/web/views/sync-mapping-form.tsx';
import { SyncMappingsPage } from '../../src/web/views/sync-mappings.tsx';
import { SyncPeoplePage } from '../../src/web/views/sync-people.tsx';
import { SyncPeopleSpacesPage } from '../../src/web/views/sync-people-spaces.tsx';
import { day, frameOf, now, seal, spaceOf, type Words } from './samples-ground.ts';
import { mappingOf, syncFrameOf } from './sync-samples-ground.ts';

/** Mappings, people by list, progress. */
export function syncMappingSamples(language: Language, words: Words): Record<string, VNode> {
  const frame = syncFrameOf(language, 'sync-mappings');
  const person = { name: words.name, userId: 41, profile: 'https://moodle.example/user/profile.php?id=41' };
  const pages: Record<string, VNode> = {};
  const list = { frame, seal, add: '/new', plan: '/plan' };
  const entry = { spaceTitle: words.title, people: words.name, edit: '/e', turn: '/t', remove: '/r' };
  const pin = {
    id: 'x',
    siteId: 's1',
    mappingId: null,
    userId: 41,
    accountId: null,
    kind: 'stays',
    createdAt: now,
  } as const;
  pages['sync-mappings'] = SyncMappingsPage({
    ...list,
    mappings: [
      { ...entry, mapping: mappingOf(words) },
      { ...entry, mapping: mappingOf(words, { id: 'm2', isReviewed: false, schedule: null }) },
      {
        ...entry,
        mapping: mappingOf(words, {
          id: 'm3',
          isOn: false,
          direction: 'from-moodle',
          schedule: '*/7 * * * *',
        }),
      },
    ],
    pins: [{ pin, person, remove: '/pin' }],
  });
  pages['sync-mappings-none'] = SyncMappingsPage({ ...list, mappings: [], pins: [] });
  pages['sync-mappings-unconnected'] = SyncMappingsPage({
    ...list,
    mappings: [],
    pins: [],
    connection: '/c',
  });
  const options = [{ label: words.title, line: words.place, href: '?space=1' }];
  pages['sync-mapping-space'] = SyncMappingChoicePage({
    frame,
    step: 'space',
    options,
    total: 1,
    again: '/new',
  });
  pages['sync-mapping-cohort'] = SyncMappingChoicePage({
    ...{ frame, step: 'cohort', options, total: 44, again: '/new', spaceTitle: words.title },
    search: { q: words.name, hidden: [['space', '1']] },
  });
  const form = {
    ...{ frame, seal, action: '/m', spaceTitle: words.title, target: words.place, again: '/new' },
    people: [{ value: 'all', label: words.name }],
    hidden: [['space', '1']] as [string, string][],
  };
  pages['sync-mapping-form'] = SyncMappingFormPage({
    ...{
      ...form,
      kind: 'enrolment',
      directions: ['to-moodle', 'from-moodle'],
      roles: ['student', 'teacher', words.name],
    },
    draft: { values: { role: 'student' }, problems: {} },
  });
  pages['sync-mapping-edit'] = SyncMappingFormPage({
    ...{ ...form, kind: 'cohort', directions: ['to-moodle'], roles: [] },
    draft: {
      values: { people: 'all', direction: 'to-moodle', whenGone: 'suspend', schedule: '*/7 * * * *' },
      problems: { people: 'mapping-people', whenGone: 'mapping-not-suspended' },
    },
  });

  const peopleFrame = syncFrameOf(language, 'sync-people');
  const network = spaceOf('network', words);
  pages['sync-people-spaces'] = SyncPeopleSpacesPage({
    ...{ frame: peopleFrame, spaces: [{ space: network, href: '/p/1' }], hasOthers: true },
  });
  pages['sync-people-no-space'] = SyncPeopleSpacesPage({ frame: peopleFrame, spaces: [], hasOthers: false });
  const found: PersonEntry = {
    ...{
      id: 'e1',
      spaceId: 'space-1',
      siteId: 's1',
      accountId: null,
      role: 'teacher',
      schoolId: null,
      group: null,
    },
    ...{
      name: words.name,
      identifiers: { email: 'marlene.voss@example.org' },
      state: 'to-confirm',
      candidates: [41],
    },
    ...{ createdAt: now, changedAt: now, expiresAt: now + 180 * day },
  };
  const several: PersonEntry = { ...found, id: 'e2', state: 'several', candidates: [41, 42] };
  const people = {
    ...{
      frame: peopleFrame,
      seal,
      space: network,
      siteName: words.site,
      match: '/m',
      upload: '/u',
      all: '/p',
    },
    templates: { people: '/t', schools: '/t?kind=schools' },
  };
  pages['sync-people'] = SyncPeoplePage({
    ...people,
    counts: { found: 96, 'to-confirm': 1, several: 1, none: 1, waiting: 0 },
    open: [
      { entry: found, candidates: [person], confirm: '/c/1' },
      { entry: several, candidates: [person, { ...person, name: '', userId: 42 }], confirm: '/c/2' },
    ],
    hidden: 4,
    missing: [{ ...found, id: 'e3', name: '', state: 'none', candidates: [] }],
  });
  pages['sync-people-empty'] = SyncPeoplePage({
    ...people,
    ...{
      counts: { found: 0, 'to-confirm': 0, several: 0, none: 0, waiting: 0 },
      open: [],
      hidden: 0,
      missing: [],
    },
  });
  const staged: Omit<PeopleImport, 'kind'> = {
    ...{ id: 'l1', spaceId: 'space-1', siteId: 's1', state: 'staged', rows: 120, chunks: 1, createdBy: null },
    ...{ createdAt: now, expiresAt: now + day },
  };
  const shown = {
    frame: peopleFrame,
    seal,
    siteName: words.site,
    spaceTitle: words.title,
    apply: '/a',
    leave: '/l',
  };
  const { name, role, identifiers } = found;
  pages['sync-list-people'] = SyncListPage({
    ...{ ...shown, list: { ...staged, kind: 'people' }, schools: [] },
    people: [{ name, role, identifiers, schoolId: 'x', group: words.place }],
  });
  pages['sync-list-schools'] = SyncListPage({
    ...{ ...shown, list: { ...staged, kind: 'schools', rows: 1 }, people: [] },
    schools: [{ number: '100001', name: words.name }],
  });
  pages['sync-list-problems'] = SyncListProblemsPage({
    ...{
      frame: peopleFrame,
      seal,
      spaceTitle: words.title,
      again: '/p',
      upload: '/u',
      text: words.purpose,
      kind: 'people',
    },
    problems: [
      { line: 2, code: 'role-unknown', column: words.name },
      { line: 3, code: 'same-person-twice', other: 2 },
    ],
  });

  const activity: WatchedActivity = {
    ...{ id: 'a1', siteId: 's1', spaceId: 'space-1', courseId: 4, cmId: 8, name: words.title, unit: null },
    ...{ completeness: 'unknown', readAt: now - day, reading: null },
  };
  const progress: MemberProgress = {
    ...{
      id: 'p',
      activityId: 'a1',
      accountId: 'x',
      spaceId: 'space-1',
      completion: 'passed',
      changedAt: now,
    },
    ...{ grade: { value: 8, min: 0, max: 10 }, readAt: now },
  };
  const page = { frame: frameOf(language, 'embed', network), seal, now, courseTitle: words.title };
  pages['progress-leading'] = ProgressPage({
    ...{ ...page, choose: '?show=choose', read: '/r' },
    totals: [
      { activity, people: 12, done: 9, meanGrade: 0.8 },
      { activity: { ...activity, id: 'a2', readAt: null, completeness: null }, people: 0, done: 0 },
    ],
    people: [{ id: 'm1', name: words.name, activities: [{ activity, progress }] }],
  });
  pages['progress-none'] = ProgressPage({ ...page, totals: [] });
  pages['progress-choose'] = ProgressPage({
    ...{ ...page, totals: [], save: '/s' },
    choosing: [
      {
        activity: { cmId: 8, module: 'quiz', name: words.title, visible: true, tracking: 'automatic' },
        isChosen: true,
        unit: '',
      },
    ],
  });
  const unit = { key: 'film', kind: 'video', minutes: 30, isOptional: false, contentId: 'c' } as const;
  const title = { de: words.title, en: '' };
  const step = { id: 'module-1', title, format: title, topics: [], units: [] };
  pages['progress-choose-training'] = ProgressPage({
    ...{ ...page, totals: [], save: '/s', units: [{ step, unit: { ...unit, title } }] },
    choosing: [
      {
        activity: { cmId: 8, module: 'quiz', name: words.title, visible: true, tracking: 'automatic' },
        isChosen: true,
        unit: 'film',
      },
    ],
  });
  return pages;
}
