import type { Space } from '../../domain/space.ts';
import { linkHandles } from '../../store/link-handle.ts';
import { insert } from '../../store/port.ts';
import { openChoice } from '../content-choice.ts';
import { answerScript } from '../scripts.ts';
import { PickerAnswerPage } from '../views/picker-answer.tsx';
import type { Answer } from '../visit.ts';
import { itemsOf } from './pick-items.ts';
import { type PickVisit, pickerFrame } from './pick-visit.ts';

/** Sends the chosen spaces back to the platform; none of them is a choice that was cancelled. */
export async function answerChoice(visit: PickVisit, chosen: readonly Space[]): Promise<Answer> {
  const { services, session, site, account, choice, language } = visit;
  const course = {
    siteId: site.id,
    deploymentId: session.deploymentId,
    contextId: session.contextId,
    createdBy: account.id,
    createdAt: visit.now,
  };
  const items = chosen.map((space) => itemsOf(services.store, space, course, choice, language));
  const picked = (await Promise.all(items)).flat();
  const { returnUrl, data } = openChoice(services, choice);
  const token = await services.platforms.signAnswer(choice.registrationId, {
    deploymentId: session.deploymentId,
    data,
    acceptsMultiple: choice.acceptsMultiple,
    items: picked.map(({ item }) => item),
  });
  if (picked.length > 0) await services.store.commit(picked.map(({ handle }) => insert(linkHandles, handle)));
  visit.request.log.info({ site: site.id, account: account.id, links: picked.length }, 'content chosen');
  const page = PickerAnswerPage({
    frame: pickerFrame(visit),
    returnUrl,
    token,
    isCancelled: picked.length === 0,
    script: answerScript,
  });
  return { page, formsTo: new URL(returnUrl).origin, hasScript: true };
}
