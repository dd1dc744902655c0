import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Cookies } from './cookies.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** From sending the request to the last byte of the answer, in milliseconds. */
  ms: number;
}

/** Who asks: the cookies of a browser, and the address that the proxy before the server would name. */
export interface Browser {
  cookies: Cookies;
  address: string;
}

const timeoutMs = 20_000;

/** A client on connections that stay open, never more than `connections`. */
export class HttpClient {
  readonly #agent: Agent;

  constructor(connections: number) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  get(url: URL, browser: Browser): Promise<Answer> {
    return this.#send(url, browser);
  }

  post(url: URL, browser: Browser, fields: Record<string, string>): Promise<Answer> {
    return this.#send(url, browser, new URLSearchParams(fields).toString());
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(url: URL, browser: Browser, form?: string): Promise<Answer> {
    const cookie = browser.cookies.headerFor(url.pathname);
    const headers = {
      accept: 'text/html',
      'accept-language': 'de',
      'x-forwarded-for': browser.address,
      ...(cookie === undefined ? {} : { cookie }),
      ...(form === undefined
        ? {}
        : {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': String(Buffer.byteLength(form)),
          }),
    };
    return new Promise((resolve, reject) => {
      const begun = performance.now();
      const method = form === undefined ? 'GET' : 'POST';
      const sent = request(url, { method, headers, agent: this.#agent, timeout: timeoutMs }, (response) => {
        textOf(response).then((body) => {
          browser.cookies.take(response.headers['set-cookie']);
          const ms = performance.now() - begun;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body, ms });
        }, reject);
      });
      sent.on('timeout', () => sent.destroy(new Error(`no answer from ${url.origin} in ${timeoutMs} ms`)));
      sent.on('error', reject);
      sent.end(form);
    });
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}
