import { z } from 'zod';
import { packed } from '../../../domain/packed-ids.ts';
import type { PracticeSite } from '../../site.ts';
import { accountOf, guestId } from '../accounts.ts';
import { webServiceFunction } from '../call.ts';
import { value } from '../parameters.ts';
import { invalidParameter } from '../ws-error.ts';
import { enrolmentChange } from './enrolment-change.ts';
import { cohortChange, groupChange } from './membership-change.ts';
import { idsIn } from './packed.ts';
import { type MakeChange, Refusal } from './refusal.ts';

const users = z.string();
const id = z.number().int().nonnegative();
const changeSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('cohort-add'), cohort: id, users }),
  z.strictObject({ do: z.literal('cohort-remove'), cohort: id, users }),
  z.strictObject({
    ...{ do: z.literal('enrol'), course: id, role: id, users },
    status: z.enum(['active', 'suspended']).optional(),
    timestart: id.optional(),
    timeend: id.optional(),
    mail: z.enum(['yes', 'no']).optional(),
  }),
  z.strictObject({ do: z.literal('unenrol'), course: id, users }),
  z.strictObject({ do: z.literal('group-add'), group: id, users }),
  z.strictObject({ do: z.literal('group-remove'), group: id, users }),
]);
export type Change = z.infer<typeof changeSchema>;

const mostPeople = 5000;

/** Everything is read first: one change that cannot be read, and nothing is done. Then person by person. */
export const applyChanges = webServiceFunction<{ changes: string }>(
  { changes: value('raw') },
  (site, { changes: text }) => {
    const changes = z.array(changeSchema).max(200).safeParse(json(text));
    if (!changes.success) throw invalidParameter('Not a JSON list of changes.');
    const read = changes.data.map((change) => ({ change, people: idsIn(change.users) }));
    if (read.reduce((sum, { people }) => sum + people.length, 0) > mostPeople) {
      throw invalidParameter('At most 5000 people in one call.');
    }
    return read.map(({ change, people }) => resultOf(site, change, people));
  },
);

function resultOf(site: PracticeSite, change: Change, people: readonly number[]) {
  const [done, wasso]: [number[], number[]] = [[], []];
  const refused: { userid: number; code: string; message: string }[] = [];
  const attempt = (userid: number, make: () => boolean): void => {
    try {
      (make() ? done : wasso).push(userid);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ userid, code: error.code, message: error.code });
    }
  };
  let make: MakeChange | undefined;
  for (const userid of people) {
    attempt(userid, () => {
      make ??= prepared(site, change);
      if (userid === guestId || !accountOf(site, userid)) throw new Refusal('unknownuser');
      return make(userid);
    });
  }
  return { done: packed(done), wasso: packed(wasso), refused };
}

function prepared(site: PracticeSite, change: Change): MakeChange {
  if ('cohort' in change) return cohortChange(site, change);
  if ('group' in change) return groupChange(site, change);
  return enrolmentChange(site, change);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
