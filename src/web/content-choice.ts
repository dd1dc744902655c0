import type { CourseLink } from '../domain/course-link.ts';
import type { ContentChoice, DeepLinkingSettings, LinkHandle } from '../domain/deep-linking.ts';
import type { Launch } from '../domain/launch.ts';
import { randomId } from '../runtime/secrets.ts';
import { isForCourse } from '../store/link-handle.ts';
import { spaces } from '../store/space.ts';
import type { WebServices } from './services.ts';

const dataUse = 'deep-linking-data';

/** What a session keeps of a choice of content. */
export function beginChoice(
  { secrets }: Pick<WebServices, 'secrets'>,
  { registrationId }: Pick<Launch, 'registrationId'>,
  { returnUrl, data, ...accepts }: DeepLinkingSettings,
): ContentChoice {
  return {
    registrationId,
    sealedReturnUrl: secrets.seal('return-url', returnUrl),
    sealedData: data === '' ? '' : secrets.seal(dataUse, data),
    ...accepts,
    codeSpaceIds: [],
  };
}

/** Where the answer goes, and what the platform wants back with it. */
export function openChoice(
  { secrets }: Pick<WebServices, 'secrets'>,
  { sealedReturnUrl, sealedData }: ContentChoice,
): { returnUrl: string; data: string } {
  return {
    returnUrl: secrets.open('return-url', sealedReturnUrl),
    data: sealedData === '' ? '' : secrets.open(dataUse, sealedData),
  };
}

/** The binding of a link that was chosen for this course; undefined in any other course, and for a space that is gone. */
export async function courseLinkFor(
  { store, clock }: Pick<WebServices, 'store' | 'clock'>,
  { siteId, deploymentId, resourceLinkId, contextId }: Launch,
  handle: LinkHandle,
): Promise<CourseLink | undefined> {
  if (!isForCourse(handle, { deploymentId, contextId })) return undefined;
  const { spaceId, moduleId, createdBy } = handle;
  if (!(await store.get(spaces, spaceId))) return undefined;
  const link = { siteId, deploymentId, resourceLinkId, contextId, spaceId, moduleId };
  return { id: randomId(), ...link, boundBy: createdBy, boundAt: clock() };
}
