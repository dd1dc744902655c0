import type { VNode } from 'preact';
import type { Frame } from '../../src/web/views/document.tsx';
import { type ReviewedPerson, ReviewPage } from '../../src/web/views/submission-review.tsx';
import { ReviewListPage } from '../../src/web/views/submission-review-list.tsx';
import type { Words } from './samples-ground.ts';

/** Somebody's progress, opened from Moodle's gradebook, with everything that can stand in it and without. */
export function reviewSamples(frame: Frame, words: Words, now: number): Record<string, VNode> {
  const failed = {
    ...{ id: 'd1', wanted: 'complete' as const, state: 'dead' as const, reason: 'grade.user-refused' },
    ...{ dueAt: null, attempts: 1, changedAt: now },
  };
  const arrived = { ...failed, id: 'd2', state: 'delivered' as const, reason: null };
  const member: ReviewedPerson = {
    displayName: words.name,
    number: 1,
    membership: { createdAt: now, role: 'trainee' },
    deliveries: [arrived],
  };
  const nameless: ReviewedPerson = {
    displayName: '',
    number: undefined,
    membership: undefined,
    deliveries: [failed],
  };
  const page = { frame, now, courseTitle: words.title, linkTitle: words.title, list: '/reviews' };
  const entries = [member, nameless].map((person, index) => ({ ...person, address: `/reviews/${index}` }));
  return {
    review: ReviewPage({ ...page, person: member, grades: '/grades' }),
    'review-nameless': ReviewPage({ ...page, courseTitle: '', linkTitle: '', person: nameless }),
    'review-nothing': ReviewPage({ ...page, person: { ...member, deliveries: [] } }),
    'review-list': ReviewListPage({ ...page, isUnknown: true, entries }),
    'review-list-empty': ReviewListPage({
      ...page,
      courseTitle: '',
      linkTitle: '',
      isUnknown: false,
      entries: [],
    }),
  };
}
