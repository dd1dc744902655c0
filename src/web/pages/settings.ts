import { courseLinks, linkCodes } from '../../store/course-link.ts';
import { invitations } from '../../store/invitation.ts';
import { everyRow } from '../../store/port.ts';
import { sites } from '../../store/site.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { Section } from '../views/header.tsx';
import type { Draft } from '../views/problems.tsx';
import type { CourseSettings } from '../views/settings-courses.tsx';
import type { EventFieldName, EventSettings } from '../views/settings-events.tsx';
import type { InvitationSettings } from '../views/settings-invitations.tsx';
import type { LinkCodeSettings } from '../views/settings-link-codes.tsx';
import { SpaceSettingsPage } from '../views/space-settings.tsx';
import type { Answer, SpaceVisit } from '../visit.ts';
import { comingEvents } from './about.ts';
import { syncSettings } from './sync-settings.ts';

/** What was typed into one of the forms, when it was not right. */
export interface Drafts {
  text?: Draft<'title' | 'purpose'>;
  event?: Draft<EventFieldName>;
  invitation?: Draft<'role' | 'owner'>;
}

/** What owners change: text, events, invitations, link codes, courses; each part only for those who may. */
export async function settingsPage(visit: SpaceVisit, drafts: Drafts = {}): Promise<Answer> {
  const { may, space, seal, now } = visit;
  const page = SpaceSettingsPage({
    frame: spaceFrame(visit, 'settings'),
    space: space.doc,
    seal,
    now,
    text: { action: addressOf(paths.settings, valuesOf(visit)), ...draft(drafts.text) },
    ...(may('manage-members') ? { invitations: await invitationSettings(visit, drafts.invitation) } : {}),
    ...(may('share') ? { linkCodes: await linkCodeSettings(visit) } : {}),
    courses: await courseSettings(visit),
    sync: await syncSettings(visit),
  });
  return answer(page, drafts);
}

/** The same page with nothing but events, for all who plan them. */
export async function eventsPage(visit: SpaceVisit, drafts: Drafts = {}): Promise<Answer> {
  const { space, seal, now } = visit;
  const section: Section = 'events';
  const page = SpaceSettingsPage({
    frame: spaceFrame(visit, section),
    space: space.doc,
    seal,
    now,
    events: await eventSettings(visit, drafts.event),
  });
  return answer(page, drafts);
}

function answer(page: Extract<Answer, { page: unknown }>['page'], drafts: Drafts): Answer {
  return Object.keys(drafts).length === 0 ? { page } : { page, status: 422 };
}

async function eventSettings(visit: SpaceVisit, typed?: Draft<EventFieldName>): Promise<EventSettings> {
  const events = await comingEvents(visit);
  return {
    action: addressOf(paths.events, valuesOf(visit)),
    ...draft(typed),
    events: events.map((event) => ({
      event,
      remove: addressOf(paths.eventRemoval, { ...valuesOf(visit), event: event.id }),
    })),
  };
}

async function invitationSettings(
  visit: SpaceVisit,
  typed?: Draft<'role' | 'owner'>,
): Promise<InvitationSettings> {
  const { store } = visit.services;
  const made = await Array.fromAsync(
    everyRow(store, invitations, 'bySpace', [visit.space.doc.id]),
    ({ doc }) => doc,
  );
  return {
    action: addressOf(paths.invitations, valuesOf(visit)),
    ...draft(typed),
    ...(visit.flash?.invitationCode === undefined ? {} : { newCode: visit.flash.invitationCode }),
    open: made
      .filter(({ usedBy }) => usedBy === null)
      .map((invitation) => ({
        invitation,
        withdraw: addressOf(paths.invitationWithdrawal, { ...valuesOf(visit), invitation: invitation.id }),
      })),
  };
}

async function linkCodeSettings(visit: SpaceVisit): Promise<LinkCodeSettings> {
  const { store } = visit.services;
  const made = await Array.fromAsync(
    everyRow(store, linkCodes, 'bySpace', [visit.space.doc.id]),
    ({ doc }) => doc,
  );
  return {
    action: addressOf(paths.linkCodes, valuesOf(visit)),
    ...(visit.flash?.linkCode === undefined ? {} : { newCode: visit.flash.linkCode }),
    codes: made.map((code) => ({
      code,
      ...(code.revokedAt === null
        ? { revoke: addressOf(paths.linkCodeRevocation, { ...valuesOf(visit), code: code.id }) }
        : {}),
    })),
  };
}

async function courseSettings(visit: SpaceVisit): Promise<CourseSettings> {
  const { services, session } = visit;
  const bound = await Array.fromAsync(
    everyRow(services.store, courseLinks, 'bySpace', [visit.space.doc.id]),
    ({ doc }) => doc,
  );
  const links = bound.map(async (link) => {
    const site = await services.store.get(sites, link.siteId);
    const isHere = link.siteId === session.siteId && link.contextId === session.contextId;
    return {
      link,
      siteName: site?.doc.name ?? '',
      ...(isHere ? { courseTitle: session.contextTitle } : {}),
      unbind: addressOf(paths.linkRemoval, { ...valuesOf(visit), link: link.id }),
    };
  });
  return { links: await Promise.all(links) };
}

function draft<Name extends string>(typed: Draft<Name> | undefined): { draft?: Draft<Name> } {
  return typed === undefined ? {} : { draft: typed };
}

function valuesOf({ site, space }: SpaceVisit): { site: string; space: string } {
  return { site: site.id, space: space.doc.id };
}
