import { CodedError } from '../../domain/errors.ts';
import { rolesOfKind } from '../../domain/member-role.ts';
import { mayMap } from '../../domain/sync-access.ts';
import type { MappedPeople } from '../../domain/sync-mapping.ts';
import type { MoodleReader } from '../../moodle/reader.ts';
import { personEntries } from '../../store/person-entry.ts';
import { everyRow } from '../../store/port.ts';
import { schools } from '../../store/school.ts';
import { addMapping, editMapping } from '../../sync/mappings.ts';
import { addressOf, paths } from '../addresses.ts';
import { syncFrame } from '../frame.ts';
import { mappingTargetText } from '../mapping-text.ts';
import type { Draft } from '../views/problems.tsx';
import { type MappingFieldName, SyncMappingFormPage } from '../views/sync-mapping-form.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { choiceAddress, type MappingChoice } from './sync-mapping-steps.ts';
import { type ChosenTarget, chosenTarget, rolesInMoodle } from './sync-mapping-target.ts';
import { mappingOf } from './sync-mappings.ts';
import { type KnownSpace, knownSpaces } from './sync-spaces.ts';

interface Ground {
  space: KnownSpace;
  choice: MappingChoice;
}

/** The rest of a new mapping: whom of the space, role, direction, what when people are gone, when. */
export async function mappingFormPage(visit: SignedInVisit, { space, choice }: Ground): Promise<Answer> {
  const { reader } = await visit.services.sync.moodle(visit.site.id);
  const target = await chosenTarget(reader, choice);
  const draft = { values: { role: 'student' }, problems: {} };
  return formPage(visit, space, target, {
    ...(await newForm(visit, reader, { space, choice }, target)),
    draft,
  });
}

