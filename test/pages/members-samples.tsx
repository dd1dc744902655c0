import type { VNode } from 'preact';
import type { Language } from '../../src/web/language.ts';
import { ConfirmPage, confirmations } from '../../src/web/views/confirm.tsx';
import { type MemberEntry, MembersPage } from '../../src/web/views/members.tsx';
import { frameOf, seal, spaceOf, type Words } from './samples-ground.ts';

function membersOf(words: Words, isManaged: boolean): MemberEntry[] {
  const entry = (number: number, displayName: string, changes: Partial<MemberEntry['membership']>) => ({
    membership: {
      id: `m${number}`,
      role: 'teacher' as const,
      isOwner: false,
      isConfirmed: true,
      number,
      ...changes,
    },
    displayName,
    siteName: words.site,
    isSelf: number === 1,
    ...(isManaged
      ? { actions: { giveRole: `/m/${number}`, setOwner: `/m/${number}`, remove: `/m/${number}/remove` } }
      : {}),
  });
  return [
    entry(1, words.name, { role: 'process-facilitator', isOwner: true }),
    entry(2, 'Karim Haddad', { role: 'school-head' }),
    entry(7, '', { role: 'member', isConfirmed: false }),
  ];
}

/** Pages about members, and what asks before something is taken away. */
export function membersSamples(language: Language, words: Words): Record<string, VNode> {
  const network = spaceOf('network', words);
  const embed = frameOf(language, 'embed', network);
  const window = frameOf(language, 'window', network);
  const pages: Record<string, VNode> = {};
  pages['members-owner'] = MembersPage({
    frame: {
      ...embed,
      notice: { name: 'member-removed', undo: { action: '/m/3/restore', seal } },
    },
    space: network,
    seal,
    total: 3,
    hidden: 0,
    members: membersOf(words, true),
    removed: [
      {
        membership: { id: 'm3', role: 'library', number: 3 },
        displayName: '',
        siteName: words.site,
        bringBack: '/m/3/restore',
      },
    ],
    next: '?after=m7',
  });
  pages['members-plain'] = MembersPage({
    frame: window,
    space: network,
    seal,
    total: 11,
    hidden: 8,
    members: membersOf(words, false),
    removed: [],
  });
  pages['members-alone'] = MembersPage({
    frame: embed,
    space: spaceOf('training', words),
    seal,
    total: 1,
    hidden: 1,
    members: [],
    removed: [],
  });
  for (const what of confirmations) {
    pages[`confirm-${what}`] = ConfirmPage({
      frame: embed,
      seal,
      what,
      name: words.name,
      action: '/do',
      keep: '/m',
    });
  }
  return pages;
}
