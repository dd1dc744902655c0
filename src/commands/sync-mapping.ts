import { CodedError } from '../domain/errors.ts';
import { type MoodleTarget, type SyncMapping, usualWhenGone } from '../domain/sync-mapping.ts';
import { targetKey, targetOf } from '../domain/sync-target.ts';
import { everyRow } from '../store/port.ts';
import { spaces } from '../store/space.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import { isInForce } from '../sync/chosen-targets.ts';
import { addMapping, removeMapping, switchMapping } from '../sync/mappings.ts';
import type { SyncServices } from '../sync/services.ts';
import { translator } from '../web/language.ts';
import { type SyncFlags, siteOf, type Terminal } from './sync.ts';

export interface MappingFlags extends SyncFlags {
  space: string;
  /** `cohort:<id>`, `course:<id>:<role>`, `group:<course>:<id>:<role>`; roles by shortname. */
  moodle: string;
  fromMoodle?: boolean;
  whenGone?: string;
  role?: string;
  school?: string;
  group?: string;
  schedule?: string;
}

/** @throws CodedError `space.not-found`, `sync.mapping-invalid`, `moodle.*` */
export async function addMappingCommand(
  services: SyncServices,
  flags: MappingFlags,
  terminal: Terminal,
): Promise<void> {
  const site = await siteOf(services, flags.issuer);
  if (!(await services.store.get(spaces, flags.space))) throw new CodedError('space.not-found');
  const { moodle, moodleName } = await targetFrom(services, site.id, flags.moodle);
  const direction = flags.fromMoodle ? 'from-moodle' : 'to-moodle';
  await addMapping(services, site.id, {
    ...{ spaceId: flags.space, people: peopleFrom(flags), moodle, moodleName, direction },
    whenGone: flags.whenGone ?? usualWhenGone(moodle, direction),
    schedule: flags.schedule ?? null,
  });
  await listMappings(services, flags, terminal);
}

export async function listMappings(
  services: SyncServices,
  { issuer, language }: SyncFlags,
  { print }: Terminal,
): Promise<void> {
  const t = translator(language);
  const site = await siteOf(services, issuer);
  let count = 0;
  for await (const { doc } of everyRow(services.store, syncMappings, 'bySite', [site.id])) {
    const space = (await services.store.get(spaces, doc.spaceId))?.doc.title ?? doc.spaceId;
    const state = t(`sync.mapping.states.${stateOf(doc)}`);
    const direction = t(`sync.mapping.${doc.direction}`, { space });
    const whenGone = t(`sync.mapping.when-gone.${doc.whenGone}`);
    const target = `${doc.moodleName} (${targetKey(targetOf(doc))})`;
    print(t('sync.mapping.line', { id: doc.id, direction, target, whenGone, state }));
    count += 1;
  }
  if (count === 0) print(t('sync.mapping.none'));
}

export async function switchMappingCommand(services: SyncServices, id: string, isOn: boolean): Promise<void> {
  await switchMapping(services, id, isOn);
}

export async function removeMappingCommand(services: SyncServices, id: string): Promise<void> {
  await removeMapping(services, id);
}

function stateOf(mapping: SyncMapping): 'off' | 'not-reviewed' | 'in-force' {
  if (isInForce(mapping)) return 'in-force';
  return mapping.isOn ? 'not-reviewed' : 'off';
}

function peopleFrom({ role, school, group }: MappingFlags): unknown {
  if (role !== undefined) return { kind: 'role', role };
  if (school !== undefined) return { kind: 'school', schoolId: school };
  return group === undefined ? { kind: 'all' } : { kind: 'training-group', group };
}

/** Names come from Moodle, so that a typing error in a number is seen. */
async function targetFrom(
  services: SyncServices,
  siteId: string,
  text: string,
): Promise<{ moodle: MoodleTarget; moodleName: string }> {
  const { reader } = await services.moodle(siteId);
  const [kind, first = '', second = '', third = 'student'] = text.split(':');
  if (kind === 'cohort') {
    const cohort = (await reader.cohorts()).find(({ id }) => id === Number(first));
    if (cohort) return { moodle: { kind, cohortId: cohort.id }, moodleName: cohort.name };
  }
  if (kind === 'course') {
    const course = (await reader.courses()).find(({ id }) => id === Number(first));
    const role = (await reader.roles(Number(first))).find(
      ({ shortname }) => shortname === (second || 'student'),
    );
    const roleId = role?.id ?? usualRoleIds[second || 'student'];
    if (course && roleId !== undefined) {
      const moodle = { kind: 'enrolment', courseId: course.id, roleId, role: second || 'student' } as const;
      return { moodle, moodleName: course.fullname };
    }
  }
  if (kind === 'group') {
    const group = (await reader.groups(Number(first))).find(({ id }) => id === Number(second));
    const moodle = { kind: 'group', courseId: Number(first), groupId: Number(second), role: third } as const;
    if (group) return { moodle, moodleName: group.name };
  }
  throw new CodedError('sync.mapping-invalid', { field: 'moodle' });
}

/** Ids of a fresh Moodle (`lib/db/install.php`), for a course in which nobody holds the role yet. */
const usualRoleIds: Record<string, number> = { editingteacher: 3, teacher: 4, student: 5 };
