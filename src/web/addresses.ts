/** Every address of the tool, on one page. `:name` parts are filled by `addressOf`. */
export const paths = {
  start: '/',
  help: '/help',
  privacy: '/privacy',
  accessibility: '/accessibility',
  health: '/health',

  login: '/lti/login',
  launch: '/lti/launch',
  keys: '/lti/keys',
  register: '/lti/register',

  pluginHello: '/plugin/hello',
  pluginConnect: '/plugin/connect',
  pluginPush: '/plugin/push',
  pluginCourse: '/plugin/course',
  pluginState: '/plugin/state',
  pluginDisconnect: '/plugin/disconnect',
  pluginZip: '/plugin/netzbruecke.zip',

  linkSetup: '/s/:site/link',
  bindToSpace: '/s/:site/link/space',
  bindByCode: '/s/:site/link/code',
  bindToNewSpace: '/s/:site/link/new-space',
  pick: '/s/:site/pick',
  invitation: '/s/:site/invitation',
  closed: '/s/:site/closed',
  handover: '/s/:site/handover',
  launches: '/s/:site/launches',

  space: '/s/:site/spaces/:space',
  members: '/s/:site/spaces/:space/members',
  memberRole: '/s/:site/spaces/:space/members/:member/role',
  memberOwner: '/s/:site/spaces/:space/members/:member/owner',
  memberRemoval: '/s/:site/spaces/:space/members/:member/removal',
  memberReturn: '/s/:site/spaces/:space/members/:member/return',
  events: '/s/:site/spaces/:space/events',
  eventRemoval: '/s/:site/spaces/:space/events/:event/removal',
  grades: '/s/:site/spaces/:space/grades',
  gradeComplete: '/s/:site/spaces/:space/grades/:account/complete',
  gradeUndo: '/s/:site/spaces/:space/grades/:account/undo',
  gradeAgain: '/s/:site/spaces/:space/deliveries/:delivery/again',
  gradeColumn: '/s/:site/spaces/:space/grade-column',
  reviews: '/s/:site/spaces/:space/reviews',
  review: '/s/:site/spaces/:space/reviews/:account',
  settings: '/s/:site/spaces/:space/settings',
  linkCodes: '/s/:site/spaces/:space/link-codes',
  linkCodeRevocation: '/s/:site/spaces/:space/link-codes/:code/revocation',
  invitations: '/s/:site/spaces/:space/invitations',
  invitationWithdrawal: '/s/:site/spaces/:space/invitations/:invitation/withdrawal',
  linkRemoval: '/s/:site/spaces/:space/links/:link/removal',

  operatorSignIn: '/operator/sign-in',
  operator: '/operator',
  operatorLaunches: '/operator/launches',
} as const;

export type Path = (typeof paths)[keyof typeof paths];

type Names<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

/** The address of a page, every value encoded. */
export function addressOf<Pattern extends Path>(
  pattern: Pattern,
  values: Record<Names<Pattern>, string>,
): string {
  const byName: Record<string, string> = values;
  return pattern.replace(/:(\w+)/g, (_match, name: string) => encodeURIComponent(byName[name] ?? ''));
}
