import { creatableKinds } from '../../domain/access.ts';
import { type Space, spaceKindSchema, spaceTextSchema } from '../../domain/space.ts';
import { zfslGroupSchema } from '../../domain/zfsl-group.ts';
import type { Draft } from '../views/problems.tsx';
import type { SignedInVisit } from '../visit.ts';

export type NewSpace = Pick<Space, 'kind' | 'title' | 'purpose' | 'zfslGroup'>;
export type NewSpaceDraft = Draft<'kind' | 'title' | 'level' | 'about'>;

/** The fields of a new space, or what is wrong with them. */
export function readNewSpace(fields: SignedInVisit['fields']): NewSpace | NewSpaceDraft {
  const values = {
    kind: fields.kind ?? '',
    title: fields.title ?? '',
    level: fields.level ?? '',
    about: (fields.about ?? '').trim(),
  };
  const problems: NewSpaceDraft['problems'] = {};
  const kind = spaceKindSchema.safeParse(values.kind);
  if (!kind.success || !creatableKinds.includes(kind.data)) problems.kind = 'kind-missing';
  const text = spaceTextSchema.safeParse({ title: values.title, purpose: '' });
  if (!text.success) problems.title = 'title-length';
  const group = zfslGroupSchema.safeParse(values);
  const isGroup = kind.data === 'zfsl-group';
  if (isGroup && !group.success)
    problems[values.about.length > 80 ? 'about' : 'level'] =
      values.about.length > 80 ? 'about-length' : 'level-missing';
  if (isGroup && group.success && group.data.level !== 'general' && values.about === '')
    problems.about = 'about-missing';
  if (!kind.success || !text.success || Object.keys(problems).length > 0) return { values, problems };
  return { kind: kind.data, ...text.data, ...(isGroup && group.success ? { zfslGroup: group.data } : {}) };
}
