import type { WebServices } from '../services.ts';
import type { SignedMessage } from './signed-message.ts';

/** For the plugin's checks. */
export interface StateAnswer {
  /** Plans that wait for somebody. */
  heldPlans: number;
}

export async function stateAnswer(_services: WebServices, _message: SignedMessage): Promise<StateAnswer> {
  return { heldPlans: 0 };
}
