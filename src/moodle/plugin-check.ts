import { CodedError } from '../domain/errors.ts';
import { createMoodleClient, type MoodleAccess, type MoodleServices } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';
import { pluginFunctions } from './plugin-functions.ts';

/** What a plugin says of its site when it asks to be connected. */
export interface PluginClaim extends MoodleAccess {
  clientId: string;
  deploymentId: string;
  /** User id of the service account. */
  serviceAccount: number;
}

/**
 * Calls a site back at its own address and compares what it says there with what was claimed. The status of the
 * plugin is asked for too: anybody can have a token of some kind, but only the plugin's account may call that, and
 * only it names the external tool.
 *
 * @returns capabilities that the service account lacks, and what Moodle calls its release
 * @throws CodedError `plugin.site-unreachable`, `plugin.site-refused`, `plugin.site-mismatch`, `address.refused`
 */
export async function checkPluginSite(
  services: MoodleServices,
  claim: PluginClaim,
): Promise<{ missingRights: string[]; release: string }> {
  const client = createMoodleClient(services, claim);
  try {
    const info = await client.call(moodleFunctions.siteInfo);
    if (info.siteurl !== claim.siteUrl) throw mismatch('address');
    if (info.userid !== claim.serviceAccount) throw mismatch('account');
    const status = await client.call(pluginFunctions.status);
    if (status.wwwroot !== claim.siteUrl) throw mismatch('address');
    if (status.serviceaccount !== claim.serviceAccount) throw mismatch('account');
    if (status.clientid !== claim.clientId || status.deploymentid !== claim.deploymentId)
      throw mismatch('tool');
    return { missingRights: status.missingrights, release: info.release };
  } catch (error) {
    if (!(error instanceof MoodleFailure)) throw error;
    const isRefusal = error.class === 'configuration' && error.code !== 'moodle.wrong-address';
    throw new CodedError(
      isRefusal ? 'plugin.site-refused' : 'plugin.site-unreachable',
      { reason: error.code },
      error,
    );
  }
}

function mismatch(what: string): CodedError {
  return new CodedError('plugin.site-mismatch', { what });
}
