import type { Unit } from '../../domain/training-curriculum.ts';
import { attemptsOf } from '../../store/self-check.ts';
import { addressOf, paths } from '../addresses.ts';
import type { TraineeVisit } from '../training-visit.ts';
import type { SelfCheckPanelProps } from '../views/self-check-panel.tsx';
import { valuesOf } from './trainee-path.ts';

/** What the page of a self-check says: how it went so far, and what the button does. */
export async function selfCheckPart(
  visit: TraineeVisit,
  unit: Unit,
): Promise<Omit<SelfCheckPanelProps, 't' | 'seal' | 'content' | 'isDone'>> {
  const { services, participant } = visit;
  const { accountId, runId } = participant.doc;
  const all = await attemptsOf(services.store, { accountId, runId, unitKey: unit.key });
  const values = { ...valuesOf(visit), unit: unit.key };
  const address = (id: string): string => addressOf(paths.attempt, { ...values, attempt: id });
  const open = all.find(({ doc }) => doc.state === 'open');
  return {
    begin: addressOf(paths.attempts, values),
    goOn: open && address(open.doc.id),
    submitted: all
      .filter(({ doc }) => doc.state === 'submitted')
      .map(({ doc }) => ({ attempt: doc, href: address(doc.id) })),
  };
}