async function newForm(
  visit: SignedInVisit,
  reader: MoodleReader,
  { space: { space }, choice }: Ground,
  { moodle }: ChosenTarget,
): Promise<Omit<Form, 'draft'>> {
  const roles = moodle.kind === 'cohort' ? [] : await rolesInMoodle(reader, moodle.courseId);
  return {
    action: addressOf(paths.syncMappings, { site: visit.site.id }),
    roles: roles.map(({ shortname }) => shortname),
    hidden: Object.entries({ ...choice, space: space.id }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
    again: choiceAddress(visit, {}),
  };
}

/** The same for one that is there; its space and target stay. */
export async function editMappingPage(visit: SignedInVisit): Promise<Answer> {
  const { doc } = await mappingOf(visit);
  const space = await spaceFor(visit, doc.spaceId);
  const { people, direction, whenGone, schedule } = doc;
  const values = { people: peopleValue(people), direction, whenGone, schedule: schedule ?? '' };
  return formPage(visit, space, doc, { ...knownForm(visit, doc.id), draft: { values, problems: {} } });
}

function knownForm({ site }: SignedInVisit, mapping: string): Omit<Form, 'draft'> {
  return {
    action: addressOf(paths.syncMapping, { site: site.id, mapping }),
    roles: [],
    hidden: [],
    again: addressOf(paths.syncMappings, { site: site.id }),
  };
}

/** @throws CodedError `sync.mapping-invalid`, `space.not-found`, `moodle.*` */
export async function saveNewMapping(visit: SignedInVisit): Promise<Answer> {
  const { fields, site, services } = visit;
  const space = await spaceFor(visit, fields.space ?? '');
  const { reader } = await services.sync.moodle(site.id);
  const { kind, course, target: chosen = course } = fields;
  const choice = { kind, course, target: chosen } as MappingChoice;
  const target = await chosenTarget(reader, choice, fields.role);
  try {
    const mapping = await addMapping(services, site.id, textOf(visit, space, target));
    visit.request.log.info(
      { site: site.id, mapping: mapping.id, account: visit.account.id },
      'mapping added',
    );
    return saved(visit);
  } catch (error) {
    const problems = problemsOf(error, fields.direction);
    return formPage(visit, space, target, {
      ...(await newForm(visit, reader, { space, choice }, target)),
      draft: { values: fields, problems },
    });
  }
}

/** @throws CodedError `sync.mapping-invalid`, `sync.mapping-not-found` */
export async function saveMapping(visit: SignedInVisit): Promise<Answer> {
  const { doc } = await mappingOf(visit);
  const space = await spaceFor(visit, doc.spaceId);
  try {
    await editMapping(visit.services, doc.id, textOf(visit, space, doc));
  } catch (error) {
    const problems = problemsOf(error, visit.fields.direction);
    return formPage(visit, space, doc, {
      ...knownForm(visit, doc.id),
      draft: { values: visit.fields, problems },
    });
  }
  visit.request.log.info(
    { site: visit.site.id, mapping: doc.id, account: visit.account.id },
    'mapping changed',
  );
  return saved(visit);
}

/** What to show at which field. @throws the error itself where it is about something else */
function problemsOf(error: unknown, direction: string | undefined): Draft<MappingFieldName>['problems'] {
  const field = error instanceof CodedError && error.code === 'sync.mapping-invalid' && error.details.field;
  if (field === 'people') return { people: 'mapping-people' };
  if (field !== 'whenGone') throw error;
  return { whenGone: direction === 'from-moodle' ? 'mapping-not-removed' : 'mapping-not-suspended' };
}

function saved({ site }: SignedInVisit): Answer {
  return { redirect: addressOf(paths.syncMappings, { site: site.id }), flash: { notice: 'mapping-saved' } };
}

function textOf(
  visit: SignedInVisit,
  { space, standing }: KnownSpace,
  { moodle, moodleName }: ChosenTarget,
): unknown {
  const { people, direction, whenGone, schedule = '' } = visit.fields;
  const wanted = direction === 'from-moodle' ? 'from-moodle' : 'to-moodle';
  if (!mayMap(space.kind, wanted, standing)) {
    throw new CodedError('access.denied', { action: 'administer-sync', kind: space.kind, standing });
  }
  return {
    ...{ spaceId: space.id, people: peopleFrom(people), moodle, moodleName, direction, whenGone },
    schedule: schedule === '' ? null : schedule,
  };
}

/** @throws CodedError `space.not-found` for one that this administrator does not know */
async function spaceFor(visit: SignedInVisit, spaceId: string): Promise<KnownSpace> {
  const found = (await knownSpaces(visit)).find(({ space }) => space.id === spaceId);
  if (!found) throw new CodedError('space.not-found');
  return found;
}

interface Form {
  action: string;
  roles: readonly string[];
  hidden: readonly [string, string][];
  draft: Draft<MappingFieldName>;
  again: string;
}

async function formPage(
  visit: SignedInVisit,
  { space, standing }: KnownSpace,
  target: ChosenTarget,
  form: Form,
): Promise<Answer> {
  const { t, seal } = visit;
  const groups = new Set<string>();
  for await (const { doc } of everyRow(visit.services.store, personEntries, 'bySpace', [space.id]))
    if (doc.group !== null) groups.add(doc.group);
  const known = await Array.fromAsync(everyRow(visit.services.store, schools, 'bySpace', [space.id]));
  const page = SyncMappingFormPage({
    frame: syncFrame(visit, 'sync-mappings'),
    ...{ seal, ...form },
    spaceTitle: space.title,
    target: mappingTargetText(target, t),
    kind: target.moodle.kind,
    directions: (['to-moodle', 'from-moodle'] as const).filter((one) => mayMap(space.kind, one, standing)),
    people: [
      { value: 'all', label: t('sync-mapping.people.all') },
      ...rolesOfKind[space.kind].map((role) => ({
        value: `role:${role}`,
        label: t('sync-mapping.people.role', { role: t(`roles.${role}`) }),
      })),
      ...known.map(({ doc }) => ({
        value: `school:${doc.id}`,
        label: t('sync-mapping.people.school', { name: doc.name }),
      })),
      ...[...groups].sort().map((name) => ({
        value: `training-group:${name}`,
        label: t('sync-mapping.people.training-group', { name }),
      })),
    ],
  });
  return Object.keys(form.draft.problems).length > 0 ? { page, status: 422 } : { page };
}

function peopleValue(people: MappedPeople): string {
  if (people.kind === 'role') return `role:${people.role}`;
  if (people.kind === 'school') return `school:${people.schoolId}`;
  return people.kind === 'training-group' ? `training-group:${people.group}` : 'all';
}

function peopleFrom(value: string | undefined): unknown {
  const [kind = '', ...rest] = (value ?? '').split(':');
  const name = rest.join(':');
  if (kind === 'role') return { kind, role: name };
  if (kind === 'school') return { kind, schoolId: name };
  return kind === 'training-group' ? { kind, group: name } : { kind };
}
