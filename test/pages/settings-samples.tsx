import type { VNode } from 'preact';
import type { Language } from '../../src/web/language.ts';
import { SpaceSettingsPage } from '../../src/web/views/space-settings.tsx';
import { day, eventsOf, frameOf, now, seal, spaceOf, type Words } from './samples-ground.ts';

/** The settings of a space: full, with mistakes, and for somebody who only plans events. */
export function settingsSamples(language: Language, words: Words): Record<string, VNode> {
  const network = spaceOf('network', words);
  const embed = frameOf(language, 'embed', network);
  const pages: Record<string, VNode> = {};
  pages['settings-owner'] = SpaceSettingsPage({
    frame: embed,
    space: network,
    seal,
    now,
    text: { action: '/s' },
    events: {
      action: '/e',
      events: eventsOf(words).map((event) => ({ event, remove: `/e/${event.id}/remove` })),
    },
    invitations: {
      action: '/i',
      open: [
        {
          invitation: { id: 'i1', role: 'school-head', expiresAt: now + 14 * day },
          withdraw: '/i/i1/revoke',
        },
      ],
    },
    linkCodes: {
      action: '/c',
      newCode: 'zK3vXb0mT9qLr5Yw2HsN8A',
      codes: [
        { code: { id: 'c1', createdAt: now, revokedAt: null }, revoke: '/c/c1/revoke' },
        { code: { id: 'c2', createdAt: now - 30 * day, revokedAt: now - day } },
      ],
    },
    courses: {
      links: [
        { link: { id: 'l1', contextId: '4', boundAt: now }, siteName: words.site, unbind: '/l/l1' },
        {
          link: { id: 'l2', contextId: '', boundAt: now },
          courseTitle: words.title,
          siteName: words.site,
          unbind: '/l/l2',
        },
      ],
    },
  });
  pages['settings-mistakes'] = SpaceSettingsPage({
    frame: embed,
    space: network,
    seal,
    now,
    text: {
      action: '/s',
      draft: { values: { title: words.name, purpose: words.purpose }, problems: { title: 'title-length' } },
    },
    events: {
      action: '/e',
      events: [],
      draft: {
        values: { kind: 'heads-round', date: '2025-01-12', from: '16:00', to: '14:00', place: words.place },
        problems: { date: 'date-past', to: 'end-before-start' },
      },
    },
    invitations: {
      action: '/i',
      newCode: 'zK3vXb0mT9qLr5Yw2HsN8A',
      open: [],
      draft: { values: { owner: 'on' }, problems: { role: 'role-missing' } },
    },
    linkCodes: { action: '/c', codes: [] },
    courses: { links: [] },
  });
  pages['settings-events-only'] = SpaceSettingsPage({
    frame: embed,
    space: spaceOf('training', words),
    seal,
    now,
    events: { action: '/e', events: eventsOf(words).map((event) => ({ event })) },
  });
  return pages;
}
