import type { Answer, SpaceVisit } from '../visit.ts';
import { aboutPage } from './about.ts';
import { trainingLanding } from './training-landing.ts';

/** Where a space begins: a training with the path or the group, any other with what is next. */
export async function spacePage(visit: SpaceVisit): Promise<Answer> {
  return visit.space.doc.kind === 'training' ? trainingLanding(visit) : aboutPage(visit);
}
