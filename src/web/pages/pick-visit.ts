import { maySetUpLinks } from '../../domain/access.ts';
import type { ContentChoice } from '../../domain/deep-linking.ts';
import { CodedError } from '../../domain/errors.ts';
import { hashOf } from '../../runtime/secrets.ts';
import { addressOf, paths } from '../addresses.ts';
import { signedInFrame } from '../frame.ts';
import type { Frame } from '../views/document.tsx';
import type { SignedInVisit } from '../visit.ts';

/** A visit by a teacher who is choosing content for a course. */
export interface PickVisit extends SignedInVisit {
  choice: ContentChoice;
  /** Stands in every form of the choice. */
  choiceMark: string;
  /** Address of the picker. */
  address: string;
}

/**
 * @throws CodedError `access.denied` for a learner, `deep-linking.ended` where no choice is open, or another one
 * than the form was made for: its links would go to another course
 */
export function pickVisit(visit: SignedInVisit): PickVisit {
  const { session, site, request } = visit;
  if (!maySetUpLinks(session.right)) throw new CodedError('access.denied', { action: 'choose-content' });
  const { choice } = session;
  const choiceMark = hashOf(`choice ${session.id}`);
  const isOther = request.method === 'POST' && visit.fields.choice !== choiceMark;
  if (!choice || isOther) throw new CodedError('deep-linking.ended');
  return { ...visit, choice, choiceMark, address: addressOf(paths.pick, { site: site.id }) };
}

/** Only the page: the platform's dialog waits for an answer, so nothing leads out of it. */
export function pickerFrame(visit: PickVisit): Frame {
  const { newWindow: _leadsOut, returnUrl: _leadsBack, ...frame } = signedInFrame(visit);
  return { ...frame, hasFooter: false };
}
