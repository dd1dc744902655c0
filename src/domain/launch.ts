import type { DeepLinkingSettings } from './deep-linking.ts';
import type { LineItemsAccess } from './gradable-link.ts';
import type { LaunchRight } from './member-role.ts';

/** A checked launch in our words; everything after the front door works with this and never with claims. */
export interface Launch {
  siteId: string;
  registrationId: string;
  deploymentId: string;
  sub: string;
  right: LaunchRight;
  /** Empty where the platform shares no name. */
  displayName: string;
  /** Language tag, empty if none was sent. */
  locale: string;
  resourceLinkId: string;
  resourceLinkTitle: string;
  /** Empty strings where the launch names no course. */
  contextId: string;
  contextTitle: string;
  /** Path on our own origin that the link asks for. */
  targetPath: string;
  /** Address of the course on the platform's origin, empty if none. Contains the user's sesskey: never log it. */
  returnUrl: string;
  isFramed: boolean;
  /** Where the members of the course are read; empty if the platform offers it not, or on a foreign host. */
  membershipsUrl: string;
  /** The link's own column in the gradebook; empty if it has none, or on a foreign host. */
  lineItemUrl: string;
  /** Where the columns of the course are listed; empty if not offered, or on a foreign host. */
  lineItemsUrl: string;
  /** What the platform lets us do with columns. */
  lineItemsAccess: LineItemsAccess;
  canScore: boolean;
  canReadResults: boolean;
  /** What a link that was chosen here carries; absent if nothing, or if this is no link. */
  linkHandle?: string;
  /** Present when content is being chosen for a course; then the id of the link is empty. */
  deepLinking?: DeepLinkingSettings;
  /**
   * Present when the gradebook opens somebody's work: the `sub` of that person, empty where none is named.
   */
  reviewedSub?: string;
  /** Made anew at each login. The session takes it as its id, which is how a launch works once. */
  nonce: string;
}
