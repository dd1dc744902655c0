import type { MoodleReader } from '../moodle/reader.ts';
import type { MoodleWriter } from '../moodle/writer.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Store } from '../store/port.ts';

/** What talks to the web services of one site. */
export interface SiteServices {
  reader: MoodleReader;
  writer: MoodleWriter;
}

export interface SyncServices {
  store: Store;
  clock: Clock;
  log: Log;
  /** @throws CodedError `moodle.not-connected` */
  moodle(siteId: string): Promise<SiteServices>;
  /** Waits that many milliseconds; tests do not. */
  sleep(ms: number): Promise<void>;
}
