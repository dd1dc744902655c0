import type { Browser, HttpClient } from '../http-client.ts';

export interface MeasuredPage {
  name: 'empty' | 'matrix' | 'module';
  url: URL;
  browser: Browser;
}

/** Milliseconds of each request, and the bytes of one answer, by page. */
export type PageTimes = Record<MeasuredPage['name'], { ms: number[]; bytes: number }>;

const warmUp = 200;
const measured = 500;

/** Asks for all pages in turns, one request at a time, so that a busy moment of the machine meets all of them. */
export async function measurePages(
  client: HttpClient,
  pages: readonly MeasuredPage[],
  progress: (line: string) => void,
): Promise<PageTimes> {
  const times: PageTimes = {
    empty: { ms: [], bytes: 0 },
    matrix: { ms: [], bytes: 0 },
    module: { ms: [], bytes: 0 },
  };
  progress(`warming up with ${warmUp} requests for each page …`);
  for (let round = 0; round < warmUp + measured; round += 1) {
    if (round === warmUp) progress(`${measured} requests for each page …`);
    for (const { name, url, browser } of pages) {
      const { status, body, ms } = await client.get(url, browser);
      if (status !== 200) throw new Error(`${url.pathname} answered ${status}`);
      if (round < warmUp) continue;
      times[name].ms.push(ms);
      times[name].bytes = Buffer.byteLength(body);
    }
  }
  return times;
}
