import type { PracticeSite } from '../../site.ts';
import { may } from '../call.ts';

/** Makes a change for one person; says whether anything was to be done. @throws Refusal */
export type MakeChange = (userId: number) => boolean;

/** Why a change of one person was refused, in the plugin's word. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** @throws Refusal `norights` */
export function checkRights(site: PracticeSite, ...capabilities: readonly string[]): void {
  if (!capabilities.every((capability) => may(site, capability))) throw new Refusal('norights');
}
