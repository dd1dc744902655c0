import type { VNode } from 'preact';
import type { Frame } from '../../src/web/views/document.tsx';
import { RunPage } from '../../src/web/views/run.tsx';
import { RunMeetingsPage } from '../../src/web/views/run-meetings.tsx';
import { RunPeoplePage } from '../../src/web/views/run-people.tsx';
import { RunsPage } from '../../src/web/views/runs.tsx';
import type { Words } from './samples-ground.ts';
import { sampleCurriculum, sampleRun } from './training-sample.ts';

const seal = { csrf: 'csrf-token', account: 'account-1' };

/** Pages of runs with everything that can stand in them, and with mistakes. */
export function runSamples(frame: Frame, words: Words, now: number): Record<string, VNode> {
  const curriculum = sampleCurriculum(words);
  const run = sampleRun(words, now);
  const versions = [{ id: 'c1', version: 1, publishedAt: now }];
  const links = { meetings: '/d', people: '/p', group: '/g', runs: '/r' };
  const trainers = {
    ...{ action: '/t', listed: [{ name: words.name, remove: '/t/1' }] },
    offered: [{ id: 'account-2', name: words.name }],
  };
  const changed = [
    { label: 'Titel', value: words.title },
    { label: 'Ort', value: '' },
  ];
  const person = {
    ...{ id: 'p1', name: words.name, page: '/p/1', network: words.place, mentorId: 'account-2' },
    ...{ mentor: words.name, action: '/p/1/edit', remove: '/p/1/remove' },
  };
  const people = {
    ...{ frame, seal, run, back: '/r', action: '/p', gone: [] },
    ...{ mentors: [{ id: 'account-2', name: words.name }], members: [] },
  };
  return {
    'runs-list': RunsPage({
      ...{ frame, seal, versions, action: '/r', newId: 'a-new-id' },
      runs: [{ run, people: 11, href: '/r/1' }],
    }),
    'runs-mistake': RunsPage({
      ...{ frame, seal, versions, action: '/r', newId: 'a-new-id', runs: [] },
      draft: { values: { title: words.name }, problems: { title: 'title-length', entry: 'entry-missing' } },
    }),
    'run-whole': RunPage({
      ...{ frame, seal, now, run, curriculum, people: 11, links, trainers },
      form: { action: '/r/1', mark: 'mark', versions },
    }),
    'run-changed': RunPage({
      ...{ frame, seal, now, run: { ...run, meetings: {} }, curriculum, people: 0, links },
      trainers: {
        ...{ action: '/t', listed: [], offered: trainers.offered },
        draft: { values: {}, problems: { trainer: 'trainer-missing' } },
      },
      form: { action: '/r/1', mark: 'mark', versions, draft: { values: {}, problems: {} }, changed },
    }),
    'run-dates': RunMeetingsPage({
      ...{ frame, seal, run, curriculum, action: '/d', mark: 'mark', back: '/r', changed },
      draft: {
        values: { 'place-kick-off-day': words.place },
        problems: { 'from-kick-off-day': 'time-skipped', 'url-kick-off-day': 'url-invalid' },
      },
    }),
    'run-people': RunPeoplePage({
      ...people,
      people: [
        person,
        {
          ...{ ...person, id: 'p2', mentorId: '', mentor: undefined, network: '' },
          draft: { values: { network: words.purpose }, problems: { network: 'network-length' } },
        },
      ],
      gone: [{ id: 'p3', name: words.name, bringBack: '/p/3' }],
      course: { title: words.title, candidates: [{ value: '5', name: words.name }] },
      members: [{ value: 'account-9', name: words.name }],
      ...{ invitations: '/i', isNobodyTicked: 'members' },
    }),
    'run-people-unread': RunPeoplePage({
      ...{ ...people, mentors: [], people: [{ ...person, mentorId: '', mentor: undefined }] },
      course: { title: words.title, failure: 'service.unreachable' },
    }),
    'run-people-none': RunPeoplePage({ ...people, people: [], course: undefined }),
  };
}
