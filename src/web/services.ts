import type { AccessTokens } from '../../lti/access-token.ts';
import type { LaunchServices } from '../../lti/launch-checks.ts';
import type { Rosters } from '../../lti/names-and-roles.ts';
import type { Platforms } from '../../lti/platforms.ts';
import type { HttpClient } from '../outbound/http-client.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Secrets } from '../runtime/secrets.ts';
import type { Store } from '../store/port.ts';
import type { HintFollower } from '../sync/hints.ts';
import type { SyncServices } from '../sync/services.ts';
import type { LaunchReports } from './launch-reports.ts';
import type { SyncWork } from './sync-work.ts';

/** What pages work with; put together in `app.ts`. */
export interface WebServices {
  store: Store;
  secrets: Secrets;
  clock: Clock;
  log: Log;
  launches: LaunchServices;
  platforms: Platforms;
  http: HttpClient;
  rosters: Rosters;
  tokens: AccessTokens;
  launchReports: LaunchReports;
  /** Follows what plugins of Moodle sites tell. */
  hints: Pick<HintFollower, 'wake'>;
  sync: SyncServices;
  syncWork: SyncWork;
  /** Our own origin. */
  publicUrl: string;
  /** Who runs this installation, as it stands on the pages; empty if not told. */
  operator: { name: string; contact: string };
}
