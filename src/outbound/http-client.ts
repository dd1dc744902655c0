import axios, { AxiosError } from 'axios';
import { CodedError } from '../domain/errors.ts';
import { type AddressRules, checkAddress, type Resolve } from './address-guard.ts';

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export interface HttpLimits {
  /** Milliseconds for the whole call. */
  timeoutMs: number;
  /** Bytes of the answer. */
  maxBytes: number;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** The only way out of this program. Redirects are never followed; every status is an answer. */
export interface HttpClient {
  /** @throws CodedError `address.refused`; Error for anything that brought no answer. */
  send(request: HttpRequest, limits: HttpLimits): Promise<HttpAnswer>;
  get(url: string, accept: string, limits: HttpLimits): Promise<HttpAnswer>;
}

export function createHttpClient(rules: AddressRules, resolve?: Resolve): HttpClient {
  const send: HttpClient['send'] = async ({ method, url, headers, body }, { timeoutMs, maxBytes }) => {
    if (!URL.canParse(url)) throw new CodedError('address.refused', { reason: 'scheme' });
    const signal = AbortSignal.timeout(timeoutMs);
    const checked = await inTime(checkAddress(new URL(url), rules, resolve), signal);
    try {
      const response = await axios.request<string>({
        method,
        url,
        headers: { ...headers, 'User-Agent': 'Netzbruecke' },
        data: body,
        responseType: 'text',
        transformRequest: (data: string | undefined) => data,
        transformResponse: (data: string) => data,
        validateStatus: () => true,
        maxRedirects: 0,
        maxContentLength: maxBytes,
        signal,
        timeout: timeoutMs,
        proxy: false,
        lookup: (_host, _options, done) => done(null, checked),
      });
      return {
        status: response.status,
        headers: Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
        ),
        text: response.data,
      };
    } catch (error) {
      // An axios error carries the whole request; only its code is safe to pass on.
      if (error instanceof AxiosError) throw new Error(`no answer: ${reasonOf(error)}`);
      throw error;
    }
  };
  return {
    send,
    get: (url, accept, limits) => send({ method: 'GET', url, headers: { Accept: accept } }, limits),
  };
}

/** `too large`, or a code of Node or axios. */
function reasonOf({ message, code }: AxiosError): string {
  return message.startsWith('maxContentLength') ? 'too large' : (code ?? 'unknown');
}

/** A name server that does not answer holds up the call no longer than the call may last. */
async function inTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new Error('no answer: ETIMEDOUT'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
