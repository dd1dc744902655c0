import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { LineItemsAccess } from '../src/domain/gradable-link.ts';
import type { Registration } from '../src/domain/site.ts';
import type { HttpAnswer } from '../src/outbound/http-client.ts';
import { serviceScope } from './claims.ts';
import { checkServed, readJson } from './grade-answer.ts';
import { linkOf } from './link-header.ts';
import { callService, type ServiceServices } from './service-call.ts';

/** Exactly these: Moodle answers 400 to any other `Accept` or `Content-Type`. */
const mediaTypes = {
  list: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  single: 'application/vnd.ims.lis.v2.lineitem+json',
};
const limits = { timeoutMs: 15_000, maxBytes: 2 * 1024 * 1024 };
const mostPages = 50;

const id = z.union([z.string().max(1000), z.number().transform(String)]);
/** What we do not know of an item stays in it, so that a change sends it back as it came. */
const itemSchema = z.looseObject({
  id: z.string().min(1).max(1000),
  label: z.string().max(1000),
  scoreMaximum: z.coerce.number().positive(),
  resourceId: id.nullish(),
  tag: z.string().max(1000).nullish(),
  resourceLinkId: id.nullish(),
  /** ISO 8601 with zone. Moodle repeats both and stores neither. */
  startDateTime: z.string().max(60).nullish(),
  endDateTime: z.string().max(60).nullish(),
  gradesReleased: z.boolean().nullish(),
});
/** A column of a gradebook (Assignment and Grade Services 2.0, section 3.2); `id` is its address. */
export type LineItem = z.infer<typeof itemSchema>;
export type NewLineItem = Pick<LineItem, 'label' | 'scoreMaximum'> &
  Partial<Omit<LineItem, 'id' | 'label' | 'scoreMaximum'>>;

/** Where the columns of a course are listed, and what the platform lets us do with them. */
export interface LineItemsPlace {
  registration: Registration;
  lineItemsUrl: string;
  access: LineItemsAccess;
}

export interface LineItemFilter {
  resourceLinkId?: string;
  resourceId?: string;
  tag?: string;
}

const filterNames = { resourceLinkId: 'resource_link_id', resourceId: 'resource_id', tag: 'tag' } as const;

/**
 * Our columns of a course. Without `limit`: Moodle then gives all of them at once; another platform may page.
 *
 * @throws CodedError `grade.line-item-gone`, `service.*`
 */
export async function listLineItems(
  services: ServiceServices,
  { registration, lineItemsUrl, access }: LineItemsPlace,
  filter: LineItemFilter = {},
): Promise<LineItem[]> {
  const items: LineItem[] = [];
  const seen = new Set<string>();
  let next: string | undefined = filtered(lineItemsUrl, filter);
  while (next !== undefined) {
    if (seen.has(next) || seen.size >= mostPages)
      throw new CodedError('service.answer-invalid', { reason: 'pages' });
    seen.add(next);
    const headers = { Accept: mediaTypes.list };
    const call = { method: 'GET', url: next, scope: readingScope(access), headers } as const;
    const answer = await callService(services, registration, call, limits);
    checkServed(answer);
    items.push(...readJson(z.array(itemSchema).max(5000), answer));
    next = linkOf(answer.headers.link, 'next', next);
  }
  // A platform may pass over a filter that it does not know.
  return items.filter((item) =>
    Object.entries(filter).every(([name, wanted]) => item[name as keyof LineItemFilter] === wanted),
  );
}

/** One more column. Not to be repeated blindly: the same twice makes two. @throws as `listLineItems` */
export async function addLineItem(
  services: ServiceServices,
  { registration, lineItemsUrl }: LineItemsPlace,
  item: NewLineItem,
): Promise<LineItem> {
  const answer = await write(services, registration, 'POST', lineItemsUrl, item);
  return readJson(itemSchema, answer);
}

/** @throws as `listLineItems` */
export async function readLineItem(
  services: ServiceServices,
  { registration, access }: Pick<LineItemsPlace, 'registration' | 'access'>,
  url: string,
): Promise<LineItem> {
  const headers = { Accept: mediaTypes.single };
  const call = { method: 'GET', url, scope: readingScope(access), headers } as const;
  const answer = await callService(services, registration, call, limits);
  checkServed(answer);
  return readJson(itemSchema, answer);
}

/** Replaces a column: whatever `item` does not have is emptied, so it is read before. @throws as `listLineItems` */
export async function replaceLineItem(
  services: ServiceServices,
  registration: Registration,
  item: LineItem,
): Promise<LineItem> {
  return readJson(itemSchema, await write(services, registration, 'PUT', item.id, item));
}

/** Takes a column away with all its grades; Moodle does so with the one of an activity too. */
export async function removeLineItem(
  services: ServiceServices,
  registration: Registration,
  url: string,
): Promise<void> {
  const call = { method: 'DELETE', url, scope: serviceScope.columns, headers: {} } as const;
  checkServed(await callService(services, registration, call, limits));
}

async function write(
  services: ServiceServices,
  registration: Registration,
  method: 'POST' | 'PUT',
  url: string,
  item: NewLineItem,
): Promise<HttpAnswer> {
  const headers = { 'Content-Type': mediaTypes.single, Accept: mediaTypes.single };
  const call = { method, url, scope: serviceScope.columns, headers, body: JSON.stringify(item) };
  const answer = await callService(services, registration, call, limits);
  checkServed(answer);
  return answer;
}

function readingScope(access: LineItemsAccess): string {
  return access === 'manage' ? serviceScope.columns : serviceScope.columnsReadOnly;
}

function filtered(address: string, filter: LineItemFilter): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(filter))
    url.searchParams.set(filterNames[name as keyof LineItemFilter], value);
  return url.href;
}
