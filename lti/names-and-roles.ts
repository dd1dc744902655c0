import { CodedError } from '../src/domain/errors.ts';
import type { Roster, RosterEntry } from '../src/domain/roster.ts';
import type { Registration } from '../src/domain/site.ts';
import { minute } from '../src/runtime/clock.ts';
import { serviceScope } from './claims.ts';
import { linkOf } from './link-header.ts';
import { entriesOf } from './roster-page.ts';
import { callService, type ServiceServices } from './service-call.ts';

const scope = serviceScope.members;
const mediaType = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const pageSize = 200;
const mostPages = 200;
const limits = { timeoutMs: 30_000, maxBytes: 8 * 1024 * 1024 };
/** How old a kept roster may be (milliseconds). */
const freshFor = 5 * minute;
const mostKept = 20;

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

/** A roster with what its platform offers for the next reading. */
interface ReadRoster extends Roster {
  /** Where only what has changed since is told; absent where the platform offers no such thing, as Moodle. */
  differencesUrl?: string;
}

interface Kept {
  roster: Promise<ReadRoster>;
  /** Epoch milliseconds. */
  from: number;
}

export function createRosters(services: ServiceServices): Rosters {
  const kept = new Map<string, Kept>();
  return {
    async read(registration, membershipsUrl, options = {}) {
      const id = JSON.stringify([registration.id, membershipsUrl, options]);
      const known = kept.get(id);
      if (known && services.clock() - known.from < freshFor) return known.roster;
      const source = { registration, membershipsUrl, options };
      const reading = { roster: readAgain(services, source, known?.roster), from: services.clock() };
      kept.delete(id);
      kept.set(id, reading);
      for (const oldest of kept.keys()) if (kept.size > mostKept && oldest !== id) kept.delete(oldest);
      return reading.roster.catch((error: unknown) => {
        if (kept.get(id) === reading) kept.delete(id);
        throw error;
      });
    },
  };
}

interface RosterSource {
  registration: Registration;
  membershipsUrl: string;
  options: RosterOptions;
}

/** What has changed, where the platform tells that and still can; else everything (NRPS 2.0, section 2.4.4). */
async function readAgain(
  services: ServiceServices,
  source: RosterSource,
  known: Promise<ReadRoster> | undefined,
): Promise<ReadRoster> {
  const { registration, membershipsUrl, options } = source;
  const before = await known?.catch(() => undefined);
  if (before?.differencesUrl !== undefined) {
    try {
      return await readAll(services, registration, before.differencesUrl, {}, before);
    } catch (error) {
      const isStale = error instanceof CodedError && error.code === 'service.answer-invalid';
      if (!isStale) throw error;
    }
  }
  return readAll(services, registration, withFilter(membershipsUrl, options), options);
}

/** @param before what a list of changes begins with; somebody who was deleted stays in it, as inactive */
async function readAll(
  services: ServiceServices,
  registration: Registration,
  address: string,
  options: RosterOptions,
  before?: ReadRoster,
): Promise<ReadRoster> {
  const bySub = new Map(before?.entries.map((entry) => [entry.sub, entry]));
  let differencesUrl: string | undefined;
  for await (const page of pagesOf(services, registration, address, options)) {
    for (const entry of page.entries) bySub.set(entry.sub, entry);
    differencesUrl = page.differencesUrl ?? differencesUrl;
  }
  const roster = { entries: [...bySub.values()], readAt: services.clock() };
  return differencesUrl === undefined ? roster : { ...roster, differencesUrl };
}

interface RosterPage {
  entries: RosterEntry[];
  differencesUrl: string | undefined;
}

/** Page by page, so that a long list never stands in memory as text. */
async function* pagesOf(
  services: ServiceServices,
  registration: Registration,
  address: string,
  options: RosterOptions,
): AsyncGenerator<RosterPage> {
  const seen = new Set<string>();
  let next: string | undefined = address;
  while (next !== undefined) {
    const url = withOptions(next, options);
    if (seen.has(url) || seen.size >= mostPages)
      throw new CodedError('service.answer-invalid', { reason: 'pages' });
    seen.add(url);
    const call = { method: 'GET', url, scope, headers: { Accept: mediaType } } as const;
    const answer = await callService(services, registration, call, limits);
    if (answer.status !== 200) throw new CodedError('service.answer-invalid', { status: answer.status });
    const differencesUrl = linkOf(answer.headers.link, 'differences', url);
    yield { entries: entriesOf(answer.text), differencesUrl };
    next = linkOf(answer.headers.link, 'next', url);
  }
}

/** The first page; how long a page of changes is, the platform says. */
function withFilter(address: string, options: RosterOptions): string {
  const url = new URL(address);
  if (!url.searchParams.has('limit')) url.searchParams.set('limit', String(pageSize));
  return withOptions(url.href, options);
}

function withOptions(address: string, { role, resourceLinkId }: RosterOptions): string {
  const url = new URL(address);
  if (role !== undefined) url.searchParams.set('role', role);
  if (resourceLinkId !== undefined) url.searchParams.set('rlid', resourceLinkId);
  return url.href;
}
