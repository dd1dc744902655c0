import { CodedError } from '../../domain/errors.ts';
import { mostEntries, type PracticeEntry } from '../../domain/practice-entry.ts';
import { randomId } from '../../runtime/secrets.ts';
import { commitWhat, insert, update } from '../../store/port.ts';
import { practiceEntries, practiceLogOf } from '../../store/practice-entry.ts';
import { mentorOf } from '../../store/training-participant.ts';
import { addressOf, paths } from '../addresses.ts';
import { fieldsOf } from '../dates.ts';
import { spaceFrame } from '../frame.ts';
import type { TraineeVisit } from '../training-visit.ts';
import { memberName } from '../views/names.ts';
import { PracticePage } from '../views/practice.tsx';
import type { PracticeField } from '../views/practice-form.tsx';
import type { Draft } from '../views/problems.tsx';
import type { Answer } from '../visit.ts';
import { formId } from './form-state.ts';
import { personIn } from './person-in.ts';
import { changePractice, isOpen } from './practice-change.ts';
import { practiceLogFor } from './practice-log.ts';
import { readEntry, typedEntry } from './practice-values.ts';
import { valuesOf } from './trainee-path.ts';

/** One's own log. Comments that were not seen before are marked as new this one time. */
export async function practicePage(visit: TraineeVisit): Promise<Answer> {
  const answer = await showPractice(visit);
  await markRead(visit);
  return answer;
}

async function showPractice(visit: TraineeVisit, draft?: Draft<PracticeField>): Promise<Answer> {
  const { services, curriculum, participant, now, t } = visit;
  const mentorId = await mentorOf(services.store, participant.doc);
  const mentor = mentorId === undefined ? undefined : await personIn(visit, mentorId);
  const after = curriculum.steps.find(({ id }) => id === curriculum.practice.afterStep);
  const action = addressOf(paths.practice, valuesOf(visit));
  const form = {
    action,
    hidden: { entry: draft ? (visit.fields.entry ?? randomId()) : randomId() },
    values: { day: fieldsOf(now).date, event: '', hours: '', learned: '' },
    draft,
  };
  const page = PracticePage({
    frame: spaceFrame(visit, 'practice'),
    seal: visit.seal,
    log: await practiceLogFor(visit, participant.doc, curriculum, 'author'),
    form: isOpen(visit) ? form : undefined,
    after: after?.title ?? { de: '', en: '' },
    network: participant.doc.practiceNetwork,
    mentor: mentor && memberName(t, mentor),
  });
  return draft ? { page, status: 422 } : { page };
}

/** Adds an event. The form carries the id of what it adds, so that the same form sent twice adds one. */
export async function addPractice(visit: TraineeVisit): Promise<Answer> {
  const { services, fields, participant, space, now } = visit;
  if (!isOpen(visit)) throw new CodedError('training.not-open', { practice: participant.doc.id });
  const id = formId(fields.entry);
  const values = typedEntry(visit);
  const read = readEntry(values, now);
  if ('problems' in read) return showPractice(visit, { values, problems: read.problems });
  const { accountId, runId } = participant.doc;
  const entry: PracticeEntry = {
    ...{ ...read, id, spaceId: space.doc.id, runId, accountId, createdAt: now, updatedAt: now },
    ...{ comment: '', commentBy: null, commentAt: null, commentReadAt: null },
  };
  const result = await changePractice(visit, async (log) => {
    if (await services.store.get(practiceEntries, id)) return undefined;
    if (log.length >= mostEntries) return 'full';
    return { ops: [insert(practiceEntries, entry)], log: [...log.map(({ doc }) => doc), entry] };
  });
  if (result === 'full') return showPractice(visit, { values, problems: { event: 'practice-full' } });
  return { redirect: addressOf(paths.practice, valuesOf(visit)), flash: { notice: 'practice-added' } };
}

async function markRead({ services, participant, now }: TraineeVisit): Promise<void> {
  const { store } = services;
  await commitWhat(store, async () => {
    const log = await practiceLogOf(store, participant.doc);
    const unread = log.filter(({ doc }) => doc.comment !== '' && doc.commentReadAt === null);
    const ops = unread.map((entry) => update(practiceEntries, entry, { commentReadAt: now }));
    return { ops, result: undefined };
  });
}
