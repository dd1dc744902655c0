import { spaceTextSchema } from '../../domain/space.ts';
import { update } from '../../store/port.ts';
import { spaces } from '../../store/space.ts';
import { addressOf, paths } from '../addresses.ts';
import type { FieldProblem } from '../views/problems.tsx';
import type { Answer, SpaceVisit } from '../visit.ts';
import { settingsPage } from './settings.ts';

/** Saves title and purpose. What is not right comes back with what was typed. */
export async function saveText(visit: SpaceVisit): Promise<Answer> {
  const { services, fields, space, site } = visit;
  const values = { title: fields.title ?? '', purpose: (fields.purpose ?? '').replaceAll('\r\n', '\n') };
  const text = spaceTextSchema.safeParse(values);
  if (!text.success) {
    const problems: Partial<Record<'title' | 'purpose', FieldProblem>> = {};
    for (const { path } of text.error.issues) {
      if (path[0] === 'title') problems.title = 'title-length';
      if (path[0] === 'purpose') problems.purpose = 'purpose-length';
    }
    return settingsPage(visit, { text: { values, problems } });
  }
  await services.store.commit([update(spaces, space, text.data)]);
  const address = addressOf(paths.settings, { site: site.id, space: space.doc.id });
  return { redirect: address, flash: { notice: 'saved' } };
}
