import type { FastifyInstance } from 'fastify';
import { accounts } from '../../src/store/account.ts';
import { everyRow, type Store } from '../../src/store/port.ts';

const field = /(?:name="(?:csrf|token|code)"|id="new-(?:link-code|invitation)") value="([^"]{16,})"/g;

/** Gathers what an application gives browsers as a secret: cookie values, and codes and tokens in forms. */
export function watchSecrets(app: FastifyInstance): ReadonlySet<string> {
  const shown = new Set<string>();
  app.addHook('onSend', async (_request, reply, payload) => {
    for (const cookie of [reply.getHeader('set-cookie') ?? []].flat()) {
      const value = decodeURIComponent(/=([^;]*)/.exec(String(cookie))?.[1] ?? '');
      if (value.length >= 16) shown.add(value);
    }
    if (typeof payload === 'string') for (const [, value = ''] of payload.matchAll(field)) shown.add(value);
  });
  return shown;
}

/** Names of everybody who has an account. */
export async function namesIn(store: Store): Promise<string[]> {
  const rows = await Array.fromAsync(everyRow(store, accounts, 'bySub', []));
  return rows.map(({ doc }) => doc.displayName).filter((name) => name.length >= 6);
}
