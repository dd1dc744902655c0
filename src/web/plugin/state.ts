import { syncStatus } from '../../sync/status.ts';
import type { WebServices } from '../services.ts';
import type { SignedMessage } from './signed-message.ts';

/** For the plugin's checks. */
export interface StateAnswer {
  /** Plans that wait for somebody. */
  heldPlans: number;
}

export async function stateAnswer({ store }: WebServices, { siteId }: SignedMessage): Promise<StateAnswer> {
  const { plan } = await syncStatus(store, siteId);
  return { heldPlans: plan?.state === 'held' ? 1 : 0 };
}
