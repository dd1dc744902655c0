import { CodedError } from '../../domain/errors.ts';
import { type Curriculum, type PlacedUnit, type Unit, unitsOf } from '../../domain/training-curriculum.ts';
import type { UnitContent } from '../../domain/unit-content.ts';
import { hashOf, randomId } from '../../runtime/secrets.ts';
import { commitWhat, insert, type Op, remove, type Store, type Stored, update } from '../../store/port.ts';
import {
  curricula,
  draftCurriculum,
  publishedCurriculum,
  unitContents,
} from '../../store/training-curriculum.ts';
import type { TrainingVisit } from '../training-visit.ts';

/** The contents that are being edited: the draft, or the newest version as long as nobody has changed anything. */
export interface EditedContents {
  published: Curriculum;
  draft: Stored<Curriculum> | undefined;
  /** What an editor sees and changes. */
  current: Curriculum;
}

export async function editedContents({
  services,
  space,
}: Pick<TrainingVisit, 'services' | 'space'>): Promise<EditedContents> {
  const { store } = services;
  const [published, draft] = await Promise.all([
    publishedCurriculum(store, space.doc.id),
    draftCurriculum(store, space.doc.id),
  ]);
  if (!published) throw new CodedError('internal.unexpected', { space: space.doc.id });
  return { published: published.doc, draft, current: draft?.doc ?? published.doc };
}

/**
 * Changes the draft; the first change makes it, as a copy of the newest version. `decide` gets what is there now and
 * may throw.
 */
export async function changeDraft(
  visit: TrainingVisit,
  decide: (
    contents: EditedContents,
  ) => Promise<{ steps: Curriculum['steps']; ops?: Op[] }> | { steps: Curriculum['steps']; ops?: Op[] },
): Promise<void> {
  const { services, space, account, request, site } = visit;
  await commitWhat(services.store, async () => {
    const contents = await editedContents(visit);
    const { steps, ops = [] } = await decide(contents);
    const { draft, published } = contents;
    const fresh: Curriculum = {
      ...published,
      id: randomId(),
      version: published.version + 1,
      state: 'draft',
      steps,
      createdAt: services.clock(),
      createdBy: account.id,
      publishedAt: null,
    };
    const op = draft ? update(curricula, draft, { steps }) : insert(curricula, fresh);
    return { ops: [op, ...ops], result: undefined };
  });
  request.log.info({ site: site.id, account: account.id, space: space.doc.id }, 'contents changed');
}

/** A unit of what is being edited, with its content. @throws CodedError `page.not-found` */
export async function editedUnit(
  store: Store,
  { current }: Pick<EditedContents, 'current'>,
  key: string,
): Promise<PlacedUnit & { content: Stored<UnitContent> }> {
  const placed = unitsOf(current).find(({ unit }) => unit.key === key);
  const content = placed && (await store.get(unitContents, placed.unit.contentId));
  if (!placed || !content) throw new CodedError('page.not-found');
  return { ...placed, content };
}

/** Self-checks without a question: nobody could pass them. */
export async function emptySelfChecks(
  store: Store,
  { current }: Pick<EditedContents, 'current'>,
): Promise<Unit[]> {
  const checks = unitsOf(current).filter(({ unit }) => unit.kind === 'self-check');
  const contents = await Promise.all(checks.map(({ unit }) => store.get(unitContents, unit.contentId)));
  return checks.flatMap(({ unit }, index) =>
    (contents[index]?.doc.selfCheck?.questions.length ?? 0) === 0 ? [unit] : [],
  );
}

/** What puts a new content in the place of another; one that a published version shows stays for that version. */
export function contentOps(
  { published }: Pick<EditedContents, 'published'>,
  was: Stored<UnitContent>,
  changes: Partial<UnitContent>,
): { contentId: string; ops: Op[] } {
  const fresh = { ...was.doc, ...changes, id: randomId() };
  const isPublished = unitsOf(published).some(({ unit }) => unit.contentId === was.doc.id);
  return {
    contentId: fresh.id,
    ops: [insert(unitContents, fresh), ...(isPublished ? [] : [remove(unitContents, was)])],
  };
}

/** Names the state of a unit that a form was made from: another editor's change gives it another name. */
export function stateOf({ unit }: Pick<PlacedUnit, 'unit'>): string {
  return hashOf(JSON.stringify(unit)).slice(0, 16);
}
