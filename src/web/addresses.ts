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
  about: '/s/:site/spaces/:space/about',
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

  trainingPath: '/s/:site/spaces/:space/training/path',
  unit: '/s/:site/spaces/:space/training/units/:unit',
  unitDone: '/s/:site/spaces/:space/training/units/:unit/done',
  unitReopening: '/s/:site/spaces/:space/training/units/:unit/reopening',
  unitPlace: '/s/:site/spaces/:space/training/units/:unit/place',
  attempts: '/s/:site/spaces/:space/training/units/:unit/attempts',
  attempt: '/s/:site/spaces/:space/training/units/:unit/attempts/:attempt',
  attemptAnswers: '/s/:site/spaces/:space/training/units/:unit/attempts/:attempt/answers',
  attemptSubmission: '/s/:site/spaces/:space/training/units/:unit/attempts/:attempt/submission',
  checkIn: '/s/:site/spaces/:space/training/units/:unit/check-in',
  reflection: '/s/:site/spaces/:space/training/units/:unit/reflection',
  reflections: '/s/:site/spaces/:space/training/reflections',
  practice: '/s/:site/spaces/:space/training/practice',
  practiceEntry: '/s/:site/spaces/:space/training/practice/:entry',
  practiceEntryRemoval: '/s/:site/spaces/:space/training/practice/:entry/removal',
  practiceComment: '/s/:site/spaces/:space/training/practice/:entry/comment',
  mentees: '/s/:site/spaces/:space/training/mentees',
  trainee: '/s/:site/spaces/:space/training/people/:participant',
  traineeNotes: '/s/:site/spaces/:space/training/people/:participant/notes',
  traineeNoteRemoval: '/s/:site/spaces/:space/training/people/:participant/notes/:note/removal',
  traineeNoteReturn: '/s/:site/spaces/:space/training/people/:participant/notes/:note/return',
  traineeUnit: '/s/:site/spaces/:space/training/people/:participant/units/:unit',
  traineeUnitReopening: '/s/:site/spaces/:space/training/people/:participant/units/:unit/reopening',
  group: '/s/:site/spaces/:space/training/group',
  groupTable: '/s/:site/spaces/:space/training/group.csv',
  attendance: '/s/:site/spaces/:space/training/attendance',
  meeting: '/s/:site/spaces/:space/training/attendance/:run/:unit',
  checkInCode: '/s/:site/spaces/:space/training/attendance/:run/:unit/code',
  runs: '/s/:site/spaces/:space/training/runs',
  run: '/s/:site/spaces/:space/training/runs/:run',
  runMeetings: '/s/:site/spaces/:space/training/runs/:run/meetings',
  runPeople: '/s/:site/spaces/:space/training/runs/:run/people',
  runPerson: '/s/:site/spaces/:space/training/runs/:run/people/:participant',
  runPersonRemoval: '/s/:site/spaces/:space/training/runs/:run/people/:participant/removal',
  runPersonReturn: '/s/:site/spaces/:space/training/runs/:run/people/:participant/return',
  runTrainers: '/s/:site/spaces/:space/training/runs/:run/trainers',
  runTrainerRemoval: '/s/:site/spaces/:space/training/runs/:run/trainers/:account/removal',
  contents: '/s/:site/spaces/:space/training/contents',
  contentsUnit: '/s/:site/spaces/:space/training/contents/units/:unit',
  contentsStep: '/s/:site/spaces/:space/training/contents/steps/:step',
  contentsUnitMove: '/s/:site/spaces/:space/training/contents/units/:unit/move',
  contentsUnitRemoval: '/s/:site/spaces/:space/training/contents/units/:unit/removal',
  contentsQuestion: '/s/:site/spaces/:space/training/contents/units/:unit/questions/:question',
  contentsQuestionRemoval: '/s/:site/spaces/:space/training/contents/units/:unit/questions/:question/removal',
  contentsDraftRemoval: '/s/:site/spaces/:space/training/contents/draft/removal',
  contentsPublication: '/s/:site/spaces/:space/training/contents/publication',

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
