import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Heard {
  path: string;
  authorization: string | undefined;
  body: string;
}

/** A platform whose every answer the test writes, on a real port, with all that it heard. */
export interface PlatformServer {
  origin: string;
  configurationUrl: string;
  configuration: Record<string, unknown>;
  /** What the registration answers; `undefined` drops the connection. */
  answer: { status: number; headers?: Record<string, string>; body: string } | undefined;
  heard: Heard[];
  close(): Promise<void>;
}

export async function openPlatformServer(port: number, host = 'localhost'): Promise<PlatformServer> {
  const origin = `http://${host}:${port}`;
  const its: PlatformServer = {
    origin,
    configurationUrl: `${origin}/configuration`,
    configuration: goodConfiguration(origin),
    answer: { status: 200, body: '{}' },
    heard: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer(async (request: IncomingMessage, response) => {
    const { url: path = '', headers } = request;
    its.heard.push({ path, authorization: headers.authorization, body: await text(request) });
    if (path === '/configuration') response.end(JSON.stringify(its.configuration));
    else if (its.answer === undefined) response.destroy();
    else response.writeHead(its.answer.status, its.answer.headers ?? {}).end(its.answer.body);
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return its;
}

export function goodConfiguration(origin: string): Record<string, unknown> {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/auth`,
    token_endpoint: `${origin}/token`,
    jwks_uri: `${origin}/keys`,
    registration_endpoint: `${origin}/register`,
  };
}
