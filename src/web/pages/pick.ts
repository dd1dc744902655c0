import { founderRole } from '../../domain/member-role.ts';
import type { Space } from '../../domain/space.ts';
import { findByLinkCode } from '../../store/course-link.ts';
import { commitWhat, update } from '../../store/port.ts';
import { sessions } from '../../store/session.ts';
import { createSpace } from '../../store/space.ts';
import { linkableSpaces, shownSpace } from '../linkable-spaces.ts';
import { PickerPage, type PickerPageProps } from '../views/picker.tsx';
import { NothingToPickPage } from '../views/picker-answer.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { readNewSpace } from './new-space.ts';
import { answerChoice } from './pick-answer.ts';
import { addressOfLook, lookOfAddress, lookOfForm, type PickLook } from './pick-look.ts';
import { type PickVisit, pickerFrame, pickVisit } from './pick-visit.ts';

type Drafts = Partial<Pick<PickerPageProps, 'take' | 'code' | 'create'>>;

export async function pickerPage(visit: SignedInVisit): Promise<Answer> {
  return showPicker(pickVisit(visit), lookOfAddress(visit.request.query));
}

/** Every button of the picker; a search shows the same page with the ticks that were set. */
export async function pick(signedIn: SignedInVisit): Promise<Answer> {
  const visit = pickVisit(signedIn);
  const look = lookOfForm(visit.fields);
  switch (visit.fields.do) {
    case 'cancel':
      return answerChoice(visit, []);
    case 'take':
      return take(visit, look);
    case 'code':
      return addByCode(visit, look);
    case 'create':
      return addNewSpace(visit, look);
    default:
      return { redirect: addressOfLook(visit.address, look) };
  }
}

async function showPicker(visit: PickVisit, look: PickLook, drafts: Drafts = {}): Promise<Answer> {
  const { choice, choiceMark, address, seal, session } = visit;
  const frame = pickerFrame(visit);
  if (!choice.acceptsLinks)
    return { page: NothingToPickPage({ frame, seal, action: address, choice: choiceMark }) };
  const all = await pickableSpaces(visit);
  const page = PickerPage({
    frame,
    seal,
    action: address,
    choice: choiceMark,
    courseTitle: session.contextTitle,
    search: look.search,
    list: {
      entries: all
        .map((space) => ({ ...space, isChosen: look.chosen.includes(space.id) }))
        .filter((space) => space.isChosen || isFound(space, look)),
      shown: look.shown,
      isMultiple: choice.acceptsMultiple,
    },
    take: drafts.take,
    code: drafts.code,
    create: drafts.create,
  });
  return Object.keys(drafts).length === 0 ? { page } : { page, status: 422 };
}

function isFound({ title, kind }: Space, { search, shown }: PickLook): boolean {
  const words = search.toLocaleLowerCase('de').split(/\s+/);
  const isNamed = words.every((word) => title.toLocaleLowerCase('de').includes(word));
  return isNamed && (shown === undefined || kind === shown);
}

/** The teacher's own, and those that a link code has opened for this choice. */
async function pickableSpaces(visit: PickVisit): Promise<Space[]> {
  const own = await linkableSpaces(visit);
  const others = visit.choice.codeSpaceIds.filter((id) => !own.some((space) => space.id === id));
  const shown = await Promise.all(others.map((id) => shownSpace(visit, id)));
  return [...shown.filter((space) => space !== undefined), ...own];
}

async function take(visit: PickVisit, look: PickLook): Promise<Answer> {
  const chosen = (await pickableSpaces(visit)).filter(({ id }) => look.chosen.includes(id));
  const wanted = visit.choice.acceptsMultiple ? chosen : chosen.slice(0, 1);
  if (wanted.length === 0 || !visit.choice.acceptsLinks)
    return showPicker(visit, look, { take: { values: {}, problems: { space: 'space-missing' } } });
  return answerChoice(visit, wanted);
}

async function addByCode(visit: PickVisit, look: PickLook): Promise<Answer> {
  const { services, session, choice } = visit;
  const code = (visit.fields.code ?? '').trim();
  const found = code === '' ? undefined : await findByLinkCode(services.store, code);
  const space = found && (await shownSpace(visit, found.spaceId));
  if (!space) {
    const problem = code === '' ? 'link-code-missing' : 'link-code-invalid';
    return showPicker(visit, look, { code: { values: { code }, problems: { code: problem } } });
  }
  const codeSpaceIds = [...new Set([space.id, ...choice.codeSpaceIds])].slice(0, 50);
  await commitWhat(services.store, async () => {
    const was = await services.store.get(sessions, session.id);
    const ops = was ? [update(sessions, was, { choice: { ...choice, codeSpaceIds } })] : [];
    return { ops, result: space.id };
  });
  return { redirect: addressOfLook(visit.address, withTick(visit, look, space)) };
}

async function addNewSpace(visit: PickVisit, look: PickLook): Promise<Answer> {
  const { services, account, site } = visit;
  const read = readNewSpace(visit.fields);
  if ('problems' in read) return showPicker(visit, look, { create: read });
  const role = founderRole(read.kind);
  const owner = { accountId: account.id, siteId: site.id, role };
  const space = await createSpace(services.store, services.clock, read, owner);
  visit.request.log.info({ site: site.id, account: account.id, space: space.id }, 'space made');
  return { redirect: addressOfLook(visit.address, withTick(visit, look, space)) };
}

function withTick({ choice }: PickVisit, look: PickLook, { id }: Space): PickLook {
  return { ...look, chosen: choice.acceptsMultiple ? [id, ...look.chosen] : [id] };
}
