import { chooseByFunctions } from './choose-by-functions.ts';
import { createMoodleClient, type MoodleClient } from './client.ts';
import { accessTo, type ConnectionServices } from './connection.ts';
import type { MoodleReader } from './reader.ts';
import type { MoodleWriter } from './writer.ts';

/** What reads and writes one site. */
export interface ConnectedMoodle {
  client: MoodleClient;
  reader: MoodleReader;
  writer: MoodleWriter;
}

/** Connected sites. All who work with one share its client, so that it never gets more calls at once than is good. */
export interface MoodleSites {
  /** @throws CodedError `moodle.not-connected` */
  of(siteId: string): Promise<ConnectedMoodle>;
}

export function createMoodleSites(services: ConnectionServices): MoodleSites {
  const open = new Map<string, ConnectedMoodle & { version: number }>();
  return {
    async of(siteId) {
      const { version, ...access } = await accessTo(services, siteId);
      const known = open.get(siteId);
      if (known?.version === version) return known;
      const client = createMoodleClient(services, access);
      const moodle = { client, ...chooseByFunctions(client, services.clock), version };
      open.set(siteId, moodle);
      return moodle;
    },
  };
}
