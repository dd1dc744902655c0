import type { Space } from '../domain/space.ts';
import { addressOf, paths } from './addresses.ts';
import { stylesheets } from './stylesheets.ts';
import type { Frame } from './views/document.tsx';
import type { Section } from './views/header.tsx';
import type { SignedInVisit, SpaceVisit, Visit } from './visit.ts';

/** What surrounds a page that belongs to no space. */
export function plainFrame({
  language,
  isFramed,
  request,
}: Pick<Visit, 'language' | 'isFramed' | 'request'>): Frame {
  return {
    language,
    variant: isFramed ? 'embed' : 'window',
    stylesheets,
    tabs: [],
    footer: {
      help: paths.help,
      privacy: paths.privacy,
      accessibility: paths.accessibility,
      ...(canBeAskedAgain(request)
        ? { otherLanguage: inLanguage(request.url, language === 'de' ? 'en' : 'de') }
        : {}),
    },
  };
}

/** The same for somebody who came from Moodle: with the way back, and what was just done. */
export function signedInFrame(visit: SignedInVisit): Frame {
  const returnUrl = returnUrlOf(visit);
  const { flash, seal } = visit;
  const notice = flash?.notice && {
    name: flash.notice,
    ...(flash.undo === undefined ? {} : { undo: { action: flash.undo, seal } }),
  };
  const plain = plainFrame(visit);
  const launches = addressOf(paths.launches, { site: visit.site.id });
  const isAdministrator = visit.session.right === 'site-administrator';
  const sync = addressOf(paths.sync, { site: visit.site.id });
  return {
    ...plain,
    footer: { ...plain.footer, ...(isAdministrator ? { launches, sync } : {}) },
    ...(visit.isFramed ? { newWindow: handoverAddress(visit) } : {}),
    ...(returnUrl ? { returnUrl } : {}),
    ...(notice ? { notice } : {}),
  };
}

/** The same for a page of a space: with the sections that this person may open. */
export function spaceFrame(visit: SpaceVisit, current: Section | undefined): Frame {
  const space: Space = visit.space.doc;
  const values = { site: visit.site.id, space: space.id };
  const isTraining = space.kind === 'training';
  const leads = visit.may('lead-training');
  const { role } = visit.membership;
  const learns = role === 'trainee' && !leads;
  const sections: [Section, string, boolean][] = [
    ['path', addressOf(paths.trainingPath, values), learns],
    ['practice', addressOf(paths.practice, values), learns],
    ['mentees', addressOf(paths.mentees, values), role === 'mentor' && !leads],
    ['reflections', addressOf(paths.reflections, values), learns || (role === 'mentor' && !leads)],
    ['group', addressOf(paths.group, values), leads],
    ['attendance', addressOf(paths.attendance, values), leads],
    ['runs', addressOf(paths.runs, values), leads],
    ['contents', addressOf(paths.contents, values), visit.may('edit-curriculum')],
    ['space', addressOf(isTraining ? paths.about : paths.space, values), true],
    // Six tabs are the most: who leads a training finds members and dates on the page of the space.
    ['members', addressOf(paths.members, values), !isTraining],
    ['events', addressOf(paths.events, values), !isTraining && visit.may('plan-events')],
    ['settings', addressOf(paths.settings, values), visit.may('edit')],
  ];
  return {
    ...signedInFrame(visit),
    space,
    tabs: sections
      .filter(([, , isOpen]) => isOpen)
      .map(([section, href]) => ({ section, href, isCurrent: section === current })),
  };
}

/** The same for the pages of sync, for administrators of the site. */
export function syncFrame(visit: SignedInVisit, current: Section): Frame {
  const values = { site: visit.site.id };
  const sections: [Section, string][] = [
    ['sync', addressOf(paths.sync, values)],
    ['sync-mappings', addressOf(paths.syncMappings, values)],
    ['sync-people', addressOf(paths.syncPeople, values)],
    ['sync-connection', addressOf(paths.syncConnection, values)],
  ];
  const tabs = sections.map(([section, href]) => ({ section, href, isCurrent: section === current }));
  return { ...signedInFrame(visit), tabs };
}

/** Where Moodle wants people to return to; empty where it sent nothing. */
export function returnUrlOf({ services, session }: SignedInVisit): string {
  return session.sealedReturnUrl === '' ? '' : services.secrets.open('return-url', session.sealedReturnUrl);
}

/** Leads to the button that opens the page at hand in a window; from a form, the link's own page. */
function handoverAddress({ request, site }: SignedInVisit): string {
  const address = addressOf(paths.handover, { site: site.id });
  return request.method === 'GET' ? `${address}?${new URLSearchParams({ to: request.url })}` : address;
}

/** Not after a form, and not in the middle of a launch. */
function canBeAskedAgain({ method, url }: Visit['request']): boolean {
  return method === 'GET' && !url.startsWith('/lti/');
}

/** Parameters that the same page needs again; any other may be a token, and is not repeated. */
const keptParameters = [
  ...['to', 'token', 'run', 'show', 'step'],
  ...['target', 'space', 'kind', 'course', 'q', 'page'],
];

function inLanguage(address: string, language: string): string {
  // Of an address that begins with two slashes a browser would take the first part for a host.
  const [path = '/', query = ''] = address.replace(/^[/\\]+/, '/').split('?', 2);
  const given = [...new URLSearchParams(query)].filter(([name]) => keptParameters.includes(name));
  return `${path}?${new URLSearchParams([...given, ['lang', language]])}`;
}
