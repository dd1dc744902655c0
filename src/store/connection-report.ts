import { z } from 'zod';
import type { ConnectionFinding, ConnectionReport } from '../domain/connection-report.ts';
import { type Collection, commitWhat, insert, remove, type Store, update } from './port.ts';

const storedReportSchema = z.object({
  /** Id of the site. */
  id: z.string(),
  checkedAt: z.number().int(),
  siteUrl: z.string(),
  release: z.string(),
  calls: z.number().int(),
  tookMs: z.number(),
  findings: z.array(
    z.object({
      kind: z.enum(['problem', 'untried', 'unseen']),
      topic: z.string() as unknown as z.ZodType<ConnectionFinding['topic']>,
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});

/** The last check of each connection: dated, so that a page need not ask Moodle again. */
export const connectionReports: Collection<ConnectionReport & { id: string }, never> = {
  name: 'connection-reports',
  schema: storedReportSchema,
  indexes: {},
  personalData: 'none',
};

export async function keepReport(store: Store, siteId: string, report: ConnectionReport): Promise<void> {
  await commitWhat(store, async () => {
    const known = await store.get(connectionReports, siteId);
    const doc = { ...report, id: siteId };
    const op = known ? update(connectionReports, known, doc) : insert(connectionReports, doc);
    return { ops: [op], result: undefined };
  });
}

export async function dropReport(store: Store, siteId: string): Promise<void> {
  await commitWhat(store, async () => {
    const known = await store.get(connectionReports, siteId);
    return { ops: known ? [remove(connectionReports, known)] : [], result: undefined };
  });
}
