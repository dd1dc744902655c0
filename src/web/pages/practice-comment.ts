import { CodedError } from '../../domain/errors.ts';
import type { PracticeEntry } from '../../domain/practice-entry.ts';
import { commitWhat, update } from '../../store/port.ts';
import { practiceEntries } from '../../store/practice-entry.ts';
import { findMentorship, participants } from '../../store/training-participant.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { memberName } from '../views/names.ts';
import { CommentedEntryPage } from '../views/practice-entry.tsx';
import type { Draft } from '../views/problems.tsx';
import type { Answer } from '../visit.ts';
import { storedInSpace } from './in-this-space.ts';
import { personIn } from './person-in.ts';
import { logEntry } from './practice-log.ts';
import { valuesOf } from './trainee-path.ts';

const longest = 5000;

/**
 * What a mentor, or who trains, says to an entry; an empty comment takes the former one away. `read`: the comment that
 * the form was made from.
 *
 * @throws CodedError `page.not-found` for an entry that the visitor has no part in
 */
export async function commentPractice(visit: TrainingVisit): Promise<Answer> {
  const { services, account, fields, now, request, site, space } = visit;
  const { store } = services;
  const comment = (fields.comment ?? '').replaceAll('\r\n', '\n').trim();
  const values = { comment };
  const entry = await storedInSpace(visit, practiceEntries, visit.values.entry);
  await expectCompanion(visit, entry.doc);
  if (comment.length > longest) {
    return showForComment(visit, entry.doc, { values, problems: { comment: 'comment-length' } }, 422);
  }
  if (comment === '' && entry.doc.comment === '') {
    return showForComment(visit, entry.doc, { values, problems: { comment: 'comment-missing' } }, 422);
  }
  const newer = await commitWhat(store, async () => {
    const stored = await storedInSpace(visit, practiceEntries, entry.doc.id);
    const { doc } = stored;
    if (doc.comment === comment) return { ops: [], result: undefined };
    if (String(doc.commentAt ?? '') !== fields.read) return { ops: [], result: doc };
    const written = {
      ...{ comment, commentBy: account.id, commentReadAt: null },
      commentAt: Math.max(now, (doc.commentAt ?? 0) + 1),
    };
    return { ops: [update(practiceEntries, stored, written)], result: undefined };
  });
  if (newer) return showForComment(visit, newer, { values, problems: {} }, 409);
  request.log.info({ site: site.id, account: account.id, space: space.doc.id }, 'practice entry commented');
  return { redirect: await logAddress(visit, entry.doc), flash: { notice: 'comment-saved' } };
}

/** An entry of somebody else, with the place for a comment. */
export async function showForComment(
  visit: TrainingVisit,
  entry: PracticeEntry,
  draft?: Draft<'comment'>,
  status = 200,
): Promise<Answer> {
  await expectCompanion(visit, entry);
  const { t } = visit;
  const author = await personIn(visit, entry.accountId);
  const page = CommentedEntryPage({
    frame: spaceFrame(visit, visit.may('lead-training') ? 'group' : 'mentees'),
    seal: visit.seal,
    entry,
    author: author ? memberName(t, author) : '',
    commenter: (await logEntry(visit, entry, 'companion')).commenter,
    action: addressOf(paths.practiceComment, { ...valuesOf(visit), entry: entry.id }),
    draft,
    back: await logAddress(visit, entry),
    stored: status === 409 ? [{ label: t('practice.comment'), text: entry.comment }] : undefined,
  });
  return { page, status };
}

/** Who trains, and the person's mentor. @throws CodedError `page.not-found` for anybody else */
async function expectCompanion(
  { services, account, may }: TrainingVisit,
  entry: Pick<PracticeEntry, 'accountId' | 'runId'>,
): Promise<void> {
  if (may('lead-training')) return;
  const mentorship = await findMentorship(services.store, entry);
  if (mentorship?.doc.mentorId !== account.id) throw new CodedError('page.not-found');
}

/** The page on which the whole log of this person stands. */
async function logAddress(
  visit: TrainingVisit,
  { accountId, runId }: Pick<PracticeEntry, 'accountId' | 'runId'>,
): Promise<string> {
  const { store } = visit.services;
  const { rows } = await store.find(participants, 'byRun', [runId, accountId], { limit: 1 });
  return addressOf(paths.trainee, { ...valuesOf(visit), participant: rows[0]?.doc.id ?? '' });
}
