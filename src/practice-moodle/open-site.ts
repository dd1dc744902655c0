import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { createParticipants } from './participants.ts';
import { createAccessTokens } from './services/access-tokens.ts';
import { createToolKeys, type Download, downloadText } from './services/tool-keys.ts';
import { createSessions } from './session.ts';
import type { PracticeSite } from './site.ts';
import { loadState, stateText } from './state.ts';
import { createKeeper } from './state-file.ts';
import { createWebServices } from './web-services/web-services.ts';

export interface SiteOptions {
  /** wwwroot and issuer, for example `http://localhost:8080`; the browser must use exactly this host name. */
  readonly origin: string;
  /** Where the tool answers, for example `http://127.0.0.1:3000`. */
  readonly toolUrl: string;
  /** JSON file kept over restarts; without it everything is forgotten at the end. */
  readonly stateFile?: string;
  readonly clock: Clock;
  readonly log?: Log;
  /** How Moodle reads a tool's key set; default: `fetch`. */
  readonly download?: Download;
}

/** The site with its kept state. `settled` resolves when the state file is written. */
export async function openSite(
  options: SiteOptions,
): Promise<{ site: PracticeSite; settled(): Promise<void> }> {
  const { stateFile, log, clock } = options;
  const toolUrl = options.toolUrl.replace(/\/+$/, '');
  const state = await loadState(toolUrl, stateFile);
  const webServices = createWebServices(state.webServices);
  const keeper = createKeeper(
    stateFile,
    () => stateText({ ...state, webServices: webServices.tables.toJSON() }),
    (err) => log?.error({ err }, 'the practice Moodle cannot be saved'),
  );
  // A token that was copied works after a restart too.
  if (!state.webServices) keeper.changed();
  const site: PracticeSite = {
    origin: options.origin.replace(/\/+$/, ''),
    toolUrl,
    state,
    sessions: createSessions(),
    participants: createParticipants(),
    accessTokens: createAccessTokens(),
    toolKeys: createToolKeys(options.download ?? downloadText),
    webServices,
    misbehave: {},
    requests: [],
    clock,
    log,
    changed: keeper.changed,
  };
  return { site, settled: keeper.settled };
}
