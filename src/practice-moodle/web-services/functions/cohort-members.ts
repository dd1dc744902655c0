import type { PracticeSite } from '../../site.ts';
import { accountOf, everyAccount } from '../accounts.ts';
import { may, requireCapability, webServiceFunction } from '../call.ts';
import { multiple, single, value } from '../parameters.ts';
import type { Cohort } from '../records.ts';
import { missingFrom, noPermission } from '../ws-error.ts';

interface Named {
  type: string;
  value: string;
}
interface Warning {
  warningcode: string;
  message: string;
}

const named = single({ type: value('alphanumext'), value: value('raw') });

/**
 * What is wrong with an element becomes a warning without its index, and the others are added. A missing capability
 * takes back everything.
 */
export const addCohortMembers = webServiceFunction<{ members: { cohorttype: Named; usertype: Named }[] }>(
  { members: multiple(single({ cohorttype: named, usertype: named })) },
  (site, { members }) => {
    const warnings: Warning[] = [];
    const added: (readonly [Cohort, number])[] = [];
    const warn = (code: number, message: string) =>
      void warnings.push({ warningcode: String(code), message });
    for (const { cohorttype, usertype } of members) {
      const cohort = cohortNamed(site, cohorttype);
      if (cohort === 'badly') warn(1, `invalid parameter: cohortype=${cohorttype.type}`);
      else if (!cohort) warn(2, `cohort ${cohorttype.type}=${cohorttype.value} not exists`);
      if (cohort === 'badly' || !cohort) continue;
      const userId = userNamed(site, usertype);
      if (userId === 'badly') warn(1, `invalid parameter: usertype=${usertype.type}`);
      else if (userId === undefined) warn(2, `user ${usertype.type}=${usertype.value} not exists`);
      if (userId === 'badly' || userId === undefined) continue;
      const twice = added.some(([other, id]) => other === cohort && id === userId);
      if (cohort.members.has(userId) || twice) {
        const pair = `${cohorttype.type}=${cohorttype.value} ${usertype.type}=${usertype.value}`;
        warn(3, `record already exists: cohort(${pair})`);
        continue;
      }
      if (!may(site, 'moodle/cohort:assign') && !may(site, 'moodle/cohort:manage')) {
        throw noPermission('Add and remove cohort members');
      }
      added.push([cohort, userId]);
    }
    for (const [cohort, userId] of added) cohort.members.add(userId);
    return { warnings };
  },
);

function cohortNamed(site: PracticeSite, { type, value: text }: Named): Cohort | 'badly' | undefined {
  const { cohorts } = site.webServices.tables;
  if (type === 'id') return cohorts.get(Number(text));
  if (type !== 'idnumber') return 'badly';
  return [...cohorts.values()].find(({ idnumber }) => idnumber === text);
}

function userNamed(site: PracticeSite, { type, value: text }: Named): number | 'badly' | undefined {
  if (type === 'id') return accountOf(site, Number(text))?.id;
  if (type !== 'username') return 'badly';
  return everyAccount(site).find(({ username }) => username === text)?.id;
}

/** All or nothing. Who is no member is silently no member afterwards either. */
export const deleteCohortMembers = webServiceFunction<{ members: { cohortid: number; userid: number }[] }>(
  { members: multiple(single({ cohortid: value('int'), userid: value('int') })) },
  (site, { members }) => {
    const removed = members.map(({ cohortid, userid }) => {
      const cohort = site.webServices.tables.cohorts.get(cohortid);
      if (!cohort) throw missingFrom('cohort');
      if (!accountOf(site, userid)) throw missingFrom('user');
      requireCapability(site, 'moodle/cohort:assign', 'moodle/cohort:manage');
      return [cohort, userid] as const;
    });
    for (const [cohort, userId] of removed) cohort.members.delete(userId);
    return null;
  },
);
