import { z } from 'zod';
import { launchContainerSchema } from './course.ts';

/** LTI_SETTING_NEVER, _ALWAYS, _DELEGATE (mod/lti/locallib.php); `delegate` leaves it to the activity. */
const sharingSchema = z.enum(['never', 'always', 'delegate']);

export const toolTypeSchema = z.object({
  /** mdl_lti_types.id as text: the deployment id. */
  id: z.string().regex(/^\d+$/),
  clientId: z.string().regex(/^[A-Za-z0-9]{15}$/),
  name: z.string().min(1),
  description: z.string(),
  /** LTI_TOOL_STATE_*. Launches, tokens and services of a pending tool work all the same: Moodle never asks. */
  state: z.enum(['configured', 'pending']),
  /** LTI_COURSEVISIBLE_*: teachers can add the tool only from the activity chooser. */
  courseVisible: z.enum(['preconfigured', 'activity-chooser']),
  /** Default `target_link_uri`. */
  url: z.string(),
  domain: z.string(),
  initiateLogin: z.string(),
  redirectUris: z.array(z.string()),
  keySetUrl: z.string(),
  deepLinking: z.boolean(),
  /** Empty: `url`. */
  deepLinkingUrl: z.string(),
  container: launchContainerSchema,
  /** One `name=value` a line. */
  customParameters: z.string(),
  icon: z.string(),
  sendName: sharingSchema,
  sendEmail: sharingSchema,
  acceptGrades: sharingSchema,
  /** ltiservice_gradesynchronization 0, 1, 2: no grades, grades in existing columns, also own columns. */
  gradeSync: z.enum(['never', 'partial', 'full']),
  memberships: z.boolean(),
  toolSettings: z.boolean(),
});
/** A tool as "Manage tools" keeps it (mdl_lti_types and mdl_lti_types_config). */
export type ToolType = z.infer<typeof toolTypeSchema>;

type Address = 'url' | 'domain' | 'initiateLogin' | 'redirectUris' | 'keySetUrl' | 'deepLinkingUrl';

/** Where Netzbrücke answers below `toolUrl`. */
export function addressesBelow(toolUrl: string): Pick<ToolType, Address> {
  return {
    url: `${toolUrl}/lti/launch`,
    domain: domainOf(toolUrl),
    initiateLogin: `${toolUrl}/lti/login`,
    redirectUris: [`${toolUrl}/lti/launch`],
    keySetUrl: `${toolUrl}/lti/keys`,
    deepLinkingUrl: `${toolUrl}/lti/launch`,
  };
}

/** The tool an administrator has entered by hand: everything switched on. */
export function firstToolType(clientId: string, toolUrl: string): ToolType {
  return {
    ...addressesBelow(toolUrl),
    id: '1',
    clientId,
    name: 'Netzbrücke',
    description: 'Räume für Schulnetzwerke.',
    state: 'configured',
    courseVisible: 'activity-chooser',
    deepLinking: true,
    container: 3,
    customParameters: '',
    icon: '',
    sendName: 'always',
    sendEmail: 'always',
    acceptGrades: 'delegate',
    gradeSync: 'full',
    memberships: true,
    toolSettings: true,
  };
}

/** Host with port, without `www.`, as lti_get_domain_from_url() finds it; empty if there is none. */
export function domainOf(url: string): string {
  return /^(?:https?:\/\/)?(?:www\.)?([^/]+)/i.exec(url)?.[1] ?? '';
}
