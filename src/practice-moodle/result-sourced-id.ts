import { createHash } from 'node:crypto';
import type { Activity } from './course.ts';
import type { Person } from './person.ts';
import type { State } from './state.ts';

interface Result {
  readonly state: State;
  readonly activity: Activity;
  readonly person: Person;
  readonly issuedAt: number;
}

/** JSON with a hash over its own data, as lti_build_sourcedid(). */
export function resultSourcedId({ state, activity, person, issuedAt }: Result): string {
  const data = {
    instanceid: activity.resourceLinkId,
    userid: person.userId,
    typeid: activity.typeId,
    launchid: issuedAt,
  };
  const hash = createHash('sha256')
    .update(JSON.stringify(data) + state.guid)
    .digest('hex');
  return JSON.stringify({ data, hash });
}
