import type { VNode } from 'preact';
import { type ErrorCode, errorStatus } from '../../src/domain/errors.ts';
import type { SpaceEvent } from '../../src/domain/event.ts';
import { type Space, type SpaceKind, spaceKinds } from '../../src/domain/space.ts';
import { momentOf } from '../../src/web/dates.ts';
import type { Language } from '../../src/web/language.ts';
import { AccessibilityPage } from '../../src/web/views/accessibility.tsx';
import { ClosedSpacePage, RedeemPage } from '../../src/web/views/closed-space.tsx';
import { ConfirmPage, confirmations } from '../../src/web/views/confirm.tsx';
import type { Frame } from '../../src/web/views/document.tsx';
import { FailurePage } from '../../src/web/views/failure.tsx';
import { HelpPage } from '../../src/web/views/help.tsx';
import { LinkNotSetUpPage } from '../../src/web/views/link-not-set-up.tsx';
import { LinkSetupPage } from '../../src/web/views/link-setup.tsx';
import { type MemberEntry, MembersPage } from '../../src/web/views/members.tsx';
import { NewWindowPage } from '../../src/web/views/new-window.tsx';
import { OperatorPage } from '../../src/web/views/operator.tsx';
import { OperatorSignInPage } from '../../src/web/views/operator-sign-in.tsx';
import { PrivacyPage } from '../../src/web/views/privacy.tsx';
import { SpacePage } from '../../src/web/views/space.tsx';
import { SpaceSettingsPage } from '../../src/web/views/space-settings.tsx';
import { StartPage } from '../../src/web/views/start.tsx';
import { gradesSamples } from './grades-samples.tsx';
import { trainerSamples } from './trainer-samples.tsx';

/** What people may have typed or what a Moodle may have sent. */
export interface Words {
  title: string;
  purpose: string;
  name: string;
  place: string;
  site: string;
}

export const typical: Words = {
  title: 'Netzwerk Lernen 27 Lippenau',
  purpose:
    'Elf Schulen aus Lippenau entwickeln ihre Medienkonzepte gemeinsam weiter.\n\nIn diesem Jahr geht es um den Transfer in die Kollegien.',
  name: 'Marlene Voss',
  place: 'Medienzentrum Lippenau, Raum 2',
  site: 'Moodle Lippenau',
};

export const hostile: Words = {
  title: `<script>alert(1)</script>"'&{{name}}$t(product.name)${'W'.repeat(72)}`,
  purpose: `</p><img src=x onerror=alert(2)>\n\n${'Donaudampfschifffahrt'.repeat(20)}`,
  name: '"><script>alert(3)</script> شبكة المدارس \u202eevil',
  place: "javascript:alert('4')<b>",
  site: '<i>Moodle</i> 网络',
};

const now = momentOf('2026-11-24', '07:51') ?? 0;
const seal = { csrf: 'csrf-token', account: 'account-1' };
const day = 86_400_000;

function frameOf(language: Language, variant: Frame['variant'], space?: Space): Frame {
  return {
    language,
    variant,
    stylesheets: ['/public/bootstrap.min.css', '/public/netzbruecke.css'],
    ...(space ? { space } : {}),
    tabs: space
      ? [
          { section: 'space', href: '/s/1/spaces/2', isCurrent: true },
          { section: 'members', href: '/s/1/spaces/2/members', isCurrent: false },
          { section: 'settings', href: '/s/1/spaces/2/settings', isCurrent: false },
        ]
      : [],
    ...(variant === 'embed' && space ? { newWindow: '/s/1/spaces/2' } : {}),
    ...(variant === 'window' && space ? { returnUrl: 'https://moodle.example/course/view.php?id=4' } : {}),
    footer: {
      help: '/help',
      privacy: '/privacy',
      accessibility: '/accessibility',
      otherLanguage: language === 'de' ? '?lang=en' : '?lang=de',
    },
  };
}

function spaceOf(kind: SpaceKind, words: Words): Space {
  return {
    id: 'space-1',
    kind,
    title: words.title,
    purpose: words.purpose,
    ...(kind === 'zfsl-group' ? { zfslGroup: { level: 'district', about: words.place } } : {}),
    createdAt: now,
    createdBy: null,
  };
}

function eventsOf(words: Words): SpaceEvent[] {
  const at = (id: string, kind: SpaceEvent['kind'], date: string, place: string): SpaceEvent => ({
    id,
    spaceId: 'space-1',
    kind,
    startsAt: momentOf(date, '14:00') ?? 0,
    endsAt: momentOf(date, '16:00') ?? 0,
    place,
    createdBy: null,
  });
  return [
    at('e1', 'steering-round', '2026-11-26', words.place),
    at('e2', 'heads-round', '2027-01-12', ''),
    at('e3', 'network-meeting', '2027-03-09', words.place),
  ];
}

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

