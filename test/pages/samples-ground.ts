import type { SpaceEvent } from '../../src/domain/event.ts';
import type { Space, SpaceKind } from '../../src/domain/space.ts';
import { momentOf } from '../../src/web/dates.ts';
import type { Language } from '../../src/web/language.ts';
import type { Frame } from '../../src/web/views/document.tsx';

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

/** The time on every page. */
export const now = momentOf('2026-11-24', '07:51') ?? 0;
export const seal = { csrf: 'csrf-token', account: 'account-1' };
export const day = 86_400_000;

/** What surrounds a page, with the sections of a space if it belongs to one. */
export function frameOf(language: Language, variant: Frame['variant'], space?: Space): Frame {
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

export function spaceOf(kind: SpaceKind, words: Words): Space {
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

export function eventsOf(words: Words): SpaceEvent[] {
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
