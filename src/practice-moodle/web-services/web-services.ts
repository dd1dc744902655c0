import { webServiceFunctions } from './functions.ts';
import type { Records } from './records.ts';
import { defaultSettings, type WebServiceSettings } from './settings.ts';
import { Tables } from './tables.ts';
import type { WebServiceCall } from './trouble.ts';

/** What the routes of the web services work with. */
export interface WebServices {
  readonly tables: Tables;
  readonly settings: WebServiceSettings;
  /** An expired token was used. */
  tokenDeleted: boolean;
  /** The oldest first. */
  readonly calls: WebServiceCall[];
}

export function createWebServices(kept?: Records): WebServices {
  return {
    tables: new Tables(kept),
    settings: defaultSettings([...webServiceFunctions.keys()]),
    tokenDeleted: false,
    calls: [],
  };
}
