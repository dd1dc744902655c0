import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export interface SlowPlatform {
  origin: string;
  /** Scores that arrived. */
  scores(): number;
  close(): void;
}

const pageSize = 200;

/** A platform on loopback that answers every call after `latencyMs`: tokens, scores, and a roster of `members`. */
export async function startSlowPlatform(latencyMs: number, members: number): Promise<SlowPlatform> {
  let scores = 0;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    request.resume();
    await setTimeout(latencyMs);
    if (url.pathname === '/token') {
      response.end(JSON.stringify({ access_token: 't', expires_in: 3600, scope: undefined }));
    } else if (url.pathname === '/members') {
      const from = Number(url.searchParams.get('from') ?? 0);
      const next = from + pageSize;
      if (next < members) {
        response.setHeader(
          'link',
          `<http://${request.headers.host}/members?limit=${pageSize}&from=${next}>; rel="next"`,
        );
      }
      response.end(JSON.stringify({ members: pageOf(from, Math.min(next, members)) }));
    } else {
      scores += 1;
      response.end();
    }
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    scores: () => scores,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** As many fields as Moodle 4.5 sends for a member. */
function pageOf(from: number, to: number): object[] {
  return Array.from({ length: to - from }, (_, index) => {
    const id = String(from + index);
    return {
      status: 'Active',
      roles: ['Learner'],
      user_id: id,
      lis_person_sourcedid: `P-${id}`,
      name: `Vorname${id} Nachname${id}`,
      given_name: `Vorname${id}`,
      family_name: `Nachname${id}`,
      ext_user_username: `user${id}`,
    };
  });
}
