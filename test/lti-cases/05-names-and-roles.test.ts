import { afterEach, describe, expect, test } from '@jest/globals';
import { linkOf } from '../../lti/link-header.ts';
import { day } from '../../src/runtime/clock.ts';
import { open, type Visitor, visit } from '../support/launching.ts';
import { withServices } from '../support/services-world.ts';

const world = withServices();
afterEach(() => {
  delete world().practice.misbehave.services;
  world().practice.configure({ memberships: true });
});

const membersOf = async (personId: string) => seenBy(await visit(world(), personId, 'network'));
const seenBy = async (visitor: Visitor) => {
  const page = await open(world(), visitor, `${visitor.address}/members`);
  expect(page.statusCode).toBe(200);
  // Only what the section says: a whole page is no help when a test fails.
  return /<section aria-labelledby="roster-heading">.*?<\/section>/s.exec(page.body)?.[0] ?? 'no section';
};
const calls = () => world().practice.requests.filter(({ path }) => path.includes('/memberships'));

describe('the member list of the Moodle course (NRPS)', () => {
  test('N01 N02 N04 a launch brings its address, and whoever leads the space sees who has not been here', async () => {
    const before = calls().length;
    const page = await membersOf('network-manager');
    expect(page).toContain('Aus dem Moodle-Kurs');
    expect(page).toContain('Friederike Aldenhoven');
    expect(page).not.toContain('<code>service.');
    expect(calls().slice(before)).toMatchObject([{ method: 'GET', authorized: true }]);
  });

  test('it is read once in five minutes, however many look', async () => {
    const before = calls().length;
    await Promise.all([membersOf('network-manager'), membersOf('network-manager')]);
    expect(calls().length).toBe(before);
    world().turnClock(6 * 60_000);
    await Promise.all([membersOf('network-manager'), membersOf('network-manager')]);
    expect(calls().length).toBe(before + 1);
  });

  test('learners, and teachers who do not lead the space, do not see it', async () => {
    expect(await membersOf('trainee')).not.toContain('Aus dem Moodle-Kurs');
    expect(await membersOf('zfsl-leader')).not.toContain('Aus dem Moodle-Kurs');
  });

  test('N18 a launch without the claim shows no such section', async () => {
    const claims = { 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': undefined };
    const visitor = await visit(world(), 'network-manager', 'network', { claims });
    const page = await open(world(), visitor, `${visitor.address}/members`);
    expect(page.body).not.toContain('Aus dem Moodle-Kurs');
    await visit(world(), 'network-manager', 'network');
  });

  test('N19 a token that Moodle does not take any more is replaced once', async () => {
    world().turnClock(6 * 60_000);
    world().practice.misbehave.services = 'unauthorized-once';
    expect(await membersOf('network-manager')).toContain('Alle 5 Personen des Kurses sind schon hier');
  });

  test('N20 a switched-off service is explained, and the page stays', async () => {
    const visitor = await visit(world(), 'network-manager', 'network');
    world().practice.configure({ memberships: false });
    world().turnClock(2 * 60 * 60_000);
    const page = await seenBy(visitor);
    expect(page).toContain('service.scope-refused');
  });

  test.each(['html', 'maintenance', 'overloaded'] as const)(
    'Moodle that answers %s is named, and the page stays',
    async (fault) => {
      world().turnClock(6 * 60_000);
      world().practice.misbehave.services = fault;
      const page = await membersOf('network-manager');
      expect(page).toMatch(/<code>service\.(unreachable|wait|answer-invalid)<\/code>/);
    },
  );

  test('N10 X91 300 people come page by page, and an address on a foreign host is not followed', async () => {
    world().practice.enrol(300);
    world().turnClock(6 * 60_000);
    const before = calls().length;
    expect(await membersOf('network-manager')).toMatch(/von 30\d Personen/);
    expect(calls().length - before).toBe(2);
  });

  test('N13 it is asked about the launched link: then Moodle tells the names that it leaves to the activity', async () => {
    world().turnClock(6 * 60_000);
    const [person] = world().practice.enrol(1);
    world().practice.configure({ sendName: 'delegate' });
    const activity = world().practice.activityById('network');
    const { sendName } = activity;
    try {
      Object.assign(activity, { sendName: true });
      expect(await membersOf('network-manager')).toContain(`${person?.firstName} ${person?.lastName}`);
      expect(calls().at(-1)?.path).toMatch(/[?&]rlid=1(&|$)/);
    } finally {
      Object.assign(activity, { sendName });
      world().practice.configure({ sendName: 'always' });
    }
  });

  test('a non-editing teacher is called a learner by the list, and keeps what the launch said for half a year', async () => {
    const { rightInRoster } = await import('../../src/domain/roster.ts');
    const entry = { sub: '9', displayName: 'X', right: 'learner' as const, isActive: true };
    expect(rightInRoster(entry, 'teacher')).toBe('teacher');
    expect(rightInRoster(entry, undefined)).toBe('learner');
    expect(rightInRoster({ ...entry, right: 'teacher' }, 'learner')).toBe('teacher');
    expect(day).toBeGreaterThan(0);
  });
});

describe('the address of the next page', () => {
  test.each([
    [
      'as Moodle writes it',
      '<http://m.example/a?limit=2&from=2>; rel="next"',
      'http://m.example/a?limit=2&from=2',
    ],
    [
      'A12 with typographic quotes and &amp;',
      '<http://m.example/a?x=1&amp;from=0>; rel=“first”, <http://m.example/a?x=1&amp;from=2>; rel=“next”',
      'http://m.example/a?x=1&from=2',
    ],
    ['N10 relative', '</b?from=2>; rel=next', 'http://m.example/b?from=2'],
    ['among several relations', '<b>; rel="prev next"', 'http://m.example/b'],
    ['missing', '<http://m.example/a>; rel="last"', undefined],
    ['no header at all', undefined, undefined],
    ['rubbish', '<<<;;;rel=', undefined],
  ])('%s', (_title, header, expected) => {
    expect(linkOf(header, 'next', 'http://m.example/a')).toBe(expected);
  });
});
