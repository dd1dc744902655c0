import type { MoodleCourse } from '../../domain/moodle-state.ts';
import type { MoodleTarget } from '../../domain/sync-mapping.ts';
import type { MoodleReader } from '../../moodle/reader.ts';
import { addressOf, paths } from '../addresses.ts';
import type { SignedInVisit } from '../visit.ts';

/** What was chosen so far for a new mapping; each step is a link that adds one of these. */
export interface MappingChoice {
  space?: string;
  kind?: MoodleTarget['kind'];
  course?: string;
  target?: string;
  q?: string;
}

/** Something in Moodle that can be chosen. */
export interface MoodleOption {
  id: number;
  name: string;
  /** What tells two of the same name apart. */
  line: string;
}

const kinds: readonly string[] = ['cohort', 'enrolment', 'group'] satisfies MoodleTarget['kind'][];
const mostShown = 30;

export function choiceOf({ request }: SignedInVisit): MappingChoice {
  const query = request.query as Record<string, unknown>;
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
  };
  const [space, kind, course, target, q] = ['space', 'kind', 'course', 'target', 'q'].map(text);
  return {
    ...(space !== undefined && { space }),
    ...(kind !== undefined && kinds.includes(kind) && { kind: kind as MoodleTarget['kind'] }),
    ...(course !== undefined && /^\d{1,10}$/.test(course) && { course }),
    ...(target !== undefined && /^\d{1,10}$/.test(target) && { target }),
    ...(q !== undefined && { q }),
  };
}

/** Address of the page with this choice. */
export function choiceAddress({ site }: SignedInVisit, choice: MappingChoice): string {
  const entries = Object.entries(choice).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const query = new URLSearchParams(entries).toString();
  const address = addressOf(paths.syncMappingNew, { site: site.id });
  return query === '' ? address : `${address}?${query}`;
}

/** What of that kind is in Moodle, as far as the service account sees it. @throws CodedError `moodle.*` */
export async function moodleOptions(
  reader: MoodleReader,
  kind: 'cohort' | 'course' | 'group',
  courseId?: number,
): Promise<MoodleOption[]> {
  if (kind === 'cohort') {
    return (await reader.cohorts()).map(({ id, name, idnumber }) => ({ id, name, line: idnumber }));
  }
  if (kind === 'group') {
    return (await reader.groups(courseId ?? 0)).map(({ id, name, idnumber }) => ({
      id,
      name,
      line: idnumber,
    }));
  }
  return (await reader.courses()).map(courseOption);
}

function courseOption({ id, fullname, shortname, idnumber }: MoodleCourse): MoodleOption {
  return { id, name: fullname, line: [shortname, idnumber].filter((text) => text !== '').join(' · ') };
}

/** Those in which all words of the search occur, at most thirty, and how many there are in all. */
export function searched(
  options: readonly MoodleOption[],
  q: string | undefined,
): { shown: MoodleOption[]; total: number } {
  const folded = (text: string): string => text.normalize('NFC').toLocaleLowerCase('de');
  const words = folded(q ?? '').split(/\s+/);
  const found = options.filter(({ name, line }) =>
    words.every((word) => folded(`${name} ${line}`).includes(word)),
  );
  return { shown: found.slice(0, mostShown), total: found.length };
}
