import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { Roster, RosterEntry } from '../src/domain/roster.ts';
import type { Registration } from '../src/domain/site.ts';
import { minute } from '../src/runtime/clock.ts';
import { serviceScope } from './claims.ts';
import { linkOf } from './link-header.ts';
import { rightOf } from './roles.ts';
import { callService, type ServiceServices } from './service-call.ts';

const scope = serviceScope.members;
const mediaType = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const pageSize = 200;
const mostPages = 200;
const limits = { timeoutMs: 30_000, maxBytes: 8 * 1024 * 1024 };
/** How old a kept roster may be (milliseconds). */
const freshFor = 5 * minute;
const mostKept = 20;

const text = z
  .string()
  .max(1000)
  .nullish()
  .transform((value) => (value ?? '').trim());

const pageSchema = z.object({
  members: z
    .array(
      z.object({
        user_id: z.union([z.string().min(1).max(255), z.number().int().transform(String)]),
        status: z.string().max(40).optional(),
        roles: z.array(z.string().max(500)).max(100).catch([]),
        name: text,
        given_name: text,
        family_name: text,
      }),
    )
    .max(50_000),
});

export interface RosterOptions {
  /** Only these; the platform's own filter, put on every page again because Moodle's next page loses it. */
  role?: 'Instructor' | 'Learner';
  /** Only members who may see this resource link. */
  resourceLinkId?: string;
}

/** Names and Role Provisioning Services 2.0: the members of a course. */
export interface Rosters {
  /**
   * A roster at most five minutes old; read once however many ask.
   *
   * @throws CodedError `service.*`
   */
  read(registration: Registration, membershipsUrl: string, options?: RosterOptions): Promise<Roster>;
}

export function createRosters(services: ServiceServices): Rosters {
  const kept = new Map<string, Promise<Roster>>();
  const ages = new Map<string, number>();
  return {
    async read(registration, membershipsUrl, options = {}) {
      const id = JSON.stringify([registration.id, membershipsUrl, options]);
      const isFresh = services.clock() - (ages.get(id) ?? 0) < freshFor;
      const known = kept.get(id);
      if (known && isFresh) return known;
      const reading = readAll(services, registration, membershipsUrl, options);
      kept.delete(id);
      kept.set(id, reading);
      ages.set(id, services.clock());
      for (const oldest of kept.keys()) if (kept.size > mostKept && oldest !== id) kept.delete(oldest);
      return reading.catch((error: unknown) => {
        if (kept.get(id) === reading) kept.delete(id);
        throw error;
      });
    },
  };
}

async function readAll(
  services: ServiceServices,
  registration: Registration,
  membershipsUrl: string,
  options: RosterOptions,
): Promise<Roster> {
  const entries: RosterEntry[] = [];
  for await (const page of pagesOf(services, registration, membershipsUrl, options)) entries.push(...page);
  const bySub = new Map(entries.map((entry) => [entry.sub, entry]));
  return { entries: [...bySub.values()], readAt: services.clock() };
}

/** Page by page, so that a long list never stands in memory as text. */
async function* pagesOf(
  services: ServiceServices,
  registration: Registration,
  membershipsUrl: string,
  options: RosterOptions,
): AsyncGenerator<RosterEntry[]> {
  const seen = new Set<string>();
  let next: string | undefined = membershipsUrl;
  while (next !== undefined) {
    const url = withFilter(next, options);
    if (seen.has(url) || seen.size >= mostPages)
      throw new CodedError('service.answer-invalid', { reason: 'pages' });
    seen.add(url);
    const call = { method: 'GET', url, scope, headers: { Accept: mediaType } } as const;
    const answer = await callService(services, registration, call, limits);
    if (answer.status !== 200) throw new CodedError('service.answer-invalid', { status: answer.status });
    yield entriesOf(answer.text);
    next = linkOf(answer.headers.link, 'next', url);
  }
}

function withFilter(address: string, { role, resourceLinkId }: RosterOptions): string {
  const url = new URL(address);
  if (!url.searchParams.has('limit')) url.searchParams.set('limit', String(pageSize));
  if (role !== undefined) url.searchParams.set('role', role);
  if (resourceLinkId !== undefined) url.searchParams.set('rlid', resourceLinkId);
  return url.href;
}

function entriesOf(body: string): RosterEntry[] {
  let page: z.infer<typeof pageSchema>;
  try {
    page = pageSchema.parse(JSON.parse(body));
  } catch {
    throw new CodedError('service.answer-invalid', { reason: 'body' });
  }
  return page.members.map((member) => ({
    sub: member.user_id,
    displayName: (member.name || `${member.given_name} ${member.family_name}`.trim()).slice(0, 200),
    right: rightOf(member.roles),
    isActive: member.status === undefined || member.status === 'Active',
  }));
}
