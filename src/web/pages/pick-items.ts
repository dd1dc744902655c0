import { curriculum as laidDown } from '../../../config/curriculum.ts';
import type { ContentItem } from '../../../lti/deep-linking.ts';
import { handleParameter } from '../../../lti/deep-linking-claims.ts';
import { ourTag } from '../../../lti/own-column.ts';
import type { ContentChoice, LinkHandle } from '../../domain/deep-linking.ts';
import type { Space } from '../../domain/space.ts';
import type { TrainingStep } from '../../domain/training-curriculum.ts';
import { inLanguage } from '../../domain/words.ts';
import { hashOf, randomId } from '../../runtime/secrets.ts';
import type { Store } from '../../store/port.ts';
import { publishedCurriculum } from '../../store/training-curriculum.ts';
import type { Language } from '../language.ts';

/** From the first look on: what is there can be shown before anybody is done. */
const submissionReview = { reviewableStatus: ['None', 'InProgress', 'Submitted', 'Completed'] };

type Course = Pick<LinkHandle, 'siteId' | 'deploymentId' | 'contextId' | 'createdBy' | 'createdAt'>;

export interface PickedItem {
  item: ContentItem;
  handle: LinkHandle;
}

/**
 * The links that a space becomes. Where several are taken a training is one for each step, in order and each with a
 * column of its own; anything else is one link without a grade.
 */
export async function itemsOf(
  store: Store,
  space: Space,
  course: Course,
  { acceptsMultiple, acceptsLineItems }: Pick<ContentChoice, 'acceptsMultiple' | 'acceptsLineItems'>,
  language: Language,
): Promise<PickedItem[]> {
  if (space.kind !== 'training' || !acceptsMultiple) return [picked(space, course, null, space.title)];
  return (await stepsOf(store, space)).map((step) => {
    const title = inLanguage(step.title, language);
    const { item, handle } = picked(space, course, step.id, title);
    const lineItem = { scoreMaximum: 100, label: title, resourceId: step.id, tag: ourTag, submissionReview };
    return {
      item: { ...item, text: space.title, ...(acceptsLineItems ? { lineItem } : {}) },
      handle,
    };
  });
}

/** The steps of the newest version; as they are laid down where nobody has opened the training yet. */
async function stepsOf(store: Store, { id }: Space): Promise<readonly Pick<TrainingStep, 'id' | 'title'>[]> {
  return (await publishedCurriculum(store, id))?.doc.steps ?? laidDown.steps;
}

/** No address goes along: the platform then opens the link with this tool and no other of the same host. */
function picked(space: Space, course: Course, moduleId: string | null, title: string): PickedItem {
  const handle = randomId();
  return {
    item: { type: 'ltiResourceLink', title, custom: { [handleParameter]: handle } },
    handle: { id: hashOf(handle), ...course, spaceId: space.id, moduleId },
  };
}
