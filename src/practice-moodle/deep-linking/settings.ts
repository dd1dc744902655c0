import type { Claims, SelectionMessage } from '../message.ts';

/** What Moodle accepts, always the same; there is no `data`. The address carries the person's session key. */
export function deepLinkingSettings(message: SelectionMessage): Claims {
  const { origin, type, course, sesskey } = message;
  const query = new URLSearchParams({ course: course.id, id: type.id, sesskey });
  return {
    'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['frame', 'iframe', 'window'],
      accept_copy_advice: false,
      accept_multiple: true,
      accept_unsigned: false,
      auto_create: false,
      can_confirm: false,
      deep_link_return_url: `${origin}/mod/lti/contentitem_return.php?${query}`,
      title: message.title || type.name,
      text: message.text,
    },
  };
}