/** Every view with one set of words, as trees by a name for messages. */
export function samples(language: Language, words: Words): Record<string, VNode> {
  const network = spaceOf('network', words);
  const bare = frameOf(language, 'embed');
  const embed = frameOf(language, 'embed', network);
  const window = frameOf(language, 'window', network);
  const operator = { name: words.site, contact: 'betrieb@example.org' };
  const training = frameOf(language, 'window', spaceOf('training', words));
  const pages: Record<string, VNode> = {
    ...gradesSamples(embed, words.name, now),
    ...trainerSamples(training, words, now),
  };

  for (const kind of spaceKinds) {
    const space = spaceOf(kind, words);
    const shared = { space, now, memberCount: 14, leaders: [] };
    pages[`space-${kind}-owner`] = SpacePage({
      ...shared,
      frame: { ...frameOf(language, 'window', space), notice: { name: 'saved' } },
      events: eventsOf(words),
      standing: 'owner',
      actions: {
        members: '/m',
        'plan-events': '/e',
        'report-progress': '/g',
        edit: '/s',
        'manage-members': '/m',
        share: '/s#einladungen',
      },
      leaders: [
        { displayName: words.name, number: 1, role: 'process-facilitator' },
        { displayName: '', number: 7, role: 'network-manager' },
      ],
    });
    pages[`space-${kind}-empty`] = SpacePage({
      ...shared,
      space: { ...space, purpose: '' },
      frame: frameOf(language, 'embed', space),
      events: [],
      standing: 'by-launch',
      actions: { members: '/m', redeem: '/i' },
      memberCount: 1,
    });
  }
  pages['space-empty-owner'] = SpacePage({
    frame: frameOf(language, 'embed', network),
    space: { ...network, purpose: '' },
    now,
    memberCount: 1,
    leaders: [],
    events: [],
    standing: 'owner',
    actions: { members: '/m', 'plan-events': '/e', edit: '/s', 'manage-members': '/m', share: '/s' },
  });
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
  const setup = {
    frame: bare,
    seal,
    linkTitle: words.title,
    choose: {
      action: '/link/space',
      spaces: spaceKinds.map((kind) => ({ ...spaceOf(kind, words), id: kind })),
      next: '?after=5',
    },
    code: { action: '/link/code' },
    create: { action: '/link/new-space' },
  };
  pages['link-setup'] = LinkSetupPage(setup);
  pages['link-setup-first'] = LinkSetupPage({
    ...setup,
    linkTitle: '',
    choose: { action: '/link/space', spaces: [] },
    code: {
      action: '/link/code',
      draft: { values: { code: words.place }, problems: { code: 'link-code-invalid' } },
    },
    create: {
      action: '/link/new-space',
      draft: {
        values: { kind: 'zfsl-group', title: words.name, level: 'subject', about: '' },
        problems: { about: 'about-missing' },
      },
    },
  });
  pages['link-not-set-up'] = LinkNotSetUpPage({ frame: bare, returnUrl: 'https://moodle.example/' });
  pages['closed-space'] = ClosedSpacePage({ frame: bare, invitation: { seal, action: '/i' } });
  pages.redeem = RedeemPage({
    frame: embed,
    invitation: {
      seal,
      action: '/i',
      draft: { values: { code: words.name }, problems: { code: 'invitation-invalid' } },
    },
  });
  pages['new-window'] = NewWindowPage({
    frame: bare,
    action: '/lti/login',
    method: 'get',
    fields: { login_hint: words.name, lti_message_hint: '{"cmid":4}' },
  });
  pages.help = HelpPage({ frame: frameOf(language, 'window'), operator });
  pages.privacy = PrivacyPage({ frame: frameOf(language, 'window'), operator: { name: '', contact: '' } });
  pages.accessibility = AccessibilityPage({ frame: frameOf(language, 'window'), operator });
  pages.start = StartPage({ frame: frameOf(language, 'window'), operator });
  pages['operator-sign-in'] = OperatorSignInPage({
    frame: frameOf(language, 'window'),
    action: '/operator/sign-in',
    token: 'one-time-token',
  });
  const addresses = {
    tool: 'https://netz.example.org/lti/launch',
    login: 'https://netz.example.org/lti/login',
    launch: 'https://netz.example.org/lti/launch',
    keys: 'https://netz.example.org/lti/keys',
  };
  const addSiteCommand = 'netzbruecke site add --name "Moodle Lippenau" --issuer https://moodle.example';
  pages.operator = OperatorPage({
    frame: frameOf(language, 'window'),
    addresses,
    addSiteCommand,
    sites: [
      {
        site: { id: 's1', name: words.site, issuer: 'https://moodle.example' },
        registrations: [
          { id: 'r1', clientId: 'JUvGfpHnxQLMhbS', deploymentIds: ['1', '2'] },
          { id: 'r2', clientId: words.title, deploymentIds: ['7'] },
        ],
        accounts: 1240,
        courseLinks: 12,
      },
    ],
  });
  pages['operator-empty'] = OperatorPage({
    frame: frameOf(language, 'window'),
    addresses,
    addSiteCommand,
    sites: [],
  });
  return pages;
}

/** An error page for every code there is. */
export function failures(language: Language): [ErrorCode, VNode][] {
  const frame = frameOf(language, 'embed');
  return (Object.keys(errorStatus) as ErrorCode[]).map((code) => [
    code,
    FailurePage({
      frame,
      code,
      requestNumber: '7F3K-92QD',
      at: now,
      ...(code === 'launch.state-expired'
        ? { returnUrl: 'https://moodle.example/course/view.php?id=4' }
        : {}),
    }),
  ]);
}
