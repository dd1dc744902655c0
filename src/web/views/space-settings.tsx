import type { VNode } from 'preact';
import type { Space } from '../../domain/space.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import type { FormSeal } from './form.tsx';
import { type CourseSettings, CoursesSection } from './settings-courses.tsx';
import { type EventSettings, EventsSection } from './settings-events.tsx';
import { type InvitationSettings, InvitationsSection } from './settings-invitations.tsx';
import { type LinkCodeSettings, LinkCodesSection } from './settings-link-codes.tsx';
import { SyncSection, type SyncSettings } from './settings-sync.tsx';
import { TextSection, type TextSettings } from './settings-text.tsx';

/** Each part is there for those who may use it: somebody who only plans events gets `events` alone. */
export interface SpaceSettingsPageProps {
  frame: Frame;
  space: Space;
  seal: FormSeal;
  /** Epoch milliseconds. */
  now: number;
  text?: TextSettings;
  events?: EventSettings;
  invitations?: InvitationSettings;
  linkCodes?: LinkCodeSettings;
  courses?: CourseSettings;
  sync?: SyncSettings;
}

export function SpaceSettingsPage(props: SpaceSettingsPageProps): VNode {
  const { frame, space, seal, now } = props;
  const t = translator(frame.language);
  const heading = settingsHeading(t, props);
  const isMainThing = props.text === undefined;
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      {props.invitations?.newCode && (
        <InvitationsSection t={t} space={space} seal={seal} {...props.invitations} />
      )}
      {props.linkCodes?.newCode && <LinkCodesSection t={t} seal={seal} {...props.linkCodes} />}
      {props.text && <TextSection t={t} space={space} seal={seal} {...props.text} />}
      {props.events && (
        <EventsSection
          t={t}
          space={space}
          seal={seal}
          now={now}
          isMainThing={isMainThing}
          {...props.events}
        />
      )}
      {props.invitations && !props.invitations.newCode && (
        <InvitationsSection t={t} space={space} seal={seal} {...props.invitations} />
      )}
      {props.linkCodes && !props.linkCodes.newCode && (
        <LinkCodesSection t={t} seal={seal} {...props.linkCodes} />
      )}
      {props.courses && <CoursesSection t={t} {...props.courses} />}
      {props.sync && <SyncSection t={t} {...props.sync} />}
    </Document>
  );
}

function settingsHeading(t: T, props: SpaceSettingsPageProps): string {
  if (props.courses) {
    const count = props.courses.links.length;
    return count === 0 ? t('settings.heading-no-course') : counted(t, 'settings.heading-courses', count);
  }
  const count = props.events?.events.length ?? 0;
  return count === 0 ? t('settings.heading-no-event') : counted(t, 'settings.heading-events', count);
}
