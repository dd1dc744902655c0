import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../src/outbound/http-client.ts';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';

/** `lost-answer`: Moodle does it, and nobody hears of it. `no-connection`: Moodle never hears of it. */
export type Trouble = 'lost-answer' | 'no-connection' | 'overloaded';

/** A score that reached the practice Moodle, with its answer. */
export interface ArrivedScore {
  userId: string;
  timestamp: string;
  status: number;
  body: Record<string, unknown>;
  path: string;
}

/** Stands before a practice Moodle: notes every call and every score, and lets calls fail as the test says. */
export interface MoodleFront {
  /** "POST /mod/lti/token.php" and so on. */
  calls: string[];
  scores: ArrivedScore[];
  /** What happens to the next scores, in this order; then nothing does. */
  troubles: Trouble[];
  /** Speaks to the practice Moodle without a socket. */
  http: HttpClient;
  /** The same for other processes. */
  listen(port: number): Promise<Server>;
}

/** @param practice looked up late: it wants to know its own address first */
export function createFront(practice: () => PracticeMoodle): MoodleFront {
  const calls: string[] = [];
  const scores: ArrivedScore[] = [];
  const troubles: Trouble[] = [];

  async function forward({ method, url, headers, body = '' }: HttpRequest): Promise<HttpAnswer> {
    const { pathname, search } = new URL(url);
    calls.push(`${method} ${pathname}`);
    const isScore = pathname.endsWith('/scores');
    const trouble = isScore ? troubles.shift() : undefined;
    if (trouble === 'no-connection') throw new Error('no answer: ECONNREFUSED');
    if (trouble === 'overloaded') return { status: 503, headers: { 'retry-after': '40' }, text: '' };
    const answer = await practice().app.inject({ method, url: pathname + search, headers, payload: body });
    if (isScore) {
      const sent = JSON.parse(body) as { userId: string; timestamp: string };
      scores.push({ ...sent, status: answer.statusCode, body: { ...sent }, path: pathname + search });
    }
    if (trouble === 'lost-answer') throw new Error('no answer: ECONNRESET');
    const entries = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    return { status: answer.statusCode, headers: Object.fromEntries(entries), text: answer.body };
  }

  return {
    calls,
    scores,
    troubles,
    http: {
      send: forward,
      get: (url, accept) => forward({ method: 'GET', url, headers: { Accept: accept } }),
    },
    async listen(port) {
      const server = createServer(async (request, response) => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        const { method, url } = request;
        const asked = { method: method as 'GET' | 'POST', url: `http://localhost:${port}${url}`, headers };
        try {
          const answer = await forward({ ...asked, body: await text(request) });
          const type = answer.headers['content-type'];
          response
            .writeHead(answer.status, type === undefined ? {} : { 'content-type': type })
            .end(answer.text);
        } catch {
          response.destroy();
        }
      });
      await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
      return server;
    },
  };
}
